import { ok, type Result } from '../kernel/result.ts';
import type { KmsError } from '../kms/errors.ts';
import type { KeyWithVersions } from '../kms/model.ts';
import type { InstanceTransaction } from '../kms/ports.ts';
import { soundKey } from '../kms/row-seal.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { ItemContent, ItemRef, SecretContent } from '../snapshots/model.ts';
import type { MissingKey } from './errors.ts';

/** An item as the backup that is being restored from has it, proven; undefined or refused if it hasn't. */
export type Backed = (item: ItemRef) => Promise<Result<ItemContent | undefined, unknown>>;

/** An encryption key that the destination doesn't hold as a secret needs it. */
export type LackingKey = Pick<MissingKey, 'keyId' | 'held'> & {
  /** The needed versions that are not there; none, if only the secret's next values would need the key. */
  readonly versionIds: ReadonlySet<string>;
};

/**
 * The destination's keys that the secret's versions, and its next ones, are encrypted under. KEY_DAMAGED if one of them
 * was changed without the KMS.
 */
export async function encryptionKeys(
  transaction: InstanceTransaction,
  dataKey: DataKey,
  content: SecretContent,
): Promise<Result<ReadonlyMap<string, KeyWithVersions>, KmsError>> {
  const ids = new Set([content.keyId, ...content.versions.map((version) => version.keyId)]);
  const keys = new Map<string, KeyWithVersions>();
  for (const id of ids) {
    const found = await transaction.findKey(id);
    if (!found) continue;
    const sound = soundKey(dataKey, found);
    if (!sound.ok) return sound;
    keys.set(id, sound.value);
  }
  return ok(keys);
}

/** What the destination lacks of the secret's encryption keys, and who in the region holds a key of that ID. */
export async function lackingKeys(
  transaction: InstanceTransaction,
  content: SecretContent,
  keys: ReadonlyMap<string, KeyWithVersions>,
): Promise<readonly LackingKey[]> {
  const lacking = new Map<string, Set<string>>();
  if (!keys.has(content.keyId)) lacking.set(content.keyId, new Set());
  for (const { keyId, keyVersionId } of content.versions) {
    const held = keys.get(keyId)?.versions.some((version) => version.versionId === keyVersionId);
    if (held) continue;
    const versions = lacking.get(keyId) ?? new Set();
    lacking.set(keyId, versions.add(keyVersionId));
  }
  const found: LackingKey[] = [];
  for (const [keyId, versionIds] of lacking) {
    found.push({ keyId, versionIds, held: await holderOf(transaction, keyId) });
  }
  return found;
}

async function holderOf(transaction: InstanceTransaction, keyId: string): Promise<MissingKey['held']> {
  const key = await transaction.findKeyInRegion(keyId);
  if (!key) return null;
  const by = key.instanceId === transaction.instance.id ? 'destination' : 'other';
  return { by, instanceName: await transaction.instanceName(key.instanceId) };
}

/** The same for a person, who also wants to know whether this day of the backup would help. */
export async function missingKeys(
  backed: Backed,
  lacking: readonly LackingKey[],
): Promise<readonly MissingKey[]> {
  const missing: MissingKey[] = [];
  for (const key of lacking) {
    const { keyId, versionIds, held } = key;
    missing.push({ keyId, versionCount: versionIds.size, held, inBackup: await isInBackup(backed, key) });
  }
  return missing;
}

/** Whether the backup has the key, with every version that is needed. */
async function isInBackup(backed: Backed, { keyId, versionIds }: LackingKey): Promise<boolean> {
  const found = await backed({ itemType: 'KEY', itemId: keyId });
  const content = found.ok ? found.value : undefined;
  if (content?.itemType !== 'KEY') return false;
  const versions = new Set(content.versions.map((version) => version.versionId));
  return [...versionIds].every((versionId) => versions.has(versionId));
}
