import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await openTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

it('a test database is migrated and holds the rules that the Prisma language cannot say', async () => {
  const found = await client.query<{ name: string }>(
    "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE% WHERE %' ORDER BY 1",
  );
  expect(found.rows.map((row) => row.name)).toEqual([
    'backup_instances_one_default',
    'backup_records_open',
    'kms_instances_live_name',
    'kms_keys_live_alias',
    'kms_keys_live_key_id',
    'kms_secrets_live_name',
  ]);
});

it('two test databases do not see each other', async () => {
  const other = await openTestDatabase();
  const guest = new pg.Client(other.url);
  await guest.connect();
  await guest.query("INSERT INTO accounts (id, name) VALUES ('a', 'A')");
  expect((await client.query('SELECT id FROM accounts')).rows).toEqual([]);
  await guest.end();
  await other.close();
});
