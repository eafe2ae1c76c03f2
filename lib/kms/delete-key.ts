import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { KeyRef } from './find-key.ts';
import { checkOperation } from './key-operations.ts';
import type { KmsPorts } from './ports.ts';
import { deleteKey } from './sealed-writes.ts';

/**
 * Deletes a key at once and for good: every version is destroyed, and what was encrypted under
 * it can be read again only after a restore. Asks for the key ID, since this can't be undone. Possible for a damaged
 * key too, so that it can be restored.
 */
export async function deleteKeyNow(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly confirmedId: string },
): Promise<Result<void, KmsError>> {
  if (input.confirmedId !== input.keyId) return err({ code: 'NAME_NOT_CONFIRMED', expected: input.keyId });
  const notFound = { code: 'KEY_NOT_FOUND', keyId: input.keyId } as const;
  const place = await ports.kms.findKey(actor.accountId, input.regionId, input.keyId);
  if (!place) return err(notFound);
  const now = await ports.clock.now();
  return ports.kms.inInstance(actor.accountId, place.key.instanceId, async (transaction) => {
    const found = await transaction.findKey(input.keyId);
    if (!found) return err(notFound);
    const allowed = checkOperation(found.key, 'deleteNow');
    if (!allowed.ok) return allowed;
    await deleteKey(transaction, ports.keyring.open(transaction.dataKey), input.keyId, now);
    return ok(undefined);
  });
}
