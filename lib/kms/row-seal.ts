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
  const ordered = inOrder(versions);
  const facts = [
    key.accountId,
    key.regionId,
    key.instanceId,
    key.keyId,
    key.alias,
    key.description,
    tagList(key.tags),
    key.spec,
    key.usage,
    key.state,
    key.primaryVersionId,
    key.createdAt.getTime(),
    time(key.rotatedAt),
    key.rotationDays,
    time(key.nextRotationAt),
    time(key.deletionAt),
    String(changeSeq),
    ordered.map((version) => [
      version.versionId,
      version.createdAt.getTime(),
      version.material.length,
      version.canary.length,
    ]),
  ];
  return seal(
    dataKey,
    'key row',
    facts,
    ordered.flatMap((version) => [version.material, version.canary]),
  );
}

export function sealSecret(
  dataKey: DataKey,
  secret: KmsSecret,
  versions: readonly SecretVersion[],
  changeSeq: bigint,
): Seal {
  const ordered = inOrder(versions);
  const facts = [
    secret.accountId,
    secret.regionId,
    secret.instanceId,
    secret.name,
    secret.keyId,
    secret.description,
    tagList(secret.tags),
    secret.createdAt.getTime(),
    time(secret.rotatedAt),
    secret.rotationDays,
    secret.generator && [secret.generator.length, secret.generator.kinds],
    time(secret.nextRotationAt),
    time(secret.deletionAt),
    String(changeSeq),
    ordered.map((version) => [
      version.versionId,
      version.createdAt.getTime(),
      version.stages,
      version.keyId,
      version.keyVersionId,
      version.ciphertext.length,
    ]),
  ];
  return seal(
    dataKey,
    'secret row',
    facts,
    ordered.map((version) => version.ciphertext),
  );
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
  const facts = [accountId, regionId, instanceId, itemType, itemId, deletedAt.getTime(), String(changeSeq)];
  return seal(dataKey, 'tombstone', facts, []);
}

type Fact = string | number | null | readonly Fact[];

/** The lengths of the bytes stand in the facts, and JSON ends itself: no two items give the same bytes. */
function seal(dataKey: DataKey, label: string, facts: readonly Fact[], bytes: readonly Uint8Array[]): Seal {
  return dataKey.mac(label, Buffer.concat([Buffer.from(JSON.stringify(facts)), ...bytes]));
}

const time = (at: Date | null): number | null => at?.getTime() ?? null;

const tagList = (tags: KmsKey['tags']): readonly (readonly string[])[] =>
  Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));

/** By id: the database's own order of texts may be another. */
function inOrder<Version extends { readonly versionId: string }>(
  versions: readonly Version[],
): readonly Version[] {
  return versions.length < 2 ? versions : versions.toSorted((a, b) => (a.versionId < b.versionId ? -1 : 1));
}
