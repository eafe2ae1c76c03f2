import type { Page, PageRequest } from '../kernel/page.ts';
import type {
  BackupRecord,
  ChangeCounts,
  ChangedRow,
  ChangeQuery,
  ChangeSpan,
  CoveredRun,
  DayTotals,
  ItemRef,
  ItemState,
  PointChoice,
} from './model.ts';

/** What was backed up over time: an item's states, what differs between two points, days of a year. */
export interface HistoryStore {
  changeCounts(backupId: string, span: ChangeSpan): Promise<ChangeCounts>;
  changePage(backupId: string, query: ChangeQuery, request: PageRequest): Promise<Page<ChangedRow>>;
  /** The item's states, newest first, of which some part lies at or after the instant. */
  itemStates(
    backupId: string,
    item: ItemRef,
    since: Date,
    most: number,
  ): Promise<{ readonly states: readonly ItemState[]; readonly total: number }>;
  /** The item's newest record that was closed at or before the point. */
  recordBefore(backupId: string, item: ItemRef, ordinal: number): Promise<BackupRecord | undefined>;
  /** The points whose slots lie in the span, in order; `to` belongs to it. */
  pointChoices(backupId: string, from: Date, to: Date): Promise<readonly PointChoice[]>;
  /** Days in the time zone, of the points whose slots are not before the instant. */
  dayTotals(backupIds: readonly string[], timeZone: string, since: Date): Promise<readonly DayTotals[]>;
  /** The runs of consecutive slots that are covered, of those that reach past the instant. */
  coveredRuns(backupIds: readonly string[], since: Date): Promise<readonly CoveredRun[]>;
}
