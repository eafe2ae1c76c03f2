import { openDurableWorld } from '../durable-world.ts';
import { type KillPoint, type Line, nameOf, type Phase, phases } from './plan.ts';
import { type Acknowledged, checkBackup, checkNext, firstPoint, takeUp } from './survivors.ts';
import { startVictim, type Victim } from './victims.ts';

export type CrashReport = {
  readonly kills: number;
  /** Kills by what the victim was doing. */
  readonly inPhase: Readonly<Record<Phase, number>>;
  /** Named places at which one was killed. */
  readonly places: ReadonlySet<string>;
};

/** After a kill the leases that the victim held run out, and the next slot is due. */
const laterMs = 301_000;
const mostWaitMs = 1500;

/**
 * Kills one process after the other: at each of the places in turn, and as often again, up to `kills` in all, at random
 * moments. After each, everything that was acknowledged is held against the database. Throws at the first that is wrong.
 */
export async function crashRun(
  kills: number,
  places: readonly KillPoint[],
  tell: (text: string) => void,
): Promise<CrashReport> {
  const { world, rootKey } = await openDurableWorld('crash');
  const inPhase = { change: 0, full: 0, incremental: 0, verification: 0, restore: 0 };
  const hit = new Set<string>();
  let next: Victim | undefined;
  try {
    const place = await firstPoint(world);
    const acknowledged: Acknowledged = { items: new Map(), points: new Map() };
    let now = await world.ports.clock.now();
    next = startVictim(world.url, rootKey);
    for (let kill = 0; kill < kills; kill++) {
      const victim = next;
      await victim.ready;
      next = startVictim(world.url, rootKey); // gets ready while this one works
      const killAt = places[kill] ?? null;
      const randomly = killAt ? null : Math.random() * mostWaitMs;
      const lines = await victim.work({ now: now.toISOString(), ...place, killAt }, randomly);
      const phase = endOf(lines, killAt);
      inPhase[phase] += 1;
      if (killAt) hit.add(nameOf(killAt));
      try {
        now = new Date(lastNow(lines, now).getTime() + laterMs);
        world.setNow(now.toISOString());
        await takeUp(world, acknowledged, lines);
        await checkBackup(world, place.backupId, acknowledged);
        await checkNext(world, place.backupId, acknowledged);
      } catch (error) {
        const what = killAt ? nameOf(killAt) : `at a random moment of: ${phase}`;
        throw new Error(`Kill ${kill + 1}, ${what}. It had said ${JSON.stringify(lines.slice(-8))}`, {
          cause: error,
        });
      }
      if ((kill + 1) % 20 === 0) tell(`${kill + 1} kills`);
    }
    return { kills, inPhase, places: hit };
  } finally {
    await next?.dismiss();
    await world.close();
  }
}

/** What the victim was doing at its end. Throws if it failed by itself, or came past its place. */
function endOf(lines: readonly Line[], killAt: KillPoint | null): Phase {
  let phase: Phase = 'change';
  for (const line of lines) {
    if ('phase' in line) phase = line.phase;
    if ('failed' in line) throw new Error(`A victim failed by itself: ${line.failed}`);
    if ('missed' in line && killAt) throw new Error(`No victim came to: ${nameOf(killAt)}`);
  }
  return phase;
}

function lastNow(lines: readonly Line[], before: Date): Date {
  let now = before;
  for (const line of lines) if ('now' in line) now = new Date(line.now);
  return now;
}

export const summary = ({ kills, inPhase, places }: CrashReport): string =>
  [
    `${kills} kills, ${places.size} of them at named places`,
    ...phases.map((phase) => `  during ${phase}: ${inPhase[phase]}`),
  ].join('\n');
