import type { BackupInstance } from '../backups/model.ts';
import { keyContent, secretContent } from './item-content.ts';
import type { ItemContent, ItemRef } from './model.ts';
import type { SnapshotPorts } from './ports.ts';

/** The live item in the backup's source: its content, or why there is none to compare with. */
export async function liveContent(
  ports: SnapshotPorts,
  backup: BackupInstance,
  item: ItemRef,
): Promise<ItemContent | 'deleted' | 'damaged'> {
  const source =
    backup.sourceInstanceId && (await ports.kms.findInstance(backup.accountId, backup.sourceInstanceId));
  if (!source || source.releasedAt) return 'deleted';
  const wrapped = await ports.kms.findDataKey(backup.accountId, source.dataKeyId);
  if (!wrapped) return 'deleted';
  const dataKey = ports.keyring.open(wrapped);
  const live = await ports.snapshots.liveItems(source.id, [item]);
  const [key] = live.keys;
  const [secret] = live.secrets;
  const content = key
    ? keyContent(ports.crypto, dataKey, key)
    : secret
      ? secretContent(dataKey, secret)
      : undefined;
  if (!content) return 'deleted';
  return content.ok ? content.value : 'damaged';
}
