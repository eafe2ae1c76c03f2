import { rootKeys } from '../../lib/adapters/crypto/root-keys.ts';
import { openSecrets, type Secrets } from '../../lib/adapters/files/first-start.ts';
import { checkRootKey, refuseNewRootKey } from '../../lib/adapters/prisma/check-root-key.ts';
import { openDatabase } from '../../lib/adapters/prisma/client.ts';
import type { Env } from '../../lib/env.ts';

/** A site's secrets, and whether its database has users already: then the password of a new `admin` is nobody's. */
export type Site = { readonly secrets: Secrets; readonly hasUsers: boolean };

/**
 * The site's secrets, once it is sure that they open this database. Throws, and makes no new root key, if the
 * database needs another one.
 */
export async function openSite(env: Env, databaseUrl: string): Promise<Site> {
  const database = openDatabase(databaseUrl);
  try {
    const secrets = await openSecrets(env, () => refuseNewRootKey(database));
    await checkRootKey(database, rootKeys(secrets.rootKey.toString('base64'), env.KMS_ROOT_KEYS_OLD));
    return { secrets, hasUsers: (await database.authUser.count()) > 0 };
  } finally {
    await database.$disconnect();
  }
}
