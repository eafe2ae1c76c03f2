import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { changeKey } from './change-key.ts';
import type { SecretRef } from './change-secret.ts';
import type { KmsError } from './errors.ts';
import type { KeyRef } from './find-key.ts';
import type { KmsPorts } from './ports.ts';
import { soundSecret } from './row-seal.ts';
import { changeSecret } from './sealed-writes.ts';
import { changedTags, type TagChange } from './tags.ts';

/** Changes one tag of a key whose state allows editing. Nothing is written where the key is so already. */
export async function tagKey(
  ports: KmsPorts,
  actor: Actor,
  ref: KeyRef,
  change: TagChange,
): Promise<Result<void, KmsError>> {
  const place = await ports.kms.findKey(actor.accountId, ref.regionId, ref.keyId);
  if (!place) return err({ code: 'KEY_NOT_FOUND', keyId: ref.keyId });
  const wanted = changedTags(ref.keyId, place.key.tags, change);
  if (wanted.ok && wanted.value === place.key.tags) return ok(undefined);
  const changed = await changeKey(ports, actor, ref, 'edit', async (_, { key }) => {
    const tags = changedTags(key.keyId, key.tags, change);
    return tags.ok ? ok({ change: { tags: tags.value } }) : tags;
  });
  return changed.ok ? ok(undefined) : changed;
}

/** Changes one tag of a secret, which must not be in its recovery window. */
export async function tagSecret(
  ports: Pick<KmsPorts, 'kms' | 'keyring'>,
  actor: Actor,
  { regionId, name }: SecretRef,
  change: TagChange,
): Promise<Result<void, KmsError>> {
  const notFound = { code: 'SECRET_NOT_FOUND', name } as const;
  const place = await ports.kms.findSecret(actor.accountId, regionId, name);
  if (!place) return err(notFound);
  const wanted = changedTags(name, place.secret.tags, change);
  if (wanted.ok && wanted.value === place.secret.tags) return ok(undefined);
  return ports.kms.inInstance(actor.accountId, place.secret.instanceId, async (transaction) => {
    const found = await transaction.findSecret(name);
    if (!found) return err(notFound);
    const dataKey = ports.keyring.open(transaction.dataKey);
    const sound = soundSecret(dataKey, found);
    if (!sound.ok) return sound;
    if (found.secret.deletionAt) return err({ code: 'SECRET_IN_RECOVERY_WINDOW', name } as const);
    const tags = changedTags(name, found.secret.tags, change);
    if (!tags.ok) return tags;
    await changeSecret(transaction, dataKey, sound.value, { tags: tags.value });
    return ok(undefined);
  });
}
