import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../prisma/client.ts';

/** A clock that can be set (KMS_TEST_CLOCK=1): every process on the database reads the same, and it runs on. */
export type SettableClock = Clock & { set(now: Date): Promise<void> };

/** Real time until it is set. Sessions and their expiry keep to the real clock. */
export function testClock(database: Database): SettableClock {
  return {
    async now() {
      const row = await database.testClock.findUnique({ where: { id: 1 } });
      const real = Date.now();
      return new Date(row === null ? real : row.setTo.getTime() + (real - row.setAt.getTime()));
    },
    async set(now) {
      const data = { setTo: now, setAt: new Date() };
      await database.testClock.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
    },
  };
}
