// The sample of `npm run up -- --sample` and `npm run seed`: an instance with keys and secrets to look at.
// Needs DATABASE_URL and KMS_DATA_DIR. A second run changes nothing.
import { bootstrapAdmin, listAccountIds } from '../lib/adapters/auth/bootstrap-admin.ts';
import { systemClock } from '../lib/adapters/clock/system-clock.ts';
import { testClock } from '../lib/adapters/clock/test-clock.ts';
import { randomIds } from '../lib/adapters/crypto/ids.ts';
import { keyCrypto } from '../lib/adapters/crypto/key-crypto.ts';
import { createKeyring } from '../lib/adapters/crypto/keyring.ts';
import { secureRandom } from '../lib/adapters/crypto/random.ts';
import { rootKeys } from '../lib/adapters/crypto/root-keys.ts';
import { openSecrets } from '../lib/adapters/files/first-start.ts';
import { readRegions } from '../lib/adapters/files/region-file.ts';
import { checkRootKey, refuseNewRootKey } from '../lib/adapters/prisma/check-root-key.ts';
import { type Database, openDatabase } from '../lib/adapters/prisma/client.ts';
import { createKmsStore } from '../lib/adapters/prisma/kms-store.ts';
import { parseEnv } from '../lib/env.ts';
import type { Result } from '../lib/kernel/result.ts';
import { rotateKey } from '../lib/kms/change-key.ts';
import { createInstance } from '../lib/kms/create-instance.ts';
import { createKey } from '../lib/kms/create-key.ts';
import { createSecret } from '../lib/kms/create-secret.ts';
import { putSecretValue } from '../lib/kms/put-secret-value.ts';
import { liveInstances } from '../lib/kms/view-kms.ts';

const instanceName = 'sample-payments';

const keys = [
  { alias: 'alias/card-vault', description: 'Encrypts card numbers', rotations: 2 },
  { alias: 'alias/ledger', description: 'Encrypts the ledger', rotations: 0 },
  { alias: 'alias/app-secrets', description: "Encrypts the applications' secrets", rotations: 0 },
  { alias: 'alias/partner-exchange', description: 'Files for partners', rotations: 0 },
] as const;

const symmetric = {
  tags: {},
  spec: 'Aliyun_AES_256',
  usage: 'ENCRYPT/DECRYPT',
  rotationDays: null,
} as const;

/** Each under the key `alias/app-secrets`. */
const secrets = [
  { name: 'payments/db-password', values: ['first-sample', 'second-sample', 'third-sample'] },
  { name: 'payments/api-token', values: ['sample-token'] },
  { name: 'ledger/db-password', values: ['sample-password'] },
  { name: 'partners/sftp-key', values: ['sample line 1\nsample line 2\n'] },
  { name: 'mail/smtp-password', values: ['sample-mail'] },
] as const;

const env = parseEnv(process.env);
if (env.DATABASE_URL === undefined) throw new Error('DATABASE_URL is not set. Use `npm run seed`.');
const database = openDatabase(env.DATABASE_URL);
try {
  console.log(await seed(database));
} finally {
  await database.$disconnect();
}

/** Returns what was made, in a sentence. */
async function seed(database: Database): Promise<string> {
  const site = await openSecrets(env, () => refuseNewRootKey(database));
  const roots = rootKeys(site.rootKey.toString('base64'), env.KMS_ROOT_KEYS_OLD);
  await checkRootKey(database, roots);
  const regions = readRegions(env.KMS_DATA_DIR);
  const clock = env.KMS_TEST_CLOCK === '1' ? testClock(database) : systemClock();
  const ports = {
    kms: createKmsStore(database),
    crypto: keyCrypto,
    keyring: createKeyring(roots),
    ids: randomIds,
    random: secureRandom,
    clock,
    regions,
  };
  await bootstrapAdmin(database, { password: site.adminPassword, now: await clock.now() });
  const [accountId] = await listAccountIds(database);
  if (accountId === undefined) throw new Error('There is no account to make the sample in.');
  const regionId = regions[0]?.id ?? '';
  const actor = { accountId, userId: 'sample', userName: 'sample' };

  const live = await liveInstances(ports, actor, regionId);
  if (live.some(({ name }) => name === instanceName)) {
    return `The sample is already there: instance ${instanceName} in ${regionId}.`;
  }
  const instance = value(
    await createInstance(ports, actor, {
      regionId,
      name: instanceName,
      type: 'SOFTWARE',
      keyQuota: 1000,
      secretQuota: 1000,
    }),
  );
  const instanceId = instance.id;
  const keyIds = new Map<string, string>();
  for (const { alias, description, rotations } of keys) {
    const { keyId } = value(await createKey(ports, actor, { ...symmetric, instanceId, alias, description }));
    keyIds.set(alias, keyId);
    for (let done = 0; done < rotations; done++) value(await rotateKey(ports, actor, { regionId, keyId }));
  }
  const keyId = keyIds.get('alias/app-secrets') ?? '';
  for (const { name, values } of secrets) {
    const [first, ...later] = values;
    value(await createSecret(ports, actor, { instanceId, name, keyId, value: first, description: 'Sample' }));
    for (const next of later) value(await putSecretValue(ports, actor, { regionId, name, value: next }));
  }
  return `Made the sample: instance ${instanceName} in ${regionId}, with ${keys.length} keys and ${secrets.length} secrets.`;
}

function value<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new Error(`The sample was refused: ${JSON.stringify(result.error)}`);
}
