import type { Day } from '@/lib/kernel/calendar';
import type { ItemRef } from '@/lib/snapshots/model';
import { formatSlot } from '@/lib/snapshots/slot-text';

/** Where a backup instance's pages are: each names its day, or its points in UTC, in the address. */

type Place = { readonly region: string; readonly backupId: string };

const withQuery = (path: string, query: Readonly<Record<string, string | null>>): string => {
  const set = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
};

/** View Data: of a day, or as of a slot of it. */
export function dataPath(
  { region, backupId }: Place,
  when: { readonly day: Day | null; readonly at?: Date | null },
): string {
  const at = when.at ? formatSlot(when.at) : null;
  return withQuery(`/${region}/backups/${backupId}`, { day: when.day, at });
}

/** An item within the backup. */
export function backupItemPath(
  { region, backupId }: Place,
  { itemType, itemId }: ItemRef,
  when: { readonly day: Day | null; readonly at?: Date | null },
): string {
  const at = when.at ? formatSlot(when.at) : null;
  return withQuery(`/${region}/backups/${backupId}/items`, {
    type: itemType,
    item: itemId,
    day: when.day,
    at,
  });
}

export function comparePath(
  { region, backupId }: Place,
  points: { readonly from: Date | null; readonly to: Date | null },
): string {
  return withQuery(`/${region}/backups/${backupId}/compare`, {
    from: points.from && formatSlot(points.from),
    to: points.to && formatSlot(points.to),
  });
}

export const verificationPath = ({ region, backupId }: Place): string =>
  `/${region}/backups/${backupId}/verification`;
