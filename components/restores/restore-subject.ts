/** What a Restore Data panel restores, as the row shows it. */
export type RestoreSubject = {
  readonly itemType: 'KEY' | 'SECRET';
  readonly itemId: string;
  readonly alias: string | null;
  readonly versionCount: number;
};
