/** What came back, and the proof of it. */
export type Restored = {
  readonly itemId: string;
  readonly instanceName: string;
  readonly versionCount: number;
  /** Versions whose proof held: a key's canary opened, a secret's value decrypted. Always all of them. */
  readonly provenCount: number;
};
