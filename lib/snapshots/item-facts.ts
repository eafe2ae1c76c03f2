import type { SecretGenerator, Tags } from '../kms/model.ts';
import type { ItemContent, ItemRef } from './model.ts';

/** One version of a backed-up item: what may be shown of it, never its material or value. */
export type VersionFacts = {
  readonly versionId: string;
  readonly createdAt: Date;
  /** Of a secret's version; a key's primary one has none. */
  readonly stages: readonly string[];
  /** A key encrypts with this one. */
  readonly isPrimary: boolean;
  /** The key, and its version, that encrypts a secret's value; null for a key's own versions. */
  readonly keyId: string | null;
  readonly keyVersionId: string | null;
};

/** What may be shown of a backed-up item. */
export type ItemFacts = ItemRef & {
  readonly alias: string | null;
  readonly description: string;
  readonly tags: Tags;
  readonly spec: string | null;
  readonly usage: string | null;
  readonly state: string;
  /** The encryption key of a secret; null for keys. */
  readonly keyId: string | null;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  readonly rotationDays: number | null;
  readonly generator: SecretGenerator | null;
  /** Oldest first. */
  readonly versions: readonly VersionFacts[];
};

export function itemFacts(content: ItemContent): ItemFacts {
  const { description, tags, state, createdAt, rotatedAt, rotationDays } = content;
  const common = { description, tags, state, createdAt, rotatedAt, rotationDays };
  if (content.itemType === 'KEY') {
    return {
      itemType: 'KEY',
      itemId: content.keyId,
      ...common,
      alias: content.alias,
      spec: content.spec,
      usage: content.usage,
      keyId: null,
      generator: null,
      versions: inOrder(
        content.versions.map((version) => ({
          versionId: version.versionId,
          createdAt: version.createdAt,
          stages: [],
          isPrimary: version.versionId === content.primaryVersionId,
          keyId: null,
          keyVersionId: null,
        })),
      ),
    };
  }
  return {
    itemType: 'SECRET',
    itemId: content.name,
    ...common,
    alias: null,
    spec: null,
    usage: null,
    keyId: content.keyId,
    generator: content.generator,
    versions: inOrder(
      content.versions.map((version) => ({
        versionId: version.versionId,
        createdAt: version.createdAt,
        stages: version.stages,
        isPrimary: false,
        keyId: version.keyId,
        keyVersionId: version.keyVersionId,
      })),
    ),
  };
}

export function inOrder(versions: readonly VersionFacts[]): readonly VersionFacts[] {
  return versions.toSorted(
    (one, other) =>
      one.createdAt.getTime() - other.createdAt.getTime() ||
      (one.versionId < other.versionId ? -1 : Number(one.versionId > other.versionId)),
  );
}
