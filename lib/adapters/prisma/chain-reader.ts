import type { Pool } from 'pg';
import type { BackupRecord, ItemType } from '../../snapshots/model.ts';
import type { RecordStub } from '../../snapshots/verify-model.ts';
import type { ChainReader } from '../../snapshots/verify-ports.ts';
import { addedBetween, aliveAt, streamRecords } from './record-stream.ts';

/** Points read at once, and bytes of their manifests; one point's are read whole. */
const pointsAtOnce = 1000;
const manifestBytes = 4 * 1024 * 1024;

/** Reads chains through the driver, whose rows come several times as fast as Prisma's. */
export function chainReader(pool: Pool): ChainReader {
  return {
    async keptPoints(backupId, after, through) {
      const { rows } = await pool.query<KeptRow>(
        `WITH size AS (
           SELECT n, sum(coalesce(octet_length(m.content), 0)) OVER (ORDER BY n) - coalesce(octet_length(m.content), 0)
             AS bytes_before
           FROM generate_series($2::int + 1, least($3::int, $2::int + ${pointsAtOnce})) n
           LEFT JOIN backup_manifests m ON m.backup_instance_id = $1 AND m.ordinal = n)
         SELECT n, m.content, p.account_id, p.kind, p.slot_at, p.captured_at, p.through_seq, p.key_count, p.secret_count, p.added,
           p.closed, p.changes_hash, p.set_hash, p.mac
         FROM size
         LEFT JOIN backup_points p ON p.backup_instance_id = $1 AND p.ordinal = n
         LEFT JOIN backup_manifests m ON m.backup_instance_id = $1 AND m.ordinal = n
         WHERE bytes_before < ${manifestBytes}
         ORDER BY n`,
        [backupId, after, through],
      );
      return rows.map((row) => ({
        ordinal: row.n,
        point: row.mac === null ? undefined : pointOf(row),
        manifest: row.content ?? undefined,
      }));
    },

    async countRecords(backupId, through) {
      const { rows } = await pool.query<{ count: string }>(
        'SELECT count(*) FROM backup_records WHERE backup_instance_id = $1 AND from_ordinal BETWEEN 1 AND $2',
        [backupId, through],
      );
      return Number(rows[0]?.count ?? 0);
    },

    async stubs(backupId, from, to) {
      const { rows } = await pool.query<RecordStub>(
        `${stubs} AND from_ordinal BETWEEN $2 AND $3 ORDER BY from_ordinal`,
        [backupId, from, to],
      );
      return rows;
    },

    async closed(backupId, from, to) {
      const { rows } = await pool.query<RecordStub>(
        `${stubs} AND to_ordinal IS NOT NULL AND to_ordinal BETWEEN $2 AND $3`,
        [backupId, from, to],
      );
      return rows;
    },

    records: (backupId, from, to) => streamRecords(pool, backupId, addedBetween(from, to)),
    recordsAt: (backupId, ordinal) => streamRecords(pool, backupId, aliveAt(ordinal)),

    async newestOf(backupId, item, from, to, madeBefore) {
      const { rows } = await pool.query<RecordRow>(
        `SELECT ${recordColumns} FROM backup_records r
         WHERE backup_instance_id = $1 AND item_type = $2 AND item_id = $3 AND from_ordinal <= $5
           AND (to_ordinal IS NULL OR to_ordinal > $4) AND item_created_at < $6
         ORDER BY from_ordinal DESC LIMIT 1`,
        [backupId, item.itemType, item.itemId, from, to, madeBefore],
      );
      return rows.map(toRecord)[0];
    },

    async withContent(backupId, contents) {
      const { rows } = await pool.query<RecordRow>(
        `SELECT ${recordColumns} FROM unnest($2::text[], $3::text[], $4::text[]) AS c(item_type, item_id, hash)
         JOIN backup_records r ON r.backup_instance_id = $1 AND r.item_type = c.item_type AND r.item_id = c.item_id
           AND r.content_hash = decode(c.hash, 'hex')
         ORDER BY r.from_ordinal DESC`,
        [
          backupId,
          contents.map((content) => content.itemType),
          contents.map((content) => content.itemId),
          contents.map((content) => Buffer.from(content.contentHash).toString('hex')),
        ],
      );
      return rows.map(toRecord);
    },

    async aliveAt(backupId, ordinal) {
      const { rows } = await pool.query<RecordStub>(
        `${stubs} AND from_ordinal BETWEEN 1 AND $2 AND (to_ordinal IS NULL OR to_ordinal > $2)`,
        [backupId, ordinal],
      );
      return rows;
    },

    async newestKept(backupId, through) {
      const newest = (table: string) =>
        `(SELECT max(ordinal) FROM ${table} WHERE backup_instance_id = $1 AND ordinal BETWEEN 1 AND $2)`;
      const { rows } = await pool.query<{ ordinal: number | null }>(
        `SELECT greatest(${newest('backup_points')}, ${newest('backup_manifests')}) AS ordinal`,
        [backupId, through],
      );
      return rows[0]?.ordinal ?? 0;
    },

    async strays(backupId) {
      const outside = (column: string) => `(${column} < 1 OR ${column} > b.head_ordinal)`;
      // One statement a kind: a point that is committed meanwhile moves the head along with its rows.
      const points = await pool.query<{ ordinal: number }>(
        `SELECT ordinal FROM backup_points p JOIN backup_instances b ON b.id = p.backup_instance_id
         WHERE b.id = $1 AND ${outside('ordinal')}
         UNION SELECT ordinal FROM backup_manifests m JOIN backup_instances b ON b.id = m.backup_instance_id
         WHERE b.id = $1 AND ${outside('ordinal')} ORDER BY ordinal`,
        [backupId],
      );
      const { rows } = await pool.query<RecordStub & { isOutside: boolean }>(
        `SELECT ${stubColumns}, ${outside('from_ordinal')} AS "isOutside" FROM backup_records r JOIN backup_instances b ON b.id = r.backup_instance_id
         WHERE b.id = $1 AND item_type IN ('KEY', 'SECRET')
           AND (${outside('from_ordinal')} OR to_ordinal > b.head_ordinal)`,
        [backupId],
      );
      const nameless = await pool.query<{ ordinal: number }>(
        `SELECT DISTINCT from_ordinal AS ordinal FROM backup_records
         WHERE backup_instance_id = $1 AND item_type NOT IN ('KEY', 'SECRET')`,
        [backupId],
      );
      return {
        nameless: nameless.rows.map((row) => row.ordinal),
        points: points.rows.map((row) => row.ordinal),
        records: rows.filter((row) => row.isOutside),
        endless: rows.filter((row) => !row.isOutside),
      };
    },
  };
}

