import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openDatabase } from '@/lib/adapters/prisma/client';
import { enableBackup } from '@/lib/backups/enable-backup';
import { createInstance } from '@/lib/kms/create-instance';
import { startServer } from '@/lib/server';
import { openTestDatabase, type TestDatabase } from '@/lib/testing/database';
import { value } from '@/lib/testing/world';
import { POST } from './route';

const token = 'a-token-that-only-this-test-knows';
const folder = mkdtempSync(path.join(tmpdir(), 'kms-route-'));
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('KMS_DATA_DIR', folder);
  vi.stubEnv('SNAPSHOT_TOKEN', token);
  vi.stubEnv('KMS_TEST_CLOCK', '1');
  await startServer();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function onlyAccount(): Promise<{ readonly accountId: string }> {
  const connection = openDatabase(database.url);
  const { id } = await connection.account.findFirstOrThrow();
  await connection.$disconnect();
  return { accountId: id };
}

const post = (authorization: string | null) =>
  POST(
    new Request('http://console/api/snapshots/run', {
      method: 'POST',
      headers: authorization === null ? {} : { authorization },
    }),
  );

it('refuses whoever has no token, or another one', async () => {
  for (const authorization of [null, '', token, `Basic ${token}`, `Bearer ${token}x`, 'Bearer ']) {
    const response = await post(authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toEqual({ code: 'UNAUTHENTICATED' });
  }
});

it('takes what is due and answers with what it did, in numbers', async () => {
  const server = await startServer();
  const { ports, testClock } = server;
  const { accountId } = await onlyAccount();
  const actor = { accountId, userId: 'user', userName: 'admin' };
  const regionId = server.regions[0]?.id ?? '';
  const created = await createInstance(ports, actor, {
    regionId,
    name: 'payments',
    type: 'SOFTWARE',
    keyQuota: 10,
    secretQuota: 10,
  });
  const sourceInstanceId = value(created).id;
  const [backup] = await ports.backups.listAll(accountId, regionId);
  if (!backup || !testClock) throw new Error('The console has no backup instance or no clock to set');
  await testClock.set(new Date('2026-11-24T04:02:00Z'));
  value(await enableBackup(ports, actor, { backupId: backup.id, sourceInstanceId, alias: 'nightly' }));

  const did = async () => {
    const response = await post(`Bearer ${token}`);
    return { status: response.status, ...(await response.json()) };
  };
  const nothing = { quiet: 0, points: 0, unchanged: 0, failed: 0, lost: 0, released: 0, failedBackupIds: [] };
  expect(await did()).toEqual({
    status: 200,
    purged: 0,
    rotated: 0,
    rotatedSecrets: 0,
    generated: 0,
    snapshots: { ...nothing, points: 1 },
  });
  expect(await did()).toMatchObject({ status: 200, snapshots: nothing });
  await testClock.set(new Date('2026-11-24T04:05:00Z'));
  expect(await did()).toMatchObject({ status: 200, snapshots: { ...nothing, quiet: 1 } });
});
