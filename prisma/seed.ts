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
import { makeSample, sampleName } from '../lib/kms/make-sample.ts';

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

  const sample = await makeSample(ports, actor, regionId);
  if (sample.ok) {
    const { name, keys, secrets } = sample.value;
    return `Made the sample: instance ${name} in ${regionId}, with ${keys} keys and ${secrets} secrets.`;
  }
  if (sample.error.code === 'INSTANCE_NAME_TAKEN')
    return `The sample is already there: instance ${sampleName} in ${regionId}.`;
  throw new Error(`The sample was refused: ${JSON.stringify(sample.error)}`);
}
