import 'server-only';
import type { Actor } from '@/lib/access/model';
import type { BackupListItem } from '@/lib/backups/model';
import { allBackups } from '@/lib/backups/view-backups';
import type { InstanceListItem } from '@/lib/kms/model';
import { liveInstances } from '@/lib/kms/view-kms';
import { server } from '@/lib/server';
import { read } from './read';

/** A region's instances and backup instances. Throws `DatabaseAway`. */
export async function regionContents(
  actor: Actor,
  regionId: string,
): Promise<{ readonly instances: readonly InstanceListItem[]; readonly backups: readonly BackupListItem[] }> {
  const { ports } = server();
  const [instances, backups] = await read(() =>
    Promise.all([liveInstances(ports, actor, regionId), allBackups(ports, actor, regionId)]),
  );
  return { instances, backups };
}
