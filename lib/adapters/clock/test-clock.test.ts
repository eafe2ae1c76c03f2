import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { openDatabase } from '../prisma/client.ts';
import { testClock } from './test-clock.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const near = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) < 5000;

describe('the clock of tests', () => {
  it('shows real time until it is set, then runs on from there, for everyone on the database', async () => {
    const database = openDatabase(test.url);
    const clock = testClock(database);
    expect(near(await clock.now(), new Date())).toBe(true);

    const set = new Date('2023-05-20T04:00:00Z');
    await clock.set(set);
    const first = await clock.now();
    expect(first.getTime()).toBeGreaterThanOrEqual(set.getTime());
    expect(near(first, set)).toBe(true);

    const elsewhere = openDatabase(test.url);
    const second = await testClock(elsewhere).now();
    expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
    expect(near(second, set)).toBe(true);
    await elsewhere.$disconnect();

    const earlier = new Date('2023-05-01T00:00:00Z');
    await clock.set(earlier);
    expect(near(await clock.now(), earlier)).toBe(true);
    expect(await database.testClock.count()).toBe(1);
    await database.$disconnect();
  });
});
