import type { Actor } from '../access/model.ts';
import type { BackupInstance } from './model.ts';
import type { BackupPorts } from './ports.ts';

/** The backup instances that have a KMS instance as their source: where its keys and secrets live on. */
export function backupsOfSource(
  ports: Pick<BackupPorts, 'backups'>,
  actor: Actor,
  instanceId: string,
): Promise<readonly BackupInstance[]> {
  return ports.backups.ofSource(actor.accountId, instanceId);
}
