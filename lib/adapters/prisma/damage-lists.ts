import type { ItemType } from '../../snapshots/model.ts';
import { type DamageKind, damageKinds, type FoundDamage } from '../../snapshots/verify-model.ts';
import type { VerificationStore } from '../../snapshots/verify-ports.ts';
import type { Database } from './client.ts';
import { anyContains } from './contains.ts';
import { type DamagedRecord as DamagedRow, Prisma } from './generated/client.ts';
import { readSmallList } from './small-list.ts';

/** What verifications found. An older association's has no result, and counts as none. */
export function damageLists(
  database: Database,
): Pick<VerificationStore, 'damagedPage' | 'damageOf' | 'damagedIn' | 'slotsOf' | 'foundDamage'> {
  return {
    async damagedPage(backupId, request) {
      const conditions = [Prisma.sql`d.backup_instance_id = ${backupId}`];
      if (request.search !== '') conditions.push(anyContains([Prisma.sql`d.item_id`], request.search));
      const page = await readSmallList(
        database,
        {
          from: found,
          id: place,
          column: { sql: Prisma.sql`d.item_id COLLATE "und-x-icu"`, kind: 'text' },
          direction: 'ascending',
          conditions,
        },
        request,
      );
      if (page.items.length === 0) return { ...page, items: [] };
      const rows = await database.$queryRaw<ListedRow[]>`
        SELECT ${place} AS place, ${foundColumns}, d.found_at AS "foundAt",
          added.slot_at AS since, closed.slot_at AS until,
          coalesce(k.alias, (SELECT r.alias FROM backup_records r
            WHERE r.backup_instance_id = d.backup_instance_id AND r.item_type = d.item_type
              AND r.item_id = d.item_id AND r.alias IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM damaged_records same WHERE same.backup_instance_id = r.backup_instance_id
                  AND same.item_type = r.item_type AND same.item_id = r.item_id
                  AND same.from_ordinal = r.from_ordinal)
            ORDER BY r.from_ordinal DESC LIMIT 1)) AS alias,
          k.uid IS NOT NULL OR s.uid IS NOT NULL AS "isLive"
        FROM damaged_records d
        JOIN backup_instances b ON b.id = d.backup_instance_id
        LEFT JOIN kms_keys k ON d.item_type = 'KEY' AND k.instance_id = b.source_instance_id
          AND k.key_id = d.item_id AND k.deleted_at IS NULL
        LEFT JOIN kms_secrets s ON d.item_type = 'SECRET' AND s.instance_id = b.source_instance_id
          AND s.name = d.item_id AND s.deleted_at IS NULL
        LEFT JOIN backup_points added
          ON added.backup_instance_id = d.backup_instance_id AND added.ordinal = d.from_ordinal
        LEFT JOIN backup_points closed
          ON closed.backup_instance_id = d.backup_instance_id AND closed.ordinal = d.to_ordinal
        WHERE d.backup_instance_id = ${backupId} AND ${place} IN (${Prisma.join([...page.items])})`;
      const byPlace = new Map(rows.map((row) => [row.place, row]));
      return {
        ...page,
        items: page.items.flatMap((id) => {
          const row = byPlace.get(id);
          if (!row) return []; // another verification ended since its place was read
          const { since, until, foundAt, alias, isLive } = row;
          return [{ ...toFound(row), since, until, foundAt, alias, isLive }];
        }),
      };
    },

    async damageOf(backupId, { itemType, itemId }) {
      const rows = await database.$queryRaw<FoundRow[]>`
        SELECT ${foundColumns} FROM ${found}
        WHERE d.backup_instance_id = ${backupId} AND d.item_type = ${itemType} AND d.item_id = ${itemId}`;
      return rows.map(toFound);
    },

    async damagedIn(backupId, from, to) {
      const [row] = await database.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM ${found}
        WHERE d.backup_instance_id = ${backupId} AND d.from_ordinal <= ${to}
          AND (d.to_ordinal IS NULL OR d.to_ordinal > ${from})`;
      return row?.count ?? 0;
    },

    async slotsOf(backupId, ordinals) {
      if (ordinals.length === 0) return new Map();
      const rows = await database.$queryRaw<{ ordinal: number; slotAt: Date }[]>`
        SELECT ordinal, min(slot_at) AS "slotAt" FROM (
          SELECT ordinal, first_slot_at AS slot_at FROM backup_coverage WHERE backup_instance_id = ${backupId}
          UNION ALL
          SELECT p.ordinal, p.slot_at FROM backup_points p
          WHERE p.backup_instance_id = ${backupId} AND NOT EXISTS (
            SELECT 1 FROM backup_coverage c
            WHERE c.backup_instance_id = p.backup_instance_id AND c.ordinal = p.ordinal)
        ) slots
        WHERE ordinal IN (${Prisma.join([...ordinals])})
        GROUP BY ordinal`;
      return new Map(rows.map(({ ordinal, slotAt }) => [ordinal, slotAt]));
    },

    async foundDamage(backupId) {
      const rows = await database.$queryRaw<FoundRow[]>`
        SELECT ${foundColumns} FROM ${found} WHERE d.backup_instance_id = ${backupId}`;
      return rows.map(toFound);
    },
  };
}

/** SQL: what the last verification since the enabling found. */
const found = Prisma.sql`damaged_records d
  JOIN backup_instances b ON b.id = d.backup_instance_id
  JOIN verifications v ON v.backup_instance_id = d.backup_instance_id AND v.epoch = b.epoch
    AND v.verified_at IS NOT NULL`;
const foundColumns = Prisma.sql`d.item_type AS "itemType", d.item_id AS "itemId",
  d.from_ordinal AS "fromOrdinal", d.to_ordinal AS "toOrdinal", d.kind`;

/** A record's place as one text. */
const place = Prisma.sql`(d.item_type || ' ' || d.from_ordinal || ' ' || d.item_id)`;

type FoundRow = Pick<DamagedRow, 'itemType' | 'itemId' | 'fromOrdinal' | 'toOrdinal' | 'kind'>;
type ListedRow = FoundRow & {
  place: string;
  foundAt: Date;
  since: Date | null;
  until: Date | null;
  alias: string | null;
  isLive: boolean;
};

function toFound({ itemType, itemId, fromOrdinal, toOrdinal, kind }: FoundRow): FoundDamage {
  if (!isItemType(itemType) || !isKind(kind))
    throw new Error(`A damaged record is of no kind: ${itemType} ${kind}`);
  return { itemType, itemId, fromOrdinal, toOrdinal, kind };
}

const isItemType = (text: string): text is ItemType => text === 'KEY' || text === 'SECRET';
const isKind = (text: string): text is DamageKind => damageKinds.some((kind) => kind === text);
