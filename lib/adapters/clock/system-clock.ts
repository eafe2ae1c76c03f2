import type { Clock } from '../../ports/clock.ts';

/** The machine's clock. */
export function systemClock(): Clock {
  return { now: async () => new Date() };
}
