import type { Pool } from 'pg';
import { nextSlot, slotAt } from '../../kernel/calendar.ts';
import type { SnapshotStore } from '../../snapshots/ports.ts';
import { freeLease, scheduled } from './free-lease.ts';
import { headIsBehind } from './head-is-behind.ts';

/** Covers the slots of backup instances whose source has not changed. See SnapshotStore. */
export function quietPass(pool: Pool): Pick<SnapshotStore, 'coverQuiet'> {
  return {
    async coverQuiet(now, most) {
      // One statement sees one state of the sources, and a row that another process holds is left to it.
      const { rowCount } = await pool.query(
        `WITH quiet AS (
           SELECT b.id, b.head_ordinal
           FROM backup_instances b
           JOIN kms_instances i
             ON i.id = b.source_instance_id AND i.released_at IS NULL AND i.change_seq = b.through_seq
           JOIN backup_points p
             ON p.backup_instance_id = b.id AND p.ordinal = b.head_ordinal AND p.mac = b.head_mac
           WHERE NOT ${headIsBehind} AND b.due_at <= $2 AND b.full_due_at > $2 AND ${scheduled('$1')} AND ${freeLease('$1')}
           ORDER BY b.due_at, b.id LIMIT $4
           FOR UPDATE OF b SKIP LOCKED
         ), extended AS (
           UPDATE backup_coverage c SET last_slot_at = $2
           FROM quiet q
           WHERE c.backup_instance_id = q.id AND c.ordinal = q.head_ordinal
             AND c.last_slot_at = $2::timestamptz - interval '5 minutes'
           RETURNING c.backup_instance_id
         ), opened AS (
           INSERT INTO backup_coverage (backup_instance_id, ordinal, first_slot_at, last_slot_at)
           SELECT q.id, q.head_ordinal, $2, $2 FROM quiet q
           WHERE q.id NOT IN (SELECT backup_instance_id FROM extended)
           ON CONFLICT DO NOTHING -- it has the slot already; one that is odd must not hold up all
         ), cleared AS (
           UPDATE snapshot_runs r SET error = NULL, finished_at = $1
           FROM quiet q
           WHERE r.backup_instance_id = q.id AND (r.error IS NOT NULL OR r.finished_at IS NULL)
         )
         UPDATE backup_instances b
         SET due_at = $3, last_look_at = $1, lease_token = NULL, lease_until = NULL
         FROM quiet q WHERE b.id = q.id`,
        [now, slotAt(now), nextSlot(now), most],
      );
      return rowCount ?? 0;
    },
  };
}
