import type { HistoryStore } from '../../snapshots/history-ports.ts';
import type { Connections } from './client.ts';

/** The history of backups on PostgreSQL. */
export function createHistoryStore(_connections: Connections): HistoryStore {
  return {};
}
