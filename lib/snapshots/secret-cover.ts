import type { Actor } from '../access/model.ts';
import { secretBinding } from '../kms/ciphertext.ts';
import type { SecretVersion, SecretWithVersions } from '../kms/model.ts';
import { sameBytes } from '../ports/keyring.ts';
import type { DayContents } from './day-contents.ts';
import { type ItemCover, itemCover } from './item-cover.ts';
import type { ItemRef, KeyContent } from './model.ts';
import type { SnapshotPorts } from './ports.ts';

/**
 * What backups hold of a live secret: see `itemCover`. A version counts if the backup has the very same one, and
 * holds beside it the key version that decrypts its value.
 */
export function secretCover(
  ports: SnapshotPorts,
  actor: Actor,
  { secret, versions }: Pick<SecretWithVersions, 'secret' | 'versions'>,
): Promise<readonly ItemCover[]> {
  const { instanceId, name } = secret;
  const item = { itemType: 'SECRET' as const, itemId: name };
  const versionIds = versions.map(({ versionId }) => versionId);
  return itemCover(ports, actor, { instanceId, item, versionIds }, async (content, newest) => {
    if (content.itemType !== 'SECRET') return undefined;
    const keys = await backedUpKeys(newest, new Set(content.versions.map(({ keyId }) => keyId)));
    return versions
      .filter((version) => content.versions.some((held) => isSame(held, version)))
      .filter((version) => decrypts(ports, name, version, keys.get(version.keyId)))
      .map(({ versionId }) => versionId);
  });
}

const isSame = (a: Pick<SecretVersion, 'versionId' | 'ciphertext'>, b: SecretVersion): boolean =>
  a.versionId === b.versionId && sameBytes(a.ciphertext, b.ciphertext);

async function backedUpKeys(
  newest: (item: ItemRef) => ReturnType<DayContents['of']>,
  keyIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, KeyContent>> {
  const keys = new Map<string, KeyContent>();
  for (const keyId of keyIds) {
    const found = await newest({ itemType: 'KEY', itemId: keyId });
    if (found.ok && found.value?.itemType === 'KEY') keys.set(keyId, found.value);
  }
  return keys;
}

function decrypts(
  { crypto }: SnapshotPorts,
  name: string,
  { versionId, keyVersionId, ciphertext }: SecretVersion,
  key: KeyContent | undefined,
): boolean {
  const keyVersion = key?.versions.find((candidate) => candidate.versionId === keyVersionId);
  if (!keyVersion) return false;
  const binding = secretBinding(name, versionId, keyVersionId);
  return crypto.open(keyVersion.material, ciphertext, binding) !== undefined;
}
