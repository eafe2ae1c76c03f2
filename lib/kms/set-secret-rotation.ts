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
 * `was` as in `editSecret`.
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
    if (changedFields(edited, current, next).length === 0) return ok('unchanged');
    const period = rotationDays === secret.rotationDays ? {} : rotationFrom(now, rotationDays);
    return ok({ change: { generator, ...period } });
  });
}
