import type { PoolClient } from 'pg';
import type { Claim, CoverageCommit, PointCommit } from '../../snapshots/ports.ts';

const manyRecords = 1000;
const searchedColumns = 'backup_instance_id, item_type, item_id, from_ordinal, to_ordinal, item_created_at';

/** How long after the first full backup a chain is verified for the first time. */
const verifyAfterMs = 3_600_000;

/**
 * Writes a point, its manifest and coverage, ends its run and moves the backup instance on, in one statement. False:
 * the lease or the association was lost, and nothing was written.
 */
export async function writePoint(target: PoolClient, claim: Claim, commit: PointCommit): Promise<boolean> {
  const { point, manifest, firstSlotAt, lastSlotAt, nextDueAt, fullDueAt, damagedItems, finishedAt } = commit;
  const { rowCount } = await target.query(
    `WITH held AS (
       UPDATE backup_instances SET head_ordinal = $4, head_mac = $14, through_seq = $8, due_at = ${later('$18')},
         damaged_items = $20, last_look_at = $7, full_due_at = $19, verify_due_at = coalesce(verify_due_at, $21),
         lease_token = NULL, lease_until = NULL
       WHERE ${ours}
       RETURNING id, account_id
     ), point AS (
       INSERT INTO backup_points (backup_instance_id, account_id, ordinal, kind, slot_at, captured_at, through_seq,
         key_count, secret_count, added, closed, changes_hash, set_hash, mac)
       SELECT id, account_id, $4, $5::point_kind, $6, $7, $8, $9::int, $10::int, $11::int, $12::int, $13::bytea,
         $22::bytea, $14 FROM held
     ), manifest AS (
       INSERT INTO backup_manifests (backup_instance_id, ordinal, content) SELECT id, $4, $15::bytea FROM held
     ), coverage AS (
       INSERT INTO backup_coverage (backup_instance_id, ordinal, first_slot_at, last_slot_at)
       SELECT id, $4, $16::timestamptz, $17::timestamptz FROM held
     ), ended AS (${endRun('$23')})
     SELECT 1 FROM held`,
    [
      ...holder(claim),
      point.ordinal,
      point.kind,
      point.slotAt,
      point.capturedAt,
      String(point.throughSeq),
      point.keyCount,
      point.secretCount,
      point.added,
      point.closed,
      point.changesHash,
      point.mac,
      manifest,
      firstSlotAt,
      lastSlotAt,
      nextDueAt,
      fullDueAt,
      damagedItems,
      new Date(point.capturedAt.getTime() + verifyAfterMs),
      point.setHash,
      finishedAt,
    ],
  );
  if (rowCount !== 1) return false;
  // After a large change the planner would guess wrongly until the server looks by itself, a minute later.
  if (point.added >= manyRecords) await target.query(`ANALYZE backup_records (${searchedColumns})`);
  return true;
}

/** The newest point answers for one more slot. False: the lease or the association was lost. */
export async function writeCoverage(
  target: PoolClient,
  claim: Claim,
  commit: CoverageCommit,
): Promise<boolean> {
  const { ordinal, slotAt, lookedAt, throughSeq, nextDueAt, damagedItems } = commit;
  const { rowCount } = await target.query(
    `WITH held AS (
       UPDATE backup_instances SET through_seq = $4, due_at = ${later('$5')}, damaged_items = $6, last_look_at = $7,
         lease_token = NULL, lease_until = NULL
       WHERE ${ours}
       RETURNING id, account_id
     ), extended AS (
       UPDATE backup_coverage c SET last_slot_at = $8 FROM held
       WHERE c.backup_instance_id = held.id AND c.ordinal = $9
         AND c.last_slot_at = $8::timestamptz - interval '5 minutes'
       RETURNING 1
     ), opened AS (
       INSERT INTO backup_coverage (backup_instance_id, ordinal, first_slot_at, last_slot_at)
       SELECT held.id, $9, $8, $8 FROM held
       WHERE NOT EXISTS (SELECT 1 FROM extended) AND NOT EXISTS (
         SELECT 1 FROM backup_coverage c WHERE c.backup_instance_id = held.id AND c.ordinal = $9
           AND c.first_slot_at <= $8 AND c.last_slot_at >= $8)
     ), ended AS (${endRun('$7')})
     SELECT 1 FROM held`,
    [...holder(claim), String(throughSeq), nextDueAt, damagedItems, lookedAt, slotAt, ordinal],
  );
  return rowCount === 1;
}

const ours = 'id = $1 AND lease_token = $2 AND epoch = $3';
const holder = ({ backup, token }: Claim) => [backup.id, token, backup.epoch];

/** SQL: a slot that is already covered stays so: a last point before a release is taken between two slots. */
const later = (dueAt: string): string => `greatest(due_at, ${dueAt}::timestamptz)`;

/** SQL: a run that shows progress has ended, and an older failure is over. */
const endRun = (finishedAt: string): string => `
  UPDATE snapshot_runs r SET finished_at = ${finishedAt}, done = CASE WHEN r.lease_token = $2 THEN r.total ELSE r.done END,
    error = NULL
  FROM held WHERE r.backup_instance_id = held.id AND (r.error IS NOT NULL OR r.finished_at IS NULL)`;
