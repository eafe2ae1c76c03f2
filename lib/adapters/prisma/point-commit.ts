import type { PoolClient } from 'pg';
import { slotMinutes } from '../../kernel/calendar.ts';
import type { Claim, CoverageCommit, PointCommit } from '../../snapshots/ports.ts';

const manyRecords = 1000;
const searchedColumns = 'backup_instance_id, item_type, item_id, from_ordinal, to_ordinal, item_created_at';

/** How long after the first full backup a chain is verified for the first time. */
const verifyAfterMs = 3_600_000;

/** Writes a point, its manifest and coverage, and moves the backup instance on; the caller holds its row. */
export async function writePoint(target: PoolClient, claim: Claim, commit: PointCommit): Promise<void> {
  const { id: backupId, accountId } = claim.backup;
  const { point, manifest, firstSlotAt, lastSlotAt, nextDueAt, fullDueAt, damagedItems } = commit;
  await target.query(
    `INSERT INTO backup_points (backup_instance_id, account_id, ordinal, kind, slot_at, captured_at,
       through_seq, key_count, secret_count, added, closed, changes_hash, set_hash, mac)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      backupId,
      accountId,
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
      point.setHash,
      point.mac,
    ],
  );
  await target.query(
    'INSERT INTO backup_manifests (backup_instance_id, ordinal, content) VALUES ($1, $2, $3)',
    [backupId, point.ordinal, manifest],
  );
  await target.query(
    `INSERT INTO backup_coverage (backup_instance_id, ordinal, first_slot_at, last_slot_at)
     VALUES ($1, $2, $3, $4)`,
    [backupId, point.ordinal, firstSlotAt, lastSlotAt],
  );
  await target.query(
    `UPDATE backup_instances SET head_ordinal = $2, head_mac = $3, through_seq = $4, due_at = $5,
       damaged_items = $6, last_look_at = $7, full_due_at = $8, verify_due_at = coalesce(verify_due_at, $9),
       lease_token = NULL, lease_until = NULL
     WHERE id = $1`,
    [
      backupId,
      point.ordinal,
      point.mac,
      String(point.throughSeq),
      nextDueAt,
      damagedItems,
      point.capturedAt,
      fullDueAt,
      new Date(point.capturedAt.getTime() + verifyAfterMs),
    ],
  );
  // After a large change the planner would guess wrongly until the server looks by itself, a minute later.
  if (point.added >= manyRecords) await target.query(`ANALYZE backup_records (${searchedColumns})`);
}

/** The newest point answers for one more slot; the caller holds the backup instance's row. */
export async function writeCoverage(target: PoolClient, claim: Claim, commit: CoverageCommit): Promise<void> {
  const { ordinal, slotAt, lookedAt, throughSeq, nextDueAt, damagedItems } = commit;
  const backupId = claim.backup.id;
  const before = new Date(slotAt.getTime() - slotMinutes * 60_000);
  const { rowCount } = await target.query(
    `UPDATE backup_coverage SET last_slot_at = $3
     WHERE backup_instance_id = $1 AND ordinal = $2 AND last_slot_at = $4`,
    [backupId, ordinal, slotAt, before],
  );
  if (rowCount === 0) {
    await target.query(
      `INSERT INTO backup_coverage (backup_instance_id, ordinal, first_slot_at, last_slot_at)
       VALUES ($1, $2, $3, $3) ON CONFLICT DO NOTHING`,
      [backupId, ordinal, slotAt],
    );
  }
  await target.query(
    `UPDATE backup_instances SET through_seq = $2, due_at = $3, damaged_items = $4,
       last_look_at = $5, lease_token = NULL, lease_until = NULL
     WHERE id = $1`,
    [backupId, String(throughSeq), nextDueAt, damagedItems, lookedAt],
  );
}
