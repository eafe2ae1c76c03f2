import { sameBytes } from '../ports/keyring.ts';
import type { Live, LiveSet } from './live-set.ts';
import type { Manifest } from './manifest.ts';
import type { ItemRef } from './model.ts';
import { type DamageKind, type FoundDamage, placeKey, type RecordStub } from './verify-model.ts';
import type { Strays } from './verify-ports.ts';

/** A live item of the chain, and what its row says of its end; `row` null: there is none. */
export type LedgerEntry = Live & {
  readonly row: { readonly toOrdinal: number | null } | null;
  readonly damage: Damage | undefined;
};

type Damage = { -readonly [Name in keyof FoundDamage]: FoundDamage[Name] } & {
  /** The hash that the chain names there. */
  readonly contentHash: Uint8Array<ArrayBuffer>;
};

/** Damage with the hash of the content that the chain names there. */
export type NamedDamage = FoundDamage & { readonly contentHash: Uint8Array<ArrayBuffer> };

/**
 * Replays a chain's changes onto `alive` and notes every record that isn't as they say. `through` is the newest point
 * that is looked at: what later ones closed counts as open.
 */
export function damageLedger(alive: LiveSet<LedgerEntry>, through: number) {
  const found: Damage[] = [];
  const note = (
    stub: ItemRef & { readonly fromOrdinal: number; readonly contentHash: Uint8Array<ArrayBuffer> },
    kind: DamageKind,
    toOrdinal: number | null,
  ): Damage => {
    const { itemType, itemId, fromOrdinal, contentHash } = stub;
    const damage: Damage = { itemType, itemId, fromOrdinal, toOrdinal, kind, contentHash };
    found.push(damage);
    return damage;
  };
  const close = (entry: LedgerEntry, ordinal: number): void => {
    if (entry.damage) entry.damage.toOrdinal = ordinal;
    else if (entry.row && entry.row.toOrdinal !== ordinal) note(entry, 'SPAN', ordinal);
    alive.remove(entry);
  };

  return {
    /** One point's changes, the rows that it is said to have added, and which of those open. */
    apply(ordinal: number, changes: Manifest, rows: readonly RecordStub[], sound: ReadonlySet<string>): void {
      const unclaimed = new Map(rows.map((row) => [`${row.itemType} ${row.itemId}`, row]));
      for (const closed of changes.closed) {
        const entry = alive.get(closed);
        if (entry?.fromOrdinal === closed.fromOrdinal) close(entry, ordinal);
      }
      for (const { itemType, itemId, contentHash } of changes.added) {
        const live = { itemType, itemId, contentHash, fromOrdinal: ordinal };
        const row = unclaimed.get(`${itemType} ${itemId}`);
        unclaimed.delete(`${itemType} ${itemId}`);
        const intact = row && sameBytes(row.contentHash, contentHash) && sound.has(placeKey(row));
        const damage = intact ? undefined : note(live, row ? 'CHANGED' : 'MISSING', null);
        const older = alive.get(live);
        if (older) close(older, ordinal); // an item has one record: a newer one takes its place
        alive.put({ ...live, row: row ? { toOrdinal: row.toOrdinal } : null, damage });
      }
      for (const row of unclaimed.values()) {
        // One that a healing set aside is alive at no point.
        if (row.toOrdinal !== row.fromOrdinal) note(row, 'UNKNOWN', null);
      }
    },

    /** Goes on from the records that are alive at a point: they are proven there. */
    adopt(ordinal: number, rows: readonly RecordStub[]): void {
      const known = new Map(rows.map((row) => [`${row.itemType} ${row.itemId}`, row]));
      for (const entry of [...alive.values()]) {
        const row = known.get(`${entry.itemType} ${entry.itemId}`);
        if (row?.fromOrdinal === entry.fromOrdinal) continue;
        if (entry.damage) entry.damage.toOrdinal = ordinal;
        alive.remove(entry);
      }
      for (const row of rows) {
        const entry = alive.get(row);
        if (entry && sameBytes(entry.contentHash, row.contentHash)) continue;
        alive.put({ ...row, row: { toOrdinal: row.toOrdinal }, damage: undefined });
      }
    },

    /** The chain's end: what is still alive must be open, and nothing may lie outside. */
    end(strays: Pick<Strays, 'records' | 'endless'>): void {
      for (const entry of alive.values()) {
        const closedAt = entry.row?.toOrdinal ?? null;
        if (!entry.damage && closedAt !== null && closedAt <= through) note(entry, 'SPAN', null);
      }
      for (const row of strays.records) if (row.toOrdinal !== row.fromOrdinal) note(row, 'UNKNOWN', null);
      for (const row of strays.endless) {
        const entry = alive.get(row);
        if (entry?.fromOrdinal === row.fromOrdinal && !entry.damage) note(entry, 'SPAN', null);
      }
    },

    found: (): readonly NamedDamage[] => found,
  };
}
