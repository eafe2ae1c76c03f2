/** What a Restore Data panel restores, as the row shows it. */
export type RestoreSubject = {
  readonly itemType: 'KEY' | 'SECRET';
  readonly itemId: string;
  readonly alias: string | null;
  readonly versionCount: number;
  /** The moment of the backup, as a person reads it in the region's time zone. */
  readonly asOf: string;
};

/** Where the live item is shown. */
export function itemPath(item: Pick<RestoreSubject, 'itemType' | 'itemId'>, region: string): string {
  const id = encodeURIComponent(item.itemId);
  return item.itemType === 'KEY' ? `/${region}/keys/${id}` : `/${region}/secrets/item?name=${id}`;
}
