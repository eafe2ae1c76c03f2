import 'server-only';
import { isLoopback, trustedPeers } from './adapters/auth/address.ts';
import { createAuth } from './adapters/auth/auth.ts';
import { isBearer } from './adapters/auth/bearer.ts';
import { bootstrapAdmin, listAccountIds } from './adapters/auth/bootstrap-admin.ts';
import { isDatabaseAway } from './adapters/auth/outage.ts';
import { addressOf, watchPeers } from './adapters/auth/peer-watch.ts';
import { systemClock } from './adapters/clock/system-clock.ts';
import { testClock } from './adapters/clock/test-clock.ts';
import { randomIds } from './adapters/crypto/ids.ts';
import { keyCrypto } from './adapters/crypto/key-crypto.ts';
import { createKeyring } from './adapters/crypto/keyring.ts';
import { secureRandom } from './adapters/crypto/random.ts';
import { deriveSecret, rootKeys } from './adapters/crypto/root-keys.ts';
import { openSecrets } from './adapters/files/first-start.ts';
import { readRegions } from './adapters/files/region-file.ts';
import { log } from './adapters/log/log.ts';
import { createBackupStore } from './adapters/prisma/backup-store.ts';
import { checkRegions } from './adapters/prisma/check-regions.ts';
import { checkRootKey, refuseNewRootKey } from './adapters/prisma/check-root-key.ts';
import { openConnections } from './adapters/prisma/client.ts';
import { createHistoryStore } from './adapters/prisma/history-store.ts';
import { createKmsFinder } from './adapters/prisma/kms-finder.ts';
import { createKmsStore } from './adapters/prisma/kms-store.ts';
import { createSnapshotStore } from './adapters/prisma/snapshot-store.ts';
import { createVerificationStore } from './adapters/prisma/verification-store.ts';
import { ensureDefaultInstances } from './backups/default-instances.ts';
import { type Env, parseEnv } from './env.ts';
import { generatePending } from './kms/generate-keys.ts';
import { newCrew } from './snapshots/crew.ts';
import { runScheduled, type ScheduledFailure } from './snapshots/run-scheduled.ts';
import { runVerification, verifyDue } from './snapshots/run-verification.ts';

/** The composition root: every port with its adapter, made once a process. */
export type Server = Awaited<ReturnType<typeof compose>>;

// Next bundles pages, routes and the process start apart: what they share stands on globalThis.
const shared = globalThis as typeof globalThis & { kmsBackups?: Server };

/** The running console's parts. Throws before `startServer` has ended. */
export function server(): Server {
  if (!shared.kmsBackups) throw new Error('The console has not started yet.');
  return shared.kmsBackups;
}

/**
 * Starts the console: settings, regions, secrets, root key check, admin, default backup instances. Throws, with what a
 * person should do, if it can't run.
 */
export async function startServer(): Promise<Server> {
  if (shared.kmsBackups) return shared.kmsBackups;
  const started = await compose(parseEnv(process.env));
  shared.kmsBackups = started;
  return started;
}

const failureTexts = {
  rotation: 'An automatic rotation failed; it will be tried again',
  rotations: 'The automatic rotations failed; they will be tried again',
  secretRotation: 'A scheduled rotation of a secret failed; it will be tried again',
  secretRotations: 'The scheduled rotations of secrets failed; they will be tried again',
  generation: 'A key version could not be made; it will be tried again',
  generations: 'The key versions that wait could not be made; they will be tried again',
  deletion: 'A scheduled deletion failed; it will be tried again',
  deletions: 'The scheduled deletions failed; they will be tried again',
  snapshot: 'A snapshot failed; its slot will be tried again',
  verification: 'A verification failed; it will be tried again',
  verifications: 'The verifications that are due could not be found out; they will be tried again',
} as const;

async function compose(env: Env) {
  if (env.DATABASE_URL === undefined) {
    throw new Error('DATABASE_URL is not set. `npm run up` starts a database and sets it.');
  }
  const regions = readRegions(env.KMS_DATA_DIR);
  const connections = openConnections(env.DATABASE_URL);
  const { database } = connections;
  const secrets = await openSecrets(env, () => refuseNewRootKey(database));
  const keys = rootKeys(secrets.rootKey.toString('base64'), env.KMS_ROOT_KEYS_OLD);
  await checkRootKey(database, keys);
  await checkRegions(database, regions);

  const settableClock = env.KMS_TEST_CLOCK === '1' ? testClock(database) : null;
  const clock = settableClock ?? systemClock();
  const ports = {
    kms: createKmsStore(database),
    finder: createKmsFinder(database),
    backups: createBackupStore(database),
    snapshots: createSnapshotStore(connections),
    verifications: createVerificationStore(connections),
    history: createHistoryStore(connections),
    crypto: keyCrypto,
    keyring: createKeyring(keys),
    ids: randomIds,
    random: secureRandom,
    clock,
    regions,
  };

  const failed = ({ kind, error, ...what }: ScheduledFailure) => {
    log[isDatabaseAway(error) ? 'warn' : 'error']({ ...what, err: error }, failureTexts[kind]);
  };
  const crew = newCrew();
  let generating = Promise.resolve();
  const verificationFailed = (backupId: string, error: unknown) =>
    failed({ kind: 'verification', error, backupId });
  let verifying = false;
  // One at a time in this process; a look that finds one at work leaves it alone.
  const verifyAllDue = async (): Promise<void> => {
    if (verifying) return;
    verifying = true;
    try {
      await verifyDue(ports, Number.POSITIVE_INFINITY, verificationFailed);
    } catch (error) {
      failed({ kind: 'verifications', error });
    } finally {
      verifying = false;
    }
  };

  await bootstrapAdmin(database, { password: secrets.adminPassword, now: await clock.now() });
  for (const accountId of await listAccountIds(database))
    await ensureDefaultInstances(ports, accountId, regions);
  watchPeers(trustedPeers(env.KMS_TRUST_PROXY));

  return {
    env,
    ports,
    clock,
    /** The site's regions, in their order; never none. */
    regions,
    log,
    /** Null unless KMS_TEST_CLOCK=1. */
    testClock: settableClock,
    auth: createAuth({ database, secret: deriveSecret(keys, 'sessions'), env, clock }),
    /** The sender's address, if it can be believed. */
    addressOf,
    isLoopback,
    /** Whether an Authorization header carries SNAPSHOT_TOKEN. */
    isSnapshotCaller: (authorization: string | null) => isBearer(authorization, secrets.snapshotToken),
    /** Whether an error means that the database can't be reached at the moment. */
    isDatabaseAway,
    /**
     * Everything that is due (`run-scheduled.ts`), then begins the verifications that are due, which go on beside:
     * they hold up no slot. Failures are logged and tried again.
     */
    runScheduled: async () => {
      try {
        return await runScheduled(ports, failed, crew);
      } finally {
        void verifyAllDue(); // tells its failures itself
      }
    },
    /** Carries out the verification that was requested of a backup instance. Never throws. */
    runVerification: async (backupId: string): Promise<void> => {
      try {
        await runVerification(ports, backupId, verificationFailed);
      } catch (error) {
        failed({ kind: 'verifications', error });
      }
    },
    /** Makes the key versions that wait for their material, one at a time in this process. Never throws. */
    generatePending: () => {
      generating = generating.then(async () => {
        try {
          await generatePending(ports, Number.POSITIVE_INFINITY, (keyId, error) =>
            failed({ kind: 'generation', error, keyId }),
          );
        } catch (error) {
          failed({ kind: 'generations', error });
        }
      });
      return generating;
    },
  };
}
