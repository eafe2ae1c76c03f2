import { sameBytes } from '../ports/keyring.ts';
import { type ItemDifference, type ItemFacts, plainFields } from './history-model.ts';
import { inOrder, itemFacts } from './item-facts.ts';
import type { ItemContent } from './model.ts';

/** Everything in which the second state of an item differs from the first; none, if they are the same. */
export function compareItems(first: ItemContent, second: ItemContent): readonly ItemDifference[] {
  const [from, to] = [itemFacts(first), itemFacts(second)];
  const differences: ItemDifference[] = [];
  for (const field of plainFields) {
    if (!sameFact(from[field], to[field])) differences.push({ field, from: from[field], to: to[field] });
  }
  const names = [...new Set([...Object.keys(from.tags), ...Object.keys(to.tags)])].sort();
  const changes = names
    .map((name) => ({ name, from: tagOf(from, name), to: tagOf(to, name) }))
    .filter((tag) => tag.from !== tag.to);
  if (changes.length > 0) differences.push({ field: 'tags', changes });
  const versions = compareVersions(first, second, from, to);
  if (versions) differences.push(versions);
  return differences;
}

/** The second state, from the first and what differs: nothing that can be shown is left out of a comparison. */
export function applyDifferences(first: ItemFacts, differences: readonly ItemDifference[]): ItemFacts {
  return differences.reduce(applyOne, first);
}

function applyOne(facts: ItemFacts, difference: ItemDifference): ItemFacts {
  switch (difference.field) {
    case 'tags': {
      const tags = new Map(Object.entries(facts.tags));
      for (const { name, to } of difference.changes) {
        if (to === null) tags.delete(name);
        else tags.set(name, to);
      }
      return { ...facts, tags: Object.fromEntries(tags) };
    }
    case 'versions': {
      const gone = new Set([...difference.removed, ...difference.changed].map(({ versionId }) => versionId));
      const kept = facts.versions.filter(({ versionId }) => !gone.has(versionId));
      return { ...facts, versions: inOrder([...kept, ...difference.changed, ...difference.added]) };
    }
    default:
      return { ...facts, [difference.field]: difference.to };
  }
}

function compareVersions(first: ItemContent, second: ItemContent, from: ItemFacts, to: ItemFacts) {
  const before = new Map(from.versions.map((version) => [version.versionId, version]));
  const after = new Map(to.versions.map((version) => [version.versionId, version]));
  const values = valuesOf(first);
  const otherValue = [...valuesOf(second)]
    .filter(([id, value]) => {
      const old = values.get(id);
      return old !== undefined && !sameBytes(old, value);
    })
    .map(([id]) => id);
  const added = to.versions.filter(({ versionId }) => !before.has(versionId));
  const removed = from.versions.filter(({ versionId }) => !after.has(versionId));
  const differs = to.versions.filter((version) => {
    const old = before.get(version.versionId);
    return old && (otherValue.includes(version.versionId) || !sameFact(old, version));
  });
  if (added.length + removed.length + differs.length === 0) return null;
  return { field: 'versions', added, removed, changed: differs, otherValue } as const;
}

function valuesOf(content: ItemContent): ReadonlyMap<string, Uint8Array> {
  return content.itemType === 'KEY'
    ? new Map(content.versions.map((version) => [version.versionId, version.material]))
    : new Map(content.versions.map((version) => [version.versionId, version.ciphertext]));
}

const tagOf = ({ tags }: ItemFacts, name: string): string | null =>
  Object.hasOwn(tags, name) ? (tags[name] ?? null) : null;

/** Facts are plain: their JSON says all of them. */
const sameFact = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
