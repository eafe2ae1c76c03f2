import type { Pool, PoolClient } from 'pg';
import type { VerifyClaim, VerifyResult } from '../../snapshots/verify-model.ts';

/** Most broken points that are kept by number; there is something wrong with all of it then. */
export const mostBroken = 100;

/** Writes a verification's result, whole or not at all. False: the claim or the association was lost meanwhile. */
export async function writeResult(
  pool: Pool,
  claim: VerifyClaim,
  result: VerifyResult,
  at: Date,
  nextDueAt: Date,
): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL lock_timeout = '10s'");
    const written = await write(client, claim, result, at, nextDueAt);
    await client.query(written ? 'COMMIT' : 'ROLLBACK');
    client.release();
    return written;
  } catch (error) {
    client.release(true); // closed rather than reused: its transaction is in no known state
    throw error;
  }
}

async function write(
  client: PoolClient,
  { backup, token }: VerifyClaim,
  result: VerifyResult,
  at: Date,
  nextDueAt: Date,
): Promise<boolean> {
  // In the order in which a commit of a point takes its locks, so that neither waits for the other in a circle.
  // What became due while this one ran, since a full backup has made damage good, stays due.
  const due = await client.query(
    `UPDATE backup_instances b SET verify_due_at = CASE
       WHEN b.verify_due_at > v.started_at AND b.verify_due_at <= $4 THEN b.verify_due_at ELSE $3 END
     FROM verifications v WHERE v.backup_instance_id = b.id AND b.id = $1 AND b.epoch = $2`,
    [backup.id, backup.epoch, nextDueAt, at],
  );
  const ended = await client.query(
    `UPDATE verifications SET lease_token = NULL, lease_until = NULL, finished_at = $4, error = NULL,
       verified_at = $4, through_ordinal = $5, point_count = $6, record_count = $7, damaged_count = $8,
       broken_points = $9, done = $7, total = $7
     WHERE backup_instance_id = $1 AND lease_token = $2 AND epoch = $3`,
    [
      backup.id,
      token,
      backup.epoch,
      at,
      result.throughOrdinal,
      result.points,
      result.records,
      result.damaged.length,
      result.brokenPoints.slice(0, mostBroken),
    ],
  );
  if (due.rowCount !== 1 || ended.rowCount !== 1) return false;
  const column = <T>(of: (found: VerifyResult['damaged'][number]) => T): T[] => result.damaged.map(of);
  const before = await client.query<FoundRow>(
    `DELETE FROM damaged_records WHERE backup_instance_id = $1
     RETURNING item_type, item_id, from_ordinal, kind, found_at`,
    [backup.id],
  );
  const foundBefore = new Map(before.rows.map((row) => [foundKey(row), row.found_at]));
  await client.query(
    `INSERT INTO damaged_records (backup_instance_id, item_type, item_id, from_ordinal, to_ordinal, kind, found_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::timestamptz[])`,
    [
      backup.id,
      column((found) => found.itemType),
      column((found) => found.itemId),
      column((found) => found.fromOrdinal),
      column((found) => found.toOrdinal),
      column((found) => found.kind),
      column((found) => {
        const { itemType: item_type, itemId: item_id, fromOrdinal: from_ordinal, kind } = found;
        return foundBefore.get(foundKey({ item_type, item_id, from_ordinal, kind })) ?? at;
      }),
    ],
  );
  return true;
}

type FoundRow = { item_type: string; item_id: string; from_ordinal: number; kind: string; found_at: Date };

/** What was found before keeps the moment when it was found first. */
const foundKey = (row: Omit<FoundRow, 'found_at'>): string =>
  `${row.item_type} ${row.from_ordinal} ${row.kind} ${row.item_id}`;
