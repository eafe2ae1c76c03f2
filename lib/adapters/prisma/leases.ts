import type { Pool } from 'pg';
import type { BackupInstance } from '../../backups/model.ts';
import { slotAt } from '../../kernel/calendar.ts';
import { type Lane, largeItems } from '../../snapshots/model.ts';
import type { Claim, SnapshotStore } from '../../snapshots/ports.ts';
import { freeLease, scheduled } from './free-lease.ts';

type Leases = Pick<SnapshotStore, 'claimDue' | 'claimOne' | 'letGo' | 'stopSchedule'>;

/** Leases on backup instances: taken by compare-and-set, given back by their holder alone. */
export function leases(pool: Pool): Leases {
  return {
    async claimDue(now, leaseUntil, most, newToken, lane) {
      const token = newToken();
      const slot = slotAt(now);
      const { rows } = await pool.query<ClaimRow>(
        `WITH due AS MATERIALIZED (
           SELECT b.id FROM backup_instances b
           LEFT JOIN kms_instances i ON i.id = b.source_instance_id
           LEFT JOIN kms_instance_usage u ON u.instance_id = b.source_instance_id
           WHERE b.due_at <= $2 AND ${scheduled('$1')} AND ${freeLease('$1')} ${lane ? `AND ${inLane[lane]}` : ''}
           ORDER BY b.due_at, b.id LIMIT $5 FOR UPDATE OF b SKIP LOCKED)
         UPDATE backup_instances b SET lease_token = $3, lease_until = $4 FROM due WHERE b.id = due.id
         RETURNING ${columns}`,
        [now, slot, token, leaseUntil, most],
      );
      return rows.map((row) => claimOf(row, token, slot));
    },

    async claimOne(backupId, now, leaseUntil, token) {
      // Without a token the lease only says when a failed snapshot is tried again.
      const { rows } = await pool.query<ClaimRow>(
        `UPDATE backup_instances b SET lease_token = $3, lease_until = $4
         WHERE b.id = $2 AND b.due_at IS NOT NULL AND ${scheduled('$1')}
           AND (b.lease_token IS NULL OR ${freeLease('$1')})
         RETURNING ${columns}`,
        [now, backupId, token, leaseUntil],
      );
      return rows.map((row) => claimOf(row, token, slotAt(now)))[0];
    },

    async letGo(claims) {
      await pool.query(
        `UPDATE backup_instances SET lease_token = NULL, lease_until = NULL
         WHERE (id, lease_token) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
        [claims.map(({ backup }) => backup.id), claims.map(({ token }) => token)],
      );
    },

    async stopSchedule({ backup, token }) {
      await pool.query(
        `UPDATE backup_instances SET due_at = NULL, lease_token = NULL, lease_until = NULL
         WHERE id = $1 AND lease_token = $2 AND epoch = $3`,
        [backup.id, token, backup.epoch],
      );
    },
  };
}

/** Items that a snapshot looks at, at most: a full all that live, an incremental what changed. */
const full = '(b.full_due_at IS NULL OR b.full_due_at <= $2)';
const large = `(CASE WHEN ${full} THEN coalesce(u.keys + u.secrets, 0)
  ELSE coalesce(i.change_seq - b.through_seq, 0) END > ${largeItems})`;
const inLane: Record<Lane, string> = {
  incremental: `NOT ${full} AND NOT ${large}`,
  full: `${full} AND NOT ${large}`,
  large,
};

const columns = `b.id, b.account_id AS "accountId", b.region_id AS "regionId", b.type, b.state, b.alias,
  b.queryable_days AS "queryableDays", b.created_at AS "createdAt", b.expires_at AS "expiresAt",
  b.source_instance_id AS "sourceInstanceId", b.enabled_at AS "enabledAt", b.data_key_id AS "dataKeyId", b.epoch,
  b.full_due_at AS "fullDueAt"`;

type ClaimRow = BackupInstance & { readonly fullDueAt: Date | null };

function claimOf({ fullDueAt, ...backup }: ClaimRow, token: string, slot: Date): Claim {
  return { backup, token, slotAt: slot, fullDueAt };
}
