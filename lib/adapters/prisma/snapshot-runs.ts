import type { Pool } from 'pg';
import type { RunProgress } from '../../snapshots/model.ts';
import type { Claim, SnapshotStore } from '../../snapshots/ports.ts';

type Runs = Pick<SnapshotStore, 'renewLease' | 'failRun' | 'endRun'>;

/** What snapshots that take a while, or fail, show of themselves: one row a backup instance. */
export function snapshotRuns(pool: Pool): Runs {
  return {
    async renewLease(claim, leaseUntil, progress) {
      const { rowCount } = await pool.query(
        `WITH held AS (
           UPDATE backup_instances SET lease_until = $9 WHERE ${held} RETURNING id, account_id, epoch
         ), run AS (
           ${startOrGoOn('NULL', 'NULL')}
             SET ${started}, finished_at = NULL, error = NULL, last_error = ${kept('last_error')},
               last_error_at = ${kept('last_error_at')}
         )
         SELECT 1 FROM held`,
        [...parameters(claim, progress), leaseUntil],
      );
      return rowCount === 1;
    },

    async failRun(claim, run, failedAt, error, tryAgainAt) {
      await pool.query(
        `WITH held AS (
           UPDATE backup_instances SET lease_token = NULL, lease_until = $11 WHERE ${held}
           RETURNING id, account_id, epoch
         )
         ${startOrGoOn('$9::timestamptz', '$10::text')}
           SET ${started}, finished_at = excluded.finished_at, error = excluded.error,
             last_error = excluded.error, last_error_at = excluded.finished_at`,
        [...parameters(claim, run), failedAt, error, tryAgainAt],
      );
    },

    async endRun(claim, finishedAt) {
      await pool.query(
        'UPDATE snapshot_runs SET finished_at = $3 WHERE backup_instance_id = $1 AND lease_token = $2',
        [claim.backup.id, claim.token, finishedAt],
      );
    },
  };
}

const held = 'id = $1 AND lease_token = $2 AND epoch = $3';

const parameters = ({ backup, token }: Claim, { kind, slotAt, startedAt, done, total }: RunProgress) => [
  backup.id,
  token,
  backup.epoch,
  kind,
  slotAt,
  startedAt,
  done,
  total,
];

/** SQL: the run's row, made or taken over; what it is to become follows. */
const startOrGoOn = (finishedAt: string, error: string): string => `
  INSERT INTO snapshot_runs AS r (backup_instance_id, account_id, epoch, lease_token, kind, slot_at, started_at, done,
    total, finished_at, error, last_error, last_error_at)
  SELECT id, account_id, epoch, $2, $4::point_kind, $5, $6, $7::int, $8::int, ${finishedAt}, ${error}, ${error},
    ${finishedAt}
  FROM held
  ON CONFLICT (backup_instance_id) DO UPDATE`;

const started = `epoch = excluded.epoch, lease_token = excluded.lease_token, kind = excluded.kind,
  slot_at = excluded.slot_at, started_at = excluded.started_at, done = excluded.done, total = excluded.total`;

/** SQL: the newest failure stays, unless it is one of an earlier association. */
const kept = (column: string): string => `CASE WHEN r.epoch = excluded.epoch THEN r.${column} END`;
