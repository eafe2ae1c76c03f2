import type { Actor } from '../access/model.ts';
import { ok, type Result } from '../kernel/result.ts';
import { type BackupDay, openDay } from './backup-day.ts';
import { checkDay } from './check-day.ts';
import type { SnapshotError } from './errors.ts';
import type { SnapshotPorts } from './ports.ts';
import type { AskedDay } from './view-data.ts';

/** What a day held against its chain showed: `brokenAt` names the point whose rows no longer fit it, if any. */
export type ChainCheck = { readonly checkedAt: Date; readonly brokenAt: number | null };

/** `damaged`: how many records of the day the last verification found damaged, which the chain's hashes don't show. */
export type DayCheck = ChainCheck & {
  readonly damaged: number;
  /** The first slot that the broken point answers for; null: none is broken, or no row tells. */
  readonly brokenSlotAt: Date | null;
};

/** Good results that are still fresh; a restore never asks them. */
export type FreshChecks = {
  find(key: string, now: Date): ChainCheck | undefined;
  keep(key: string, check: ChainCheck): void;
};

const freshMs = 60_000;

/** At most so many days' results, each for a minute. */
export function freshChecks(most: number): FreshChecks {
  const kept = new Map<string, ChainCheck>();
  return {
    find(key, now) {
      const check = kept.get(key);
      const age = check && now.getTime() - check.checkedAt.getTime();
      return age !== undefined && age >= 0 && age < freshMs ? check : undefined;
    },
    keep(key, check) {
      kept.delete(key);
      kept.set(key, check);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}

/**
 * Holds what View Data shows of a day against its chain: every point up to the shown one and every record of it,
 * and what the last verification found of them. A good result of the chain less than a minute old counts.
 */
export async function checkShownDay(
  ports: SnapshotPorts,
  actor: Actor,
  input: AskedDay,
  fresh: FreshChecks = freshChecks(0),
): Promise<Result<DayCheck, SnapshotError>> {
  const opened = await openDay(ports, actor, input.backupId, input.day, input.at);
  if (!opened.ok) return opened;
  const day = opened.value;
  const [chain, damaged] = await Promise.all([
    checkChain(ports, day, fresh),
    ports.verifications.damagedIn(day.backup.id, day.full.ordinal, day.last.ordinal),
  ]);
  const { brokenAt } = chain;
  const slots = await ports.verifications.slotsOf(day.backup.id, brokenAt === null ? [] : [brokenAt]);
  return ok({ ...chain, damaged, brokenSlotAt: (brokenAt !== null && slots.get(brokenAt)) || null });
}

async function checkChain(ports: SnapshotPorts, day: BackupDay, fresh: FreshChecks): Promise<ChainCheck> {
  const now = await ports.clock.now();
  const key = [day.backup.id, day.backup.epoch, day.full.ordinal, day.last.ordinal].join(' ');
  const known = fresh.find(key, now);
  if (known) return known;
  const checked = await checkDay(ports, day);
  const check: ChainCheck = { checkedAt: now, brokenAt: checked.ok ? null : checked.error.ordinal };
  if (checked.ok) fresh.keep(key, check);
  return check;
}
