import { findRegion, type Region } from '../../kernel/regions.ts';
import type { Database } from './client.ts';

/**
 * Refuses to start with a list of regions that leaves one out in which something lives: a KMS instance that is not
 * released, or a backup instance that was enabled, bought or uploaded. Throws an error that names each one.
 */
export async function checkRegions(database: Database, regions: readonly Region[]): Promise<void> {
  const [instances, backups] = await Promise.all([
    database.kmsInstance.groupBy({ by: ['regionId'], where: { releasedAt: null }, _count: true }),
    database.backupInstance.groupBy({
      by: ['regionId'],
      where: { OR: [{ epoch: { gt: 0 } }, { type: { not: 'DEFAULT' } }] },
      _count: true,
    }),
  ]);
  const lost = (rows: readonly { readonly regionId: string; readonly _count: number }[], what: string) =>
    rows
      .filter((row) => findRegion(regions, row.regionId) === undefined)
      .map((row) => `  ${row.regionId}: ${row._count} ${what}${row._count === 1 ? '' : 's'}`);
  const missing = [...lost(instances, 'KMS instance'), ...lost(backups, 'backup instance')];
  if (missing.length === 0) return;
  throw new Error(
    `The list of regions leaves out regions that are in use:\n${missing.toSorted().join('\n')}\n` +
      'Add them to regions.json in the data folder, with the time zone they had. Nothing was changed.',
  );
}
