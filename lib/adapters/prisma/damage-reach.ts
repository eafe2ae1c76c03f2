import type { Database } from './client.ts';
import { Prisma, type Verification as VerificationRow } from './generated/client.ts';
import { mostBroken } from './verification-result.ts';

/**
 * Of verifications that found damage: the slot from which on nothing of it matters. Null: it goes on, or its end can't
 * be told. A record's damage ends with the point that closed it, that of broken points with the next full backup that
 * was found sound.
 */
export async function damageReach(
  database: Database,
  verifications: readonly VerificationRow[],
): Promise<ReadonlyMap<string, { readonly until: Date | null }>> {
  const damaged = verifications.filter(
    ({ damagedCount, brokenPoints }) => damagedCount + brokenPoints.length > 0,
  );
  if (damaged.length === 0) return new Map();
  const ids = damaged.map((row) => row.backupInstanceId);
  const rows = await database.$queryRaw<{ id: string; until: Date | null }[]>`
    SELECT v.backup_instance_id AS id,
      CASE WHEN records.go_on OR broken.newest IS NOT NULL AND mended.slot_at IS NULL
          OR cardinality(v.broken_points) >= ${mostBroken} THEN NULL
        ELSE greatest(records.until, mended.slot_at) END AS until
    FROM verifications v
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(closed.slot_at IS NULL), false) AS go_on, max(closed.slot_at) AS until
      FROM damaged_records d
      LEFT JOIN backup_points closed
        ON closed.backup_instance_id = d.backup_instance_id AND closed.ordinal = d.to_ordinal
      WHERE d.backup_instance_id = v.backup_instance_id) records
    CROSS JOIN LATERAL (SELECT max(ordinal) AS newest FROM unnest(v.broken_points) AS ordinal) broken
    LEFT JOIN LATERAL (
      SELECT p.slot_at FROM backup_points p
      WHERE p.backup_instance_id = v.backup_instance_id AND p.kind = 'FULL'
        AND p.ordinal > broken.newest AND p.ordinal <= v.through_ordinal
      ORDER BY p.ordinal LIMIT 1) mended ON true
    WHERE v.backup_instance_id IN (${Prisma.join(ids)})`;
  return new Map(rows.map(({ id, until }) => [id, { until }]));
}
