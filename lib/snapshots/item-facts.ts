import type { ItemFacts, VersionFacts } from './history-model.ts';
import type { ItemContent } from './model.ts';

/** What may be shown of a backed-up item. */
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
