import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../lib/testing/database.ts';
import { applyMigrations, diffSchemas, migratedSchemaFile, readSchema } from './migration-engine.ts';

it('the migrations lead to the schema: a change of the schema comes with its migration', async () => {
  const database = await openTestDatabase();
  const missing = await diffSchemas(database.url, readFileSync(migratedSchemaFile, 'utf8'), readSchema());
  await database.close();
  expect(missing).toContain('empty migration');
});

it('a database that is up to date is left alone', async () => {
  const database = await openTestDatabase();
  expect(await applyMigrations(database.url)).toEqual([]);
  await database.close();
});
