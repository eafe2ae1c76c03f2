import type { DataKey } from '../ports/keyring.ts';
import { hashChanges, hashSet, pointMac } from './chain.ts';
import type { Manifest } from './manifest.ts';
import type { BackupPoint } from './model.ts';
import type { OpenRecord } from './ports.ts';

type Facts = Omit<BackupPoint, 'added' | 'closed' | 'changesHash' | 'setHash' | 'mac'>;

/** A point with its hashes and its MAC, which covers the MAC before it. `alive`: every live item's record (full), or null. */
export function signPoint(
  dataKey: DataKey,
  backupId: string,
  before: Uint8Array | null,
  facts: Facts,
  { added, closed }: Manifest,
  alive: Iterable<OpenRecord> | null,
): BackupPoint {
  const unsigned = {
    ...facts,
    added: added.length,
    closed: closed.length,
    changesHash: hashChanges(dataKey, added, closed),
    setHash: alive && hashSet(dataKey, alive),
  };
  return { ...unsigned, mac: pointMac(dataKey, backupId, before, unsigned) };
}
