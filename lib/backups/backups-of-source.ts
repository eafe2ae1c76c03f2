import type { Actor } from '../access/model.ts';
import { checkUsable } from './lifecycle.ts';
import type { BackupInstance, SourceBackup } from './model.ts';
import type { BackupPorts } from './ports.ts';

/** The backup instances that have a KMS instance as their source: where its keys and secrets live on. */
export function backupsOfSource(
  ports: Pick<BackupPorts, 'backups'>,
  actor: Actor,
  instanceId: string,
): Promise<readonly BackupInstance[]> {
  return ports.backups.ofSource(actor.accountId, instanceId);
}

/** The same as the list shows them, by their names. */
export async function viewBackupsOfSource(
  ports: Pick<BackupPorts, 'backups' | 'clock'>,
  actor: Actor,
  instanceId: string,
): Promise<readonly SourceBackup[]> {
  const now = await ports.clock.now();
  const found = await backupsOfSource(ports, actor, instanceId);
  const listed = await Promise.all(
    found.map((backup) => ports.backups.findListed(actor.accountId, backup.id)),
  );
  const nameOf = ({ backup }: SourceBackup) => backup.alias ?? backup.id;
  return listed
    .flatMap((backup) =>
      backup ? [{ backup, isUsable: backup.state === 'ENABLED' && checkUsable(backup, now).ok }] : [],
    )
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
