import { randomBytes } from 'node:crypto';
import type { Actor } from '../access/model.ts';
import { randomIds } from '../adapters/crypto/ids.ts';
import { keyCrypto } from '../adapters/crypto/key-crypto.ts';
import { createKeyring } from '../adapters/crypto/keyring.ts';
import { secureRandom } from '../adapters/crypto/random.ts';
import { rootKeys } from '../adapters/crypto/root-keys.ts';
import { createBackupStore } from '../adapters/prisma/backup-store.ts';
import { type Database, openConnections } from '../adapters/prisma/client.ts';
import { createHistoryStore } from '../adapters/prisma/history-store.ts';
import { createKmsStore } from '../adapters/prisma/kms-store.ts';
import { createSnapshotStore } from '../adapters/prisma/snapshot-store.ts';
import { createVerificationStore } from '../adapters/prisma/verification-store.ts';
import { ensureDefaultInstances } from '../backups/default-instances.ts';
import { enableBackup } from '../backups/enable-backup.ts';
import { builtInRegions } from '../kernel/regions.ts';
import type { Result } from '../kernel/result.ts';
import { createInstance } from '../kms/create-instance.ts';
import type { KmsPorts } from '../kms/ports.ts';
import type { RestorePorts } from '../restores/ports.ts';
import { type RunReport, runDue } from '../snapshots/run-due.ts';

/** A whole console without its pages: real database, real cryptography, a clock that tests move. */
export type World = {
  readonly ports: KmsPorts & RestorePorts;
  readonly database: Database;
  readonly url: string;
  readonly actor: Actor;
  setNow(iso: string): void;
  /** An instance of the region cn-hangzhou. */
  instance(name: string, more?: Partial<Parameters<typeof createInstance>[2]>): Promise<string>;
  defaultBackup(regionId?: string): Promise<string>;
  /** Enables the region's default backup instance; its first full is due. Returns its id. */
  enable(sourceInstanceId: string): Promise<string>;
  /** Enables the region's default backup instance and takes what is due. Returns its id. */
  backUp(sourceInstanceId: string): Promise<string>;
  /** Takes what is due; what had not changed is not named. */
  runDue(): Promise<readonly RunReport[]>;
  close(): Promise<void>;
};

/** What most tests want of a new key: symmetric, without tags or automatic rotation. */
export const aesKey = {
  alias: null,
  description: '',
  tags: {},
  spec: 'Aliyun_AES_256',
  usage: 'ENCRYPT/DECRYPT',
  rotationDays: null,
} as const;

export async function openWorld(now = '2026-11-24T04:02:00Z'): Promise<World> {
  const { openTestDatabase } = await import('./database.ts'); // knows vitest, which the bench doesn't run in
  const testDatabase = await openTestDatabase();
  return worldOn(testDatabase.url, now, () => testDatabase.close());
}

/** The same on a migrated database of the caller's, empty or made by a world with the same root key. */
export async function worldOn(
  url: string,
  now: string,
  closeDatabase: () => Promise<void>,
  rootKey = randomBytes(32).toString('base64'),
): Promise<World> {
  const connections = openConnections(url);
  const { database } = connections;
  let current = new Date(now);
  const kms = createKmsStore(database);
  const ports = {
    kms,
    backups: createBackupStore(database),
    snapshots: createSnapshotStore(connections),
    verifications: createVerificationStore(connections),
    history: createHistoryStore(connections),
    crypto: keyCrypto,
    keyring: createKeyring(rootKeys(rootKey, [])),
    ids: randomIds,
    random: secureRandom,
    clock: { now: async () => current },
    regions: builtInRegions,
  };
  const actor: Actor = { accountId: 'acc-test', userId: 'user-test', userName: 'tester' };
  await database.account.createMany({ data: [{ id: actor.accountId, name: 'Test' }], skipDuplicates: true });
  await ensureDefaultInstances(ports, actor.accountId, builtInRegions);

  const world: World = {
    ports,
    database,
    url,
    actor,
    setNow(iso) {
      current = new Date(iso);
    },
    async instance(name, more = {}) {
      const input = {
        regionId: 'cn-hangzhou',
        name,
        type: 'SOFTWARE' as const,
        keyQuota: 1000,
        secretQuota: 1000,
      };
      return value(await createInstance(ports, actor, { ...input, ...more })).id;
    },
    async defaultBackup(regionId = 'cn-hangzhou') {
      const backup = await database.backupInstance.findFirstOrThrow({
        where: { accountId: actor.accountId, regionId, type: 'DEFAULT' },
      });
      return backup.id;
    },
    async enable(sourceInstanceId) {
      const backupId = await world.defaultBackup();
      value(await enableBackup(ports, actor, { backupId, sourceInstanceId, alias: 'nightly' }));
      return backupId;
    },
    async backUp(sourceInstanceId) {
      const backupId = await world.enable(sourceInstanceId);
      await world.runDue();
      return backupId;
    },
    async runDue() {
      const due = await runDue(ports, (_, error) => {
        throw error;
      });
      return due.snapshots;
    },
    async close() {
      await database.$disconnect();
      await closeDatabase();
    },
  };
  return world;
}

/** The value of a result that must be good. */
export function value<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new Error(
    `Refused: ${JSON.stringify(result.error, (_, part) => (typeof part === 'bigint' ? `${part}` : part))}`,
  );
}

/** The code of a result that must be an error. */
export function code<T, E extends { readonly code: string }>(result: Result<T, E>): E['code'] {
  if (result.ok) throw new Error('Expected a refusal');
  return result.error.code;
}
