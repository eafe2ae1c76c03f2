import { err, ok, type Result } from '../kernel/result.ts';
import { sameBytes } from '../ports/keyring.ts';
import type { BackupDay } from './backup-day.ts';
import { replayChain } from './chain-replay.ts';
import type { ChainStep } from './chain-walk.ts';
import type { ChainBroken } from './errors.ts';
import type { ItemRef } from './model.ts';
import type { SnapshotPorts } from './ports.ts';

type Hash = Uint8Array<ArrayBuffer>;

/**
 * The content hashes that the chain proves an item to have had from the point `since` to the day's last one, the newest
 * first; none: it was in none of them. Needs no record, only points and manifests (`replayChain`), so that damaged
 * records keep no other item from being restored. Where the proof doesn't reach, the point that broke it is named.
 */
export async function proveItem(
  ports: SnapshotPorts,
  day: BackupDay,
  item: ItemRef,
  since: number,
): Promise<Result<readonly Hash[], ChainBroken>> {
  const { backup, dataKey, last } = day;
  const broken = (ordinal: number) => err({ code: 'CHAIN_BROKEN', ordinal } as const);
  const place = { backupId: backup.id, accountId: backup.accountId, dataKey };
  const hashes: Hash[] = [];
  let end: ChainStep | undefined;
  let beyond: ChainStep | undefined;
  for await (const { step, alive, brokenAt } of replayChain(ports.verifications, place, last.ordinal + 1)) {
    if (step.ordinal > last.ordinal) beyond = step;
    else if (step.ordinal >= since) {
      if (brokenAt !== null) return broken(brokenAt);
      const hash = alive.get(item)?.contentHash;
      const newest = hashes[0];
      if (hash && !(newest && sameBytes(newest, hash))) hashes.unshift(hash);
      end = step;
    }
  }
  if (end?.ordinal !== last.ordinal) return broken(last.ordinal);
  const head = await ports.snapshots.chainHead(backup.id);
  if (!head || last.ordinal > head.ordinal) return broken(last.ordinal);
  if (last.ordinal === head.ordinal) {
    const remembered = end.point !== undefined && sameBytes(end.point.mac, head.mac);
    return remembered ? ok(hashes) : broken(last.ordinal);
  }
  // Without the point after it, this one may pose as the newest of its day.
  return beyond?.point ? ok(hashes) : broken(last.ordinal + 1);
}
