import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { hashChanges, hashSet } from './chain.ts';
import { type ChainStep, isProven, walkChain } from './chain-walk.ts';
import { damageLedger, type LedgerEntry } from './damage-ledger.ts';
import { liveSet } from './live-set.ts';
import type { Manifest } from './manifest.ts';
import type { SnapshotPorts } from './ports.ts';
import { openRecord } from './record-seal.ts';
import { stillNeeded } from './served-by-copy.ts';
import { placeKey, type RecordStub, type VerifyClaim, type VerifyResult } from './verify-model.ts';

/** Tells how far it is. False: the lease was lost, stop. */
type Progress = (done: number, total: number) => Promise<boolean>;

/** Progress is told this often at most, in milliseconds. */
const progressEveryMs = 200;

/**
 * Verifies a chain from its first point to the head that the backup instance remembered at the start: every point's MAC,
 * every manifest, every record opened, the set of live items at every full backup. Damage is named and ends nothing.
 * Points committed meanwhile are left for the next time. What is held in memory grows with the live items, not with
 * all records. 'lost': stopped, as `progress` said so.
 */
export async function verifyChain(
  ports: SnapshotPorts,
  { backup, head }: VerifyClaim,
  progress: Progress,
): Promise<VerifyResult | 'lost'> {
  const { verifications } = ports;
  const wrapped = backup.dataKeyId && (await ports.kms.findDataKey(backup.accountId, backup.dataKeyId));
  if (!wrapped) throw new Error(`Backup instance ${backup.id} has no data key.`);
  const dataKey = ports.keyring.open(wrapped);
  const through = await verifications.newestKept(backup.id, head.ordinal);
  const broken = new Set<number>();
  if (through < head.ordinal) broken.add(through + 1);

  const alive = liveSet<LedgerEntry>();
  const ledger = damageLedger(alive, through);
  const total = await verifications.countRecords(backup.id, through);
  let done = 0;
  /** Whether what is alive was proven so far: see `proveItem`. */
  let proven = true;
  let told = performance.now();
  if (!(await progress(0, total))) return 'lost';

  for await (const steps of walkChain(verifications, dataKey, place(backup), through)) {
    const first = steps[0];
    const last = steps.at(-1);
    if (!first || !last) break;
    const stubs: RecordStub[] = [];
    const sound = new Set<string>();
    for await (const batch of verifications.records(backup.id, first.ordinal, last.ordinal)) {
      for (const record of batch) {
        if (openRecord(dataKey, backup.id, record)) sound.add(placeKey(record));
        const { itemType, itemId, fromOrdinal, toOrdinal, contentHash } = record;
        stubs.push({ itemType, itemId, fromOrdinal, toOrdinal, contentHash });
      }
      done += batch.length;
      if (performance.now() - told > progressEveryMs) {
        told = performance.now();
        if (!(await progress(done, Math.max(done, total)))) return 'lost';
      }
    }
    const byPoint = grouped(stubs);
    for (const step of steps) {
      const rows = byPoint.get(step.ordinal) ?? [];
      if (!isProven(step)) {
        broken.add(step.ordinal);
        proven = false;
      }
      ledger.apply(step.ordinal, await changesOf(ports, dataKey, backup.id, step, rows, sound), rows, sound);
      const full = step.point?.setHash && step.holds ? step.point : undefined;
      if (!full?.setHash) {
        if (step.point?.kind === 'FULL') broken.add(step.ordinal);
        continue;
      }
      if (sameBytes(alive.hash(dataKey), full.setHash)) proven = true;
      else if (proven) broken.add(step.ordinal);
      else {
        // What was replayed is only what damaged points left; what the rows say may be what the full backup found.
        const rowsAlive = await verifications.aliveAt(backup.id, step.ordinal);
        proven = sameBytes(hashSet(dataKey, rowsAlive), full.setHash);
        if (proven) ledger.adopt(step.ordinal, rowsAlive);
        else broken.add(step.ordinal);
      }
      if (alive.size() !== full.keyCount + full.secretCount) broken.add(step.ordinal);
    }
    if (last.ordinal === through && !remembers(head, last)) broken.add(head.ordinal);
  }
  const strays = await verifications.strays(backup.id);
  for (const ordinal of [...strays.points, ...strays.nameless]) broken.add(ordinal);
  ledger.end(strays);
  const damaged = await stillNeeded(ports, dataKey, backup.id, ledger.found());
  return {
    throughOrdinal: through,
    points: through,
    records: done,
    damaged,
    brokenPoints: [...broken].sort((a, b) => a - b),
  };
}

/**
 * What a point added and closed: as its manifest names it; if that isn't what the point says, as the rows have it. Where
 * neither fits, an intact point speaks against the manifest, a damaged one does not.
 */
async function changesOf(
  { verifications }: SnapshotPorts,
  dataKey: DataKey,
  backupId: string,
  step: ChainStep,
  rows: readonly RecordStub[],
  sound: ReadonlySet<string>,
): Promise<Manifest> {
  const { named, namedHolds, point, holds } = step;
  if (named && namedHolds) return named;
  const kept = {
    added: rows.filter((row) => sound.has(placeKey(row))),
    closed: await verifications.closed(backupId, step.ordinal, step.ordinal),
  };
  if (!named || holds) return kept;
  const keptHolds =
    point !== undefined && sameBytes(hashChanges(dataKey, kept.added, kept.closed), point.changesHash);
  return keptHolds ? kept : named;
}

function grouped(stubs: readonly RecordStub[]): ReadonlyMap<number, readonly RecordStub[]> {
  const byPoint = new Map<number, RecordStub[]>();
  for (const stub of stubs) {
    const same = byPoint.get(stub.fromOrdinal);
    if (same) same.push(stub);
    else byPoint.set(stub.fromOrdinal, [stub]);
  }
  return byPoint;
}

const place = (backup: VerifyClaim['backup']) => ({ backupId: backup.id, accountId: backup.accountId });

const remembers = (head: VerifyClaim['head'], { ordinal, point }: ChainStep): boolean =>
  ordinal === head.ordinal && point !== undefined && head.mac !== null && sameBytes(point.mac, head.mac);