const stubColumns = `item_type AS "itemType", item_id AS "itemId", from_ordinal AS "fromOrdinal",
  to_ordinal AS "toOrdinal", content_hash AS "contentHash"`;
const stubs = `SELECT ${stubColumns} FROM backup_records
  WHERE backup_instance_id = $1 AND item_type IN ('KEY', 'SECRET')`;

/** Times as milliseconds: the driver takes long to read dates. */
const milliseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
const recordColumns = `r.item_type, r.item_id, r.from_ordinal, r.to_ordinal, r.alias, r.spec, r.state, r.key_id,
  r.version_count, ${milliseconds('r.item_created_at')} AS created, ${milliseconds('r.item_rotated_at')} AS rotated,
  r.content_hash, r.sealed`;

type KeptRow = { n: number; content: Buffer | null } & (PointRow | { mac: null });
type PointRow = {
  account_id: string;
  kind: 'FULL' | 'INCREMENTAL';
  slot_at: Date | number;
  captured_at: Date | number;
  through_seq: string;
  key_count: number;
  secret_count: number;
  added: number;
  closed: number;
  changes_hash: Buffer;
  set_hash: Buffer | null;
  mac: Buffer;
};

type RecordRow = {
  item_type: ItemType;
  item_id: string;
  from_ordinal: number;
  to_ordinal: number | null;
  alias: string | null;
  spec: string | null;
  state: string;
  key_id: string | null;
  version_count: number;
  created: number;
  rotated: number | null;
  content_hash: Buffer;
  sealed: Buffer;
};

function pointOf(row: { n: number } & PointRow) {
  return {
    accountId: row.account_id,
    ordinal: row.n,
    kind: row.kind,
    slotAt: instant(row.slot_at),
    capturedAt: instant(row.captured_at),
    throughSeq: BigInt(row.through_seq),
    keyCount: row.key_count,
    secretCount: row.secret_count,
    added: row.added,
    closed: row.closed,
    changesHash: new Uint8Array(row.changes_hash),
    setHash: row.set_hash && new Uint8Array(row.set_hash),
    mac: new Uint8Array(row.mac),
  };
}

/** The driver reads an infinite instant, which somebody must have written, as a number. */
const instant = (read: Date | number): Date => (read instanceof Date ? read : new Date(Number.NaN));

function toRecord(row: RecordRow): BackupRecord {
  return {
    itemType: row.item_type,
    itemId: row.item_id,
    fromOrdinal: row.from_ordinal,
    toOrdinal: row.to_ordinal,
    alias: row.alias,
    spec: row.spec,
    state: row.state,
    keyId: row.key_id,
    versionCount: row.version_count,
    itemCreatedAt: new Date(row.created),
    itemRotatedAt: row.rotated === null ? null : new Date(row.rotated),
    contentHash: new Uint8Array(row.content_hash),
    sealed: new Uint8Array(row.sealed),
  };
}
