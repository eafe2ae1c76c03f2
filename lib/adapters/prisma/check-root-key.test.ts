import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { rootKeys } from '../crypto/root-keys.ts';
import { checkRootKey, refuseNewRootKey } from './check-root-key.ts';
import { type Database, openDatabase } from './client.ts';

let place: TestDatabase;
let database: Database;
beforeEach(async () => {
  place = await openTestDatabase();
  database = openDatabase(place.url);
});
afterEach(async () => {
  await database.$disconnect();
  await place.close();
});

const fresh = () => randomBytes(32).toString('base64');
const idOf = (key: string) => rootKeys(key, []).current.id;
const start = (current: string, old: readonly string[] = []) =>
  checkRootKey(database, rootKeys(current, old));

it('of first starts at the same moment with keys of their own, one goes on; the others are told which key it needs', async () => {
  const all = [fresh(), fresh(), fresh()];
  const outcomes = await Promise.allSettled(all.map((key) => start(key)));
  const winner = all.find((_, index) => outcomes[index]?.status === 'fulfilled') ?? '';
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(2);
  for (const { reason } of refused) expect(String(reason)).toContain(`needs root key ${idOf(winner)}`);
  await start(winner);
});

it('an empty database with a recorded key takes no other, and no new key is made for it', async () => {
  await refuseNewRootKey(database);
  const first = fresh();
  await start(first);
  await expect(start(fresh())).rejects.toThrow(`needs root key ${idOf(first)}`);
  await expect(refuseNewRootKey(database)).rejects.toThrow(`needs root key ${idOf(first)}`);
});

it('a new key that comes with the recorded one as an old key takes its place', async () => {
  const [first, second] = [fresh(), fresh()];
  await start(first);
  await start(second, [first]);
  await start(second);
  await expect(start(first)).rejects.toThrow(`needs root key ${idOf(second)}`);
});
