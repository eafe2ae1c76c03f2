import { type DataKey, sameBytes } from '../ports/keyring.ts';
import { hashChanges, pointMac } from './chain.ts';
import { decodeManifest, encodeManifest, type Manifest } from './manifest.ts';
import type { BackupPoint } from './model.ts';
import type { KeptPoint } from './verify-model.ts';
import type { ChainReader } from './verify-ports.ts';

/** One point of a chain, held against the one before. */
export type ChainStep = {
  readonly ordinal: number;
  /** Undefined: its row is gone. */
  readonly point: BackupPoint | undefined;
  /** Its MAC covers the MAC before and all of its own. */
  readonly holds: boolean;
  /** What its manifest names; undefined if that is gone or isn't what a console writes. */
  readonly named: Manifest | undefined;
  /** Whether that is what the point's changesHash was made of. */
  readonly namedHolds: boolean;
};

/** Everything that was named at the point is proven, if everything was at the one before. */
export const isProven = (step: ChainStep): boolean => step.holds && step.namedHolds;

/**
 * Walks a chain from its first point, in pages. A point that doesn't hold ends nothing: a changed field breaks that
 * point alone, a changed or missing MAC also the next.
 */
export async function* walkChain(
  reader: ChainReader,
  dataKey: DataKey,
  place: { readonly backupId: string; readonly accountId: string },
  through: number,
): AsyncGenerator<readonly ChainStep[]> {
  const read = (after: number) => reader.keptPoints(place.backupId, after, through);
  let before: Uint8Array | null | undefined = null;
  let next = read(0);
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (!last) return;
    next = read(last.ordinal); // while this page is worked on
    next.catch(() => undefined); // reported where it is awaited; until then it must not count as unhandled
    const steps: ChainStep[] = [];
    for (const kept of page) {
      steps.push(stepOf(dataKey, place, before, kept));
      before = kept.point?.mac;
    }
    yield steps;
  }
}

function stepOf(
  dataKey: DataKey,
  { backupId, accountId }: { readonly backupId: string; readonly accountId: string },
  before: Uint8Array | null | undefined,
  { ordinal, point, manifest }: KeptPoint,
): ChainStep {
  const named = manifest && readManifest(manifest);
  const holds =
    point !== undefined &&
    before !== undefined &&
    point.accountId === accountId &&
    isInstant(point.slotAt) &&
    isInstant(point.capturedAt) &&
    sameBytes(pointMac(dataKey, backupId, before, point), point.mac);
  const namedHolds =
    point !== undefined &&
    named !== undefined &&
    sameBytes(hashChanges(dataKey, named.added, named.closed), point.changesHash);
  return { ordinal, point, holds, named, namedHolds };
}

/** Only what `encodeManifest` wrote, byte for byte. */
function readManifest(bytes: Uint8Array): Manifest | undefined {
  const manifest = decodeManifest(bytes);
  return manifest && sameBytes(encodeManifest(manifest), bytes) ? manifest : undefined;
}

const isInstant = (instant: Date): boolean => !Number.isNaN(instant.getTime());
