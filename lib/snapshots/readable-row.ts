import type { BackupDay } from './backup-day.ts';
import type { BackupRecord, ItemContent } from './model.ts';
import type { SnapshotPorts } from './ports.ts';
import { openRecord } from './record-seal.ts';

/** A row with its content; undefined if the record is damaged and nothing else holds the same. */
export type ReadableRow<Row extends BackupRecord = BackupRecord> = {
  readonly row: Row;
  readonly content: ItemContent | undefined;
};

/** A damaged record is made good by any other of the item with the very same content, as restores take it. */
export async function readableRow<Row extends BackupRecord>(
  ports: Pick<SnapshotPorts, 'verifications'>,
  { backup, dataKey }: Pick<BackupDay, 'backup' | 'dataKey'>,
  row: Row,
): Promise<ReadableRow<Row>> {
  const content = openRecord(dataKey, backup.id, row);
  if (content) return { row, content };
  for (const copy of await ports.verifications.withContent(backup.id, [row])) {
    const same = openRecord(dataKey, backup.id, copy);
    const { fromOrdinal, toOrdinal, contentHash } = row;
    if (same) return { row: { ...row, ...copy, fromOrdinal, toOrdinal, contentHash }, content: same };
  }
  return { row, content: undefined };
}
