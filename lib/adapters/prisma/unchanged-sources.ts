import type { Pool } from 'pg';
import type { BackupPoint } from '../../snapshots/model.ts';
import type { OpenRecord, SnapshotStore, UnchangedSource } from '../../snapshots/ports.ts';
import { headIsBehind } from './head-is-behind.ts';
import { writePoints } from './point-commit.ts';
import { keyRows, secretRows } from './source-digest.ts';

/** Looks at many sources, and commits many points, in a statement each. See SnapshotStore. */
export function unchangedSources(pool: Pool): Pick<SnapshotStore, 'unchangedSources' | 'commitPoints'> {
  return {
    async unchangedSources(claims) {
      const sources = await pool.query<SourceRow>(soundSql, [
        claims.map(({ backup }) => backup.id),
        claims.map(({ token }) => token),
      ]);
      if (sources.rows.length === 0) return [];
      const items = await pool.query<ItemRow>(comparisonSql, [
        sources.rows.map((row) => row.id),
        sources.rows.map((row) => row.sourceId),
      ]);
      const alive = new Map<string, OpenRecord[]>(sources.rows.map((row) => [row.id, []]));
      for (const { backupId, same, itemType, itemId, fromOrdinal, contentHash } of items.rows) {
        if (!same) alive.delete(backupId);
        else {
          const record = { itemType, itemId, fromOrdinal, contentHash: new Uint8Array(contentHash) };
          alive.get(backupId)?.push(record);
        }
      }
      const rows = new Map(sources.rows.map((row) => [row.id, row]));
      return claims.flatMap((claim): UnchangedSource[] => {
        const row = rows.get(claim.backup.id);
        const records = alive.get(claim.backup.id);
        // What the newest point counted and is no longer there is looked for by a full of its own.
        if (!row || records?.length !== row.keyCount + row.secretCount) return [];
        const { accountId } = claim.backup;
        return [
          {
            claim,
            head: pointOf(row),
            macBefore: row.macBefore && new Uint8Array(row.macBefore),
            throughSeq: BigInt(row.changeSeq),
            sourceDataKey: {
              id: row.sourceKeyId,
              accountId,
              ownerId: row.sourceId,
              rootKeyId: row.sourceRootKeyId,
              wrapped: new Uint8Array(row.sourceWrapped),
            },
            backupDataKey: {
              id: row.backupKeyId,
              accountId,
              ownerId: row.id,
              rootKeyId: row.backupRootKeyId,
              wrapped: new Uint8Array(row.backupWrapped),
            },
            alive: records,
          },
        ];
      });
    },

    commitPoints: (commits) => writePoints(pool, commits),
  };
}

type SourceRow = Omit<BackupPoint, 'kind' | 'throughSeq' | 'changesHash' | 'setHash' | 'mac'> & {
  readonly id: string;
  readonly sourceId: string;
  readonly changeSeq: string;
  readonly throughSeq: string;
  readonly changesHash: Buffer;
  readonly setHash: Buffer;
  readonly mac: Buffer;
  readonly macBefore: Buffer | null;
  readonly sourceKeyId: string;
  readonly sourceRootKeyId: string;
  readonly sourceWrapped: Buffer;
  readonly backupKeyId: string;
  readonly backupRootKeyId: string;
  readonly backupWrapped: Buffer;
};

function pointOf(row: SourceRow): BackupPoint {
  const { ordinal, slotAt, capturedAt, keyCount, secretCount, added, closed } = row;
  return {
    ordinal,
    kind: 'FULL',
    slotAt,
    capturedAt,
    throughSeq: BigInt(row.throughSeq),
    keyCount,
    secretCount,
    added,
    closed,
    changesHash: new Uint8Array(row.changesHash),
    setHash: new Uint8Array(row.setHash),
    mac: new Uint8Array(row.mac),
  };
}

type ItemRow = OpenRecord & {
  readonly backupId: string;
  readonly same: boolean;
  readonly contentHash: Buffer;
};

/** Claimed backup instances that nothing is wrong with. */
const soundSql = `
  SELECT b.id, i.id AS "sourceId", i.change_seq AS "changeSeq", p.ordinal, p.slot_at AS "slotAt",
    p.captured_at AS "capturedAt", p.through_seq AS "throughSeq", p.key_count AS "keyCount",
    p.secret_count AS "secretCount", p.added, p.closed, p.changes_hash AS "changesHash", p.set_hash AS "setHash",
    p.mac, o.mac AS "macBefore", s.id AS "sourceKeyId", s.root_key_id AS "sourceRootKeyId",
    s.wrapped AS "sourceWrapped", d.id AS "backupKeyId", d.root_key_id AS "backupRootKeyId",
    d.wrapped AS "backupWrapped"
  FROM unnest($1::text[], $2::text[]) AS c(id, token)
  JOIN backup_instances b ON b.id = c.id AND b.lease_token = c.token AND b.damaged_items = '{}'
  JOIN backup_points p ON p.backup_instance_id = b.id AND p.ordinal = b.head_ordinal AND p.mac = b.head_mac
    AND p.kind = 'FULL' AND p.set_hash IS NOT NULL
  LEFT JOIN backup_points o ON o.backup_instance_id = b.id AND o.ordinal = b.head_ordinal - 1
  JOIN data_keys d ON d.id = b.data_key_id
  JOIN kms_instances i ON i.id = b.source_instance_id AND i.released_at IS NULL
  JOIN data_keys s ON s.id = i.data_key_id
  WHERE NOT ${headIsBehind} AND NOT EXISTS (SELECT 1 FROM damaged_records r WHERE r.backup_instance_id = b.id)`;

const compared = (type: string, rows: typeof keyRows, table: string, id: string): string => `
  SELECT '${type}' AS item_type, r.item_id, r.from_ordinal, r.content_hash,
    coalesce(l.digest = r.source_digest, false) AS same
  FROM (SELECT * FROM backup_records
      WHERE backup_instance_id = c.backup_id AND to_ordinal IS NULL AND item_type = '${type}') r
    FULL JOIN (
      SELECT i.${id} AS item_id, ${rows.digest} AS digest FROM ${table} i ${rows.versions}
      WHERE i.instance_id = c.source_id AND ${rows.live}) l ON l.item_id = r.item_id`;

/** Every open record and every live item of each, and whether the one was made of the other as it stands. */
const comparisonSql = `
  SELECT c.backup_id AS "backupId", a.item_type AS "itemType", a.item_id AS "itemId", a.from_ordinal AS "fromOrdinal",
    a.content_hash AS "contentHash", a.same
  FROM unnest($1::text[], $2::text[]) AS c(backup_id, source_id)
  CROSS JOIN LATERAL (
    ${compared('KEY', keyRows, 'kms_keys', 'key_id')}
    UNION ALL ${compared('SECRET', secretRows, 'kms_secrets', 'name')}) a`;
