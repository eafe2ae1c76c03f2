import type { DataKey } from '../ports/keyring.ts';
import { hashSetLines, setLine } from './chain.ts';
import type { BackupRecord, ItemRef } from './model.ts';

/** A live item's record in the chain. */
export type Live = ItemRef & Pick<BackupRecord, 'fromOrdinal' | 'contentHash'>;

const keyOf = (item: ItemRef): string => `${item.itemType} ${item.itemId}`;

/**
 * The set of items alive at a point, carried from point to point. Its hash costs what changed since it was last asked
 * for and one pass over the set; nothing is sorted anew.
 */
export function liveSet<Entry extends Live>(start: Iterable<Entry> = []) {
  const entries = new Map<string, Entry>();
  let lines: readonly string[] = [];
  /** By line: 1 if it came since, -1 if it went, 0 if it is as it was. */
  const changed = new Map<string, number>();
  const note = (entry: Entry, by: 1 | -1) => {
    const line = setLine(entry);
    changed.set(line, (changed.get(line) ?? 0) + by);
  };

  const set = {
    size: () => entries.size,
    get: (item: ItemRef): Entry | undefined => entries.get(keyOf(item)),
    values: (): Iterable<Entry> => entries.values(),
    put(entry: Entry): void {
      set.remove(entry);
      entries.set(keyOf(entry), entry);
      note(entry, 1);
    },
    remove(item: ItemRef): void {
      const old = entries.get(keyOf(item));
      if (!old) return;
      entries.delete(keyOf(item));
      note(old, -1);
    },
    hash(dataKey: DataKey): Uint8Array<ArrayBuffer> {
      lines = merge(lines, changed);
      changed.clear();
      return hashSetLines(dataKey, lines);
    },
  };
  for (const entry of start) set.put(entry);
  return set;
}

export type LiveSet<Entry extends Live> = ReturnType<typeof liveSet<Entry>>;

function merge(lines: readonly string[], changed: ReadonlyMap<string, number>): readonly string[] {
  if (changed.size === 0) return lines;
  const came = [...changed].flatMap(([line, by]) => (by > 0 ? [line] : [])).sort();
  const merged: string[] = [];
  let next = 0;
  for (const line of lines) {
    for (let first = came[next]; first !== undefined && first < line; first = came[next]) {
      merged.push(first);
      next += 1;
    }
    if ((changed.get(line) ?? 0) >= 0) merged.push(line);
  }
  return merged.concat(came.slice(next));
}
