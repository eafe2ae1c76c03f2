import type { Actor } from '../access/model.ts';
import { canaryHolds, roundTrips } from '../kms/canary.ts';
import { asKeySpec, specFacts } from '../kms/key-specs.ts';
import type { KmsKey } from '../kms/model.ts';
import { type ItemCover, itemCover } from './item-cover.ts';
import type { KeyContent } from './model.ts';
import type { SnapshotPorts } from './ports.ts';

/** A key by its own facts and the ids of its versions. */
export type CoveredKey = Pick<KmsKey, 'instanceId' | 'keyId'> & { readonly versionIds: readonly string[] };

/**
 * What backups hold of a key: see `itemCover`. A version counts if its backed-up material holds the canary that was
 * made with it, and undoes now what it does.
 */
export function keyCover(
  ports: SnapshotPorts,
  actor: Actor,
  { instanceId, keyId, versionIds }: CoveredKey,
): Promise<readonly ItemCover[]> {
  const item = { itemType: 'KEY' as const, itemId: keyId };
  return itemCover(ports, actor, { instanceId, item, versionIds }, async (content) =>
    content.itemType === 'KEY' ? provenVersions(ports, content) : undefined,
  );
}

function provenVersions({ crypto }: SnapshotPorts, content: KeyContent): readonly string[] {
  const spec = asKeySpec(content.spec);
  const usage = spec && specFacts[spec].usages.find((known) => known === content.usage);
  if (!spec || !usage) return [];
  const subject = { keyId: content.keyId, spec, usage };
  return content.versions
    .filter((version) => canaryHolds(crypto, subject, version) && roundTrips(crypto, subject, version))
    .map(({ versionId }) => versionId);
}
