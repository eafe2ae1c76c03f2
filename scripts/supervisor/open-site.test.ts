import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bootstrapAdmin } from '../../lib/adapters/auth/bootstrap-admin.ts';
import { openDatabase } from '../../lib/adapters/prisma/client.ts';
import { parseEnv } from '../../lib/env.ts';
import { openTestDatabase, type TestDatabase } from '../../lib/testing/database.ts';
import { openSite } from './open-site.ts';

let folder: string;
let place: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'kms-site-'));
  place = await openTestDatabase();
});
afterEach(async () => {
  await place.close();
  rmSync(folder, { recursive: true, force: true });
});

it('tells of a database that has an admin already, whose password a second data folder does not know', async () => {
  const first = await openSite(parseEnv({ KMS_DATA_DIR: path.join(folder, 'first') }), place.url);
  expect(first.hasUsers).toBe(false);

  const database = openDatabase(place.url);
  await bootstrapAdmin(database, { password: first.secrets.adminPassword, now: new Date() });
  await database.$disconnect();

  const second = await openSite(
    parseEnv({
      KMS_DATA_DIR: path.join(folder, 'second'),
      KMS_ROOT_KEY: first.secrets.rootKey.toString('base64'),
    }),
    place.url,
  );
  expect(second.hasUsers).toBe(true);
  expect(second.secrets.adminPasswordIsNew).toBe(true);
});
