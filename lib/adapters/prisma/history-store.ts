import type { HistoryStore } from '../../snapshots/history-ports.ts';
import type { Connections } from './client.ts';
import { dayHistory } from './day-history.ts';
import { itemHistory } from './item-history.ts';
import { pointChanges } from './point-changes.ts';

/** The history of backups on PostgreSQL. */
export function createHistoryStore({ database }: Connections): HistoryStore {
  return { ...pointChanges(database), ...itemHistory(database), ...dayHistory(database) };
}
