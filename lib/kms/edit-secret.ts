import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { changeSecret, type SecretRef } from './change-secret.ts';
import { changedFields, changedMeanwhile } from './edited-meanwhile.ts';
import { findEncryptionKey } from './encryption-key.ts';
import type { KmsError } from './errors.ts';
import type { KmsSecret } from './model.ts';
import type { KmsPorts } from './ports.ts';

/** What a person edits of a secret. `keyId`: the key that encrypts its next versions. */
export type SecretFacts = Pick<KmsSecret, 'description' | 'tags' | 'keyId'>;

const edited = ['description', 'tags', 'keyId'] as const;

/**
 * Writes what was changed of `was`, the facts as they were shown. SECRET_EDITED_MEANWHILE if someone else changed
 * one of the same since then. Versions stay under the keys that encrypted them.
 */
export function editSecret(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & SecretFacts & { readonly was: SecretFacts },
): Promise<Result<KmsSecret, KmsError>> {
  const { name, was, description, tags, keyId } = input;
  const next: SecretFacts = { description, tags, keyId };
  return changeSecret(ports, actor, input, 'live', async (transaction, { secret }, dataKey) => {
    const current = { description: secret.description, tags: secret.tags, keyId: secret.keyId };
    const fields = changedMeanwhile(edited, was, next, current);
    if (fields.length > 0) return err({ code: 'SECRET_EDITED_MEANWHILE', name, fields });
    const mine = changedFields(edited, was, next);
    const change = {
      ...(mine.includes('description') ? { description } : {}),
      ...(mine.includes('tags') ? { tags } : {}),
      ...(mine.includes('keyId') ? { keyId } : {}),
    };
    if (changedFields(edited, current, { ...current, ...change }).length === 0) return ok('unchanged');
    if (change.keyId !== undefined && change.keyId !== secret.keyId) {
      const suitable = await findEncryptionKey(transaction, dataKey, keyId);
      if (!suitable.ok) return suitable;
    }
    return ok({ change });
  });
}
