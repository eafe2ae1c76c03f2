import type { Actor } from '../access/model.ts';
import { type BulkResult, eachOf } from './bulk-result.ts';
import { disableKey, enableKey, scheduleKeyDeletion } from './change-key.ts';
import type { KmsPorts } from './ports.ts';
import { tagKey } from './tag-item.ts';
import type { TagChange } from './tags.ts';

/** What can be done to many keys at once, but for scheduling their deletion. */
export type KeyUpdate = TagChange | { readonly kind: 'enable' | 'disable' };

/** Updates each of the keys on its own. */
export function updateKeys(
  ports: KmsPorts,
  actor: Actor,
  input: { readonly regionId: string; readonly ids: readonly string[]; readonly update: KeyUpdate },
): Promise<readonly BulkResult[]> {
  const { regionId, ids, update } = input;
  return eachOf(ids, (keyId) => {
    const ref = { regionId, keyId };
    switch (update.kind) {
      case 'enable':
        return enableKey(ports, actor, ref);
      case 'disable':
        return disableKey(ports, actor, ref);
      case 'addTag':
      case 'removeTag':
        return tagKey(ports, actor, ref, update);
    }
  });
}

/** Schedules the deletion of each of the keys, 7 to 366 days ahead. */
export function scheduleKeysDeletion(
  ports: KmsPorts,
  actor: Actor,
  input: { readonly regionId: string; readonly ids: readonly string[]; readonly days: number },
): Promise<readonly BulkResult[]> {
  const { regionId, ids, days } = input;
  return eachOf(ids, (keyId) => scheduleKeyDeletion(ports, actor, { regionId, keyId, days }));
}
