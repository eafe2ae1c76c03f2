import 'server-only';
import type { Actor } from '@/lib/access/model';
import type { BackupListItem } from '@/lib/backups/model';
import { listBackups } from '@/lib/backups/view-backups';
import type { InstanceListItem } from '@/lib/kms/model';
import { liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { read } from './read';

/** More backup instances than these stand in their list alone. */
const mostBackups = 100;

/** A region's instances and backup instances. Throws `DatabaseAway`. */
export async function regionContents(
  actor: Actor,
  regionId: string,
): Promise<{ readonly instances: readonly InstanceListItem[]; readonly backups: readonly BackupListItem[] }> {
  const { ports } = server();
  const every = { search: '', cursor: null, pageSize: mostBackups, state: null };
  const [instances, page] = await read(() =>
    Promise.all([liveInstances(ports, actor, regionId), listBackups(ports, actor, regionId, every)]),
  );
  return { instances, backups: page.items };
}
