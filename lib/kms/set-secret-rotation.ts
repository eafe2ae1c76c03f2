import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { changeSecret, type SecretRef } from './change-secret.ts';
import { changedFields, changedMeanwhile } from './edited-meanwhile.ts';
import type { KmsError } from './errors.ts';
import type { KmsSecret } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { rotationFrom } from './rotation.ts';

/** `rotationDays` null: off. A secret that rotates has a generator. */
export type SecretRotation = Pick<KmsSecret, 'rotationDays' | 'generator'>;

const edited = ['rotationDays', 'generator'] as const;

/**
 * Sets or ends scheduled rotation. Another period counts from now; another generator alone leaves the next date.
 * `was` as in `editSecret`: what the person didn't change stays as others have set it since. Refused too where others
 * turned rotation on and this takes its generator away.
 */
export async function setSecretRotation(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & SecretRotation & { readonly was: SecretRotation },
): Promise<Result<KmsSecret, KmsError>> {
  const now = await ports.clock.now();
  const { name, was, rotationDays, generator } = input;
  const next: SecretRotation = { rotationDays, generator };
  return changeSecret(ports, actor, input, 'live', async (_, { secret }) => {
    const current = { rotationDays: secret.rotationDays, generator: secret.generator };
    const fields = changedMeanwhile(edited, was, next, current);
    if (fields.length > 0) return err({ code: 'SECRET_EDITED_MEANWHILE', name, fields });
    const mine = changedFields(edited, was, next);
    const after: SecretRotation = {
      rotationDays: mine.includes('rotationDays') ? rotationDays : secret.rotationDays,
      generator: mine.includes('generator') ? generator : secret.generator,
    };
    if (after.rotationDays !== null && after.generator === null) {
      return err({ code: 'SECRET_EDITED_MEANWHILE', name, fields: ['rotationDays'] });
    }
    if (changedFields(edited, current, after).length === 0) return ok('unchanged');
    const period = after.rotationDays === secret.rotationDays ? {} : rotationFrom(now, after.rotationDays);
    return ok({ change: { generator: after.generator, ...period } });
  });
}
