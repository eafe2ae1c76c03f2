/** Rows of several backup instances, each instance's in their order. */
export function byBackup<T extends { readonly backupId: string }>(
  rows: readonly T[],
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.backupId);
    if (group) group.push(row);
    else groups.set(row.backupId, [row]);
  }
  return groups;
}
