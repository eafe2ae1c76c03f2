import type { Actor } from '../access/model.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { usualBackupSort } from './list-orders.ts';
import type { BackupListItem, Schedule } from './model.ts';
import type { BackupFilter, BackupPorts } from './ports.ts';

/** A page of the region's backup instances: of each type and state, if none is asked for. */
export function listBackups(
  ports: Pick<BackupPorts, 'backups'>,
  actor: Actor,
  regionId: string,
  filter: PageRequest & Partial<BackupFilter>,
): Promise<Page<BackupListItem>> {
  const asked = { state: null, type: null, sort: usualBackupSort, ...filter };
  return ports.backups.list(actor.accountId, regionId, asked);
}

/** The region's backup instances, all of them; its default one is always among them. */
export function allBackups(
  ports: Pick<BackupPorts, 'backups'>,
  actor: Actor,
  regionId: string,
): Promise<readonly BackupListItem[]> {
  return ports.backups.listAll(actor.accountId, regionId);
}

/** How the region's schedule goes. */
export async function viewSchedule(
  ports: Pick<BackupPorts, 'backups' | 'clock'>,
  actor: Actor,
  regionId: string,
): Promise<Schedule> {
  return ports.backups.schedule(actor.accountId, regionId, await ports.clock.now());
}
