import type { Pool, PoolClient } from 'pg';
import type { Claim, CoverageCommit, PointCommit } from '../../snapshots/ports.ts';

const manyRecords = 1000;
const searchedColumns = 'backup_instance_id, item_type, item_id, from_ordinal, to_ordinal, item_created_at';

/** How long after the first full backup a chain is verified for the first time. */
const verifyAfterMs = 3_600_000;

type Commit = { readonly claim: Claim; readonly commit: PointCommit };

/** Writes the point of one. False: the lease or the association was lost, and nothing was written. */
export async function writePoint(target: PoolClient, claim: Claim, commit: PointCommit): Promise<boolean> {
  if ((await writePoints(target, [{ claim, commit }])).length === 0) return false;
  // After a large change the planner would guess wrongly until the server looks by itself, a minute later.
  if (commit.point.added >= manyRecords) await target.query(`ANALYZE backup_records (${searchedColumns})`);
  return true;
}

/**
 * Writes points, their manifests and coverage, ends their runs and moves the backup instances on, in one statement.
 * Answers whose lease and association still held; of the others nothing is written.
 */
export async function writePoints(
  target: Pool | PoolClient,
  commits: readonly Commit[],
): Promise<readonly string[]> {
  const column = <T>(of: (commit: PointCommit, claim: Claim) => T): T[] =>
    commits.map(({ claim, commit }) => of(commit, claim));
  const point = <T>(of: (point: PointCommit['point']) => T): T[] => column((commit) => of(commit.point));
  const bytes = (parts: readonly (Uint8Array | null)[]) => parts.map((part) => part && Buffer.from(part));
  const manifests = column((commit) => commit.manifest);
  let end = 0;
  const { rows } = await target.query<{ id: string }>(
    `WITH given AS (
       SELECT g.*, substring($22::bytea FROM g.manifest_at FOR g.manifest_length) AS manifest
       FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::point_kind[], $6::timestamptz[],
         $7::timestamptz[], $8::bigint[], $9::int[], $10::int[], $11::int[], $12::int[], $13::bytea[], $14::bytea[],
         $15::bytea[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::timestamptz[],
         $20::timestamptz[], $21::text[], $23::int[], $24::int[], $25::boolean[])
       AS g(id, token, epoch, ordinal, kind, slot_at, captured_at, through_seq, key_count, secret_count, added, closed,
         changes_hash, set_hash, mac, first_slot_at, last_slot_at, due_at, full_due_at, finished_at, damaged_items,
         manifest_at, manifest_length, healed)
     ), held AS (
       UPDATE backup_instances b SET head_ordinal = g.ordinal, head_mac = g.mac, through_seq = g.through_seq,
         due_at = greatest(b.due_at, g.due_at), full_due_at = g.full_due_at, last_look_at = g.captured_at,
         damaged_items = ARRAY(SELECT jsonb_array_elements_text(g.damaged_items::jsonb)),
         verify_due_at = CASE WHEN g.healed THEN g.finished_at
           ELSE coalesce(b.verify_due_at, g.captured_at + interval '${verifyAfterMs} milliseconds') END,
         lease_token = NULL, lease_until = NULL
       FROM given g WHERE b.id = g.id AND b.lease_token = g.token AND b.epoch = g.epoch
       RETURNING b.id, b.account_id
     ), point AS (
       INSERT INTO backup_points (backup_instance_id, account_id, ordinal, kind, slot_at, captured_at, through_seq,
         key_count, secret_count, added, closed, changes_hash, set_hash, mac)
       SELECT id, account_id, ordinal, kind, slot_at, captured_at, through_seq, key_count, secret_count, added, closed,
         changes_hash, set_hash, mac
       FROM held JOIN given USING (id)
     ), manifest AS (
       INSERT INTO backup_manifests (backup_instance_id, ordinal, content)
       SELECT id, ordinal, manifest FROM held JOIN given USING (id)
     ), coverage AS (
       INSERT INTO backup_coverage (backup_instance_id, ordinal, first_slot_at, last_slot_at)
       SELECT id, ordinal, first_slot_at, last_slot_at FROM held JOIN given USING (id)
     ), ended AS (
       UPDATE snapshot_runs r SET ${ended('g.finished_at', 'g.token')}
       FROM held JOIN given g USING (id)
       WHERE r.backup_instance_id = g.id AND ${unended}
     )
     SELECT id FROM held`,
    [
      column((_, claim) => claim.backup.id),
      column((_, claim) => claim.token),
      column((_, claim) => claim.backup.epoch),
      point(({ ordinal }) => ordinal),
      point(({ kind }) => kind),
      point(({ slotAt }) => slotAt),
      point(({ capturedAt }) => capturedAt),
      point(({ throughSeq }) => String(throughSeq)),
      point(({ keyCount }) => keyCount),
      point(({ secretCount }) => secretCount),
      point(({ added }) => added),
      point(({ closed }) => closed),
      bytes(point(({ changesHash }) => changesHash)),
      bytes(point(({ setHash }) => setHash)),
      bytes(point(({ mac }) => mac)),
      column(({ firstSlotAt }) => firstSlotAt),
      column(({ lastSlotAt }) => lastSlotAt),
      column(({ nextDueAt }) => nextDueAt),
      column(({ fullDueAt }) => fullDueAt),
      column(({ finishedAt }) => finishedAt),
      column(({ damagedItems }) => JSON.stringify(damagedItems)),
      Buffer.concat(manifests),
      manifests.map((manifest) => {
        const from = end + 1; // as SQL counts
        end += manifest.length;
        return from;
      }),
      manifests.map((manifest) => manifest.length),
      column(({ healed }) => healed),
    ],
  );
  return rows.map((row) => row.id);
}

/** The newest point answers for one more slot. False: the lease or the association was lost. */
export async function writeCoverage(
  target: PoolClient,
  { backup, token }: Claim,
  commit: CoverageCommit,
): Promise<boolean> {
  const { ordinal, slotAt, lookedAt, throughSeq, nextDueAt, damagedItems } = commit;
  const { rowCount } = await target.query(
    `WITH held AS (
       UPDATE backup_instances SET through_seq = $4, due_at = greatest(due_at, $5::timestamptz), damaged_items = $6,
         last_look_at = $7, lease_token = NULL, lease_until = NULL
       WHERE id = $1 AND lease_token = $2 AND epoch = $3
       RETURNING id
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
     ), ended AS (
       UPDATE snapshot_runs r SET ${ended('$7', '$2')} FROM held
       WHERE r.backup_instance_id = held.id AND ${unended}
     )
     SELECT 1 FROM held`,
    [backup.id, token, backup.epoch, String(throughSeq), nextDueAt, damagedItems, lookedAt, slotAt, ordinal],
  );
  return rowCount === 1;
}

/** SQL: a run that shows progress has ended, and an older failure is over. */
const unended = '(r.error IS NOT NULL OR r.finished_at IS NULL)';
const ended = (finishedAt: string, token: string): string =>
  `finished_at = ${finishedAt}, done = CASE WHEN r.lease_token = ${token} THEN r.total ELSE r.done END, error = NULL`;
