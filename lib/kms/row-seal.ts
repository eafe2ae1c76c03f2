import { bind } from '../kernel/binding.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type DataKey, sameBytes } from '../ports/keyring.ts';
import type { KmsError } from './errors.ts';
import type {
  KeyVersion,
  KeyWithVersions,
  KmsKey,
  KmsSecret,
  SecretVersion,
  SecretWithVersions,
} from './model.ts';

/**
 * The row seal: a keyed hash under the instance's data key over every column of an item's row and of its
 * versions' rows. It stands in the row. What was changed, swapped, added or dropped without the KMS no longer
 * fits it, and the item is refused until it is deleted and restored.
 */
export type Seal = Uint8Array<ArrayBuffer>;

/** A key whose row and versions are as the KMS wrote them: only such a key is used or written again. */
export type SoundKey = KeyWithVersions & { readonly sound: true };
/** The same of a secret. */
export type SoundSecret = SecretWithVersions & { readonly sound: true };

/** The key, if it is as the KMS wrote it; else KEY_DAMAGED. */
export function soundKey(dataKey: DataKey, found: KeyWithVersions): Result<SoundKey, KmsError> {
  const { key, versions, changeSeq, mac } = found;
  if (!sameBytes(mac, sealKey(dataKey, key, versions, changeSeq)))
    return err({ code: 'KEY_DAMAGED', keyId: key.keyId });
  return ok({ ...found, sound: true });
}

/** The secret, if it is as the KMS wrote it; else SECRET_DAMAGED. */
export function soundSecret(dataKey: DataKey, found: SecretWithVersions): Result<SoundSecret, KmsError> {
  const { secret, versions, changeSeq, mac } = found;
  if (!sameBytes(mac, sealSecret(dataKey, secret, versions, changeSeq)))
    return err({ code: 'SECRET_DAMAGED', name: secret.name });
  return ok({ ...found, sound: true });
}

export function sealKey(
  dataKey: DataKey,
  key: KmsKey,
  versions: readonly KeyVersion[],
  changeSeq: bigint,
): Seal {
  const bytes: Uint8Array[] = [];
  let facts = bind(
    key.accountId,
    key.regionId,
    key.instanceId,
    key.keyId,
    key.alias,
    key.description,
    tagText(key.tags),
    key.spec,
    key.usage,
    key.state,
    key.primaryVersionId,
    key.createdAt.getTime(),
    time(key.rotatedAt),
    key.rotationDays,
    time(key.nextRotationAt),
    time(key.deletionAt),
    changeSeq,
  );
  for (const { versionId, createdAt, material, canary } of inOrder(versions)) {
    facts += bind(versionId, createdAt.getTime(), material.length, canary.length);
    bytes.push(material, canary);
  }
  return seal(dataKey, 'key row', facts, bytes);
}

export function sealSecret(
  dataKey: DataKey,
  secret: KmsSecret,
  versions: readonly SecretVersion[],
  changeSeq: bigint,
): Seal {
  const bytes: Uint8Array[] = [];
  let facts = bind(
    secret.accountId,
    secret.regionId,
    secret.instanceId,
    secret.name,
    secret.keyId,
    secret.description,
    tagText(secret.tags),
    secret.createdAt.getTime(),
    time(secret.rotatedAt),
    secret.rotationDays,
    secret.generator && bind(secret.generator.length, ...secret.generator.kinds),
    time(secret.nextRotationAt),
    time(secret.deletionAt),
    changeSeq,
  );
  for (const { versionId, createdAt, stages, keyId, keyVersionId, ciphertext } of inOrder(versions)) {
    facts += bind(versionId, createdAt.getTime(), bind(...stages), keyId, keyVersionId, ciphertext.length);
    bytes.push(ciphertext);
  }
  return seal(dataKey, 'secret row', facts, bytes);
}

/** What a deleted item leaves behind. */
export type Tombstone = {
  readonly accountId: string;
  readonly regionId: string;
  readonly instanceId: string;
  readonly itemType: 'KEY' | 'SECRET';
  /** Key id or secret name. */
  readonly itemId: string;
  readonly deletedAt: Date;
  readonly changeSeq: bigint;
};

/** The seal of a tombstone: a deletion that the KMS didn't make is told from one that it made. */
export function sealTombstone(dataKey: DataKey, stone: Tombstone): Seal {
  const { accountId, regionId, instanceId, itemType, itemId, deletedAt, changeSeq } = stone;
  const facts = bind(accountId, regionId, instanceId, itemType, itemId, deletedAt.getTime(), changeSeq);
  return seal(dataKey, 'tombstone', facts, []);
}

/** Where facts and bytes are put together before they are hashed: a backup does it for every item. */
let scratch = Buffer.allocUnsafe(64 * 1024);

/** The lengths of the bytes stand in the facts, and these end themselves: no two items give the same bytes. */
function seal(dataKey: DataKey, label: string, facts: string, bytes: readonly Uint8Array[]): Seal {
  let most = facts.length * 3;
  for (const part of bytes) most += part.length;
  if (most > scratch.length) scratch = Buffer.allocUnsafe(most);
  let end = scratch.write(facts, 0);
  for (const part of bytes) {
    scratch.set(part, end);
    end += part.length;
  }
  return dataKey.mac(label, scratch.subarray(0, end));
}

const time = (at: Date | null): number | null => at?.getTime() ?? null;

function tagText(tags: KmsKey['tags']): string {
  const names = Object.keys(tags);
  return names.length === 0 ? '' : bind(...names.sort().flatMap((name) => [name, tags[name] ?? '']));
}

/** By id: the database's own order of texts may be another. */
function inOrder<Version extends { readonly versionId: string }>(
  versions: readonly Version[],
): readonly Version[] {
  return versions.length < 2 ? versions : versions.toSorted((a, b) => (a.versionId < b.versionId ? -1 : 1));
}
