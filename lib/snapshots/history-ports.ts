/** What was backed up over time: an item's states, what differs between two points, days of a year. */
export type HistoryStore = Readonly<Record<never, never>>;
