import type { Actor } from '../access/model.ts';
import { canaryOpens } from '../kms/key-material.ts';
import type { KmsKey } from '../kms/model.ts';
import { type ItemCover, itemCover } from './item-cover.ts';
import type { SnapshotPorts } from './ports.ts';

/** A key by its own facts and the ids of its versions. */
export type CoveredKey = Pick<KmsKey, 'instanceId' | 'keyId'> & { readonly versionIds: readonly string[] };

/**
 * What backups hold of a key: see `itemCover`. A version counts if its backed-up material opens the canary that was
 * made with it.
 */
export function keyCover(
  ports: SnapshotPorts,
  actor: Actor,
  { instanceId, keyId, versionIds }: CoveredKey,
): Promise<readonly ItemCover[]> {
  const item = { itemType: 'KEY' as const, itemId: keyId };
  return itemCover(ports, actor, { instanceId, item, versionIds }, async (content) => {
    if (content.itemType !== 'KEY') return undefined;
    return content.versions
      .filter((version) => canaryOpens(ports.crypto, content.keyId, version))
      .map(({ versionId }) => versionId);
  });
}
