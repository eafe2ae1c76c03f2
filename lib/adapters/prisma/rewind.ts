import type { Pool } from 'pg';
import { slotAt } from '../../kernel/calendar.ts';
import type { SnapshotStore } from '../../snapshots/ports.ts';
import { freeLease } from './free-lease.ts';
import { inTransaction } from './in-transaction.ts';

/** Backup instances put right in one transaction. */
const mostAtOnce = 5000;

type StandingRow = { id: string; regionId: string; coveredThrough: Date | null; fullSlotAt: Date | null };

/** Schedules after the clock went back. See SnapshotStore. */
export function rewind(pool: Pool): Pick<SnapshotStore, 'rewind'> {
  return {
    async rewind(now, latestDue, plan) {
      const ahead = `b.state = 'ENABLED' AND b.due_at > $2 AND ${freeLease('$1')}`;
      const { rowCount } = await pool.query(`SELECT 1 FROM backup_instances b WHERE ${ahead} LIMIT 1`, [
        now,
        latestDue,
      ]);
      if (rowCount === 0) return 0;
      const slot = slotAt(now);
      return inTransaction(pool, 'READ COMMITTED', async (client) => {
        const locked = await client.query<{ id: string }>(
          `SELECT b.id FROM backup_instances b WHERE ${ahead} LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED`,
          [now, latestDue],
        );
        const ids = locked.rows.map((row) => row.id);
        await client.query(
          'DELETE FROM backup_coverage WHERE backup_instance_id = ANY ($1) AND first_slot_at > $2',
          [ids, slot],
        );
        await client.query(
          `UPDATE backup_coverage SET last_slot_at = $2
           WHERE backup_instance_id = ANY ($1) AND last_slot_at > $2`,
          [ids, slot],
        );
        const { rows } = await client.query<StandingRow>(
          `SELECT b.id, b.region_id AS "regionId",
             (SELECT max(c.last_slot_at) FROM backup_coverage c WHERE c.backup_instance_id = b.id)
               AS "coveredThrough",
             (SELECT max(p.slot_at) FROM backup_points p JOIN backup_coverage c USING (backup_instance_id, ordinal)
              WHERE p.backup_instance_id = b.id AND p.kind = 'FULL') AS "fullSlotAt"
           FROM backup_instances b WHERE b.id = ANY ($1)`,
          [ids],
        );
        const plans = rows.map(plan);
        await client.query(
          `UPDATE backup_instances b SET due_at = next.due_at, full_due_at = next.full_due_at,
             last_look_at = next.covered_through, lease_token = NULL, lease_until = NULL
           FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
             AS next(id, due_at, full_due_at, covered_through)
           WHERE b.id = next.id`,
          [
            rows.map((row) => row.id),
            plans.map(({ dueAt }) => dueAt),
            plans.map(({ fullDueAt }) => fullDueAt),
            rows.map((row) => row.coveredThrough),
          ],
        );
        await client.query(
          `UPDATE snapshot_runs SET slot_at = least(slot_at, $2), started_at = least(started_at, $3),
             finished_at = coalesce(least(finished_at, $3), $3), last_error_at = least(last_error_at, $3)
           WHERE backup_instance_id = ANY ($1)`,
          [ids, slot, now],
        );
        return ids.length;
      });
    },
  };
}
