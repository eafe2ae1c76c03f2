import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What `<data folder>/up.json` says to programs: `ready` once the console answers at `url`. */
export type Status = { readonly pid: number; readonly url: string; readonly ready: boolean };

/** Replaces the status whole: who reads it never sees half of one. */
export function writeStatus(dataDir: string, status: Status): void {
  const file = path.join(dataDir, 'up.json');
  writeFileSync(`${file}.tmp`, `${JSON.stringify(status)}\n`, { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
}
