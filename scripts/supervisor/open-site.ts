import { rootKeys } from '../../lib/adapters/crypto/root-keys.ts';
import { openSecrets, type Secrets } from '../../lib/adapters/files/first-start.ts';
import { checkRootKey, refuseNewRootKey } from '../../lib/adapters/prisma/check-root-key.ts';
import { openDatabase } from '../../lib/adapters/prisma/client.ts';
import type { Env } from '../../lib/env.ts';

/**
 * The site's secrets, once it is sure that they open this database. Throws, and makes no new root key, if the
 * database needs another one.
 */
export async function openSite(env: Env, databaseUrl: string): Promise<Secrets> {
  const database = openDatabase(databaseUrl);
  try {
    const secrets = await openSecrets(env, () => refuseNewRootKey(database));
    await checkRootKey(database, rootKeys(secrets.rootKey.toString('base64'), env.KMS_ROOT_KEYS_OLD));
    return secrets;
  } finally {
    await database.$disconnect();
  }
}
