import type { Actor } from '../access/model.ts';
import type { Page } from '../kernel/page.ts';
import type { BackupListItem } from './model.ts';
import type { BackupFilter, BackupPorts } from './ports.ts';

/** The region's backup instances; its default one is always among them. */
export function listBackups(
  ports: Pick<BackupPorts, 'backups'>,
  actor: Actor,
  regionId: string,
  filter: BackupFilter,
): Promise<Page<BackupListItem>> {
  return ports.backups.list(actor.accountId, regionId, filter);
}
