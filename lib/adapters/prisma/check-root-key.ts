import type { RootKeys } from '../crypto/root-keys.ts';
import type { Database } from './client.ts';

/**
 * Refuses to start on a database whose data keys are wrapped under a root key that isn't here. Throws an
 * error that names the ids of the missing keys and what to set.
 */
export async function checkRootKey(database: Database, keys: RootKeys): Promise<void> {
  const used = await database.dataKey.findMany({ distinct: ['rootKeyId'], select: { rootKeyId: true } });
  const known = new Set([keys.current.id, ...keys.old.map((key) => key.id)]);
  const missing = used.map((row) => row.rootKeyId).filter((id) => !known.has(id));
  if (missing.length === 0) return;
  throw new Error(
    `This database needs root key ${missing.join(' and ')}, but the console was given ${[...known].join(', ')}. ` +
      'Put the right key into root.key of the data folder or set KMS_ROOT_KEY; set KMS_ROOT_KEYS_OLD to keys ' +
      'that are only to unwrap. Nothing was changed.',
  );
}

/** Refuses to make a new root key for a database that already holds data keys: it could open none of them. */
export async function refuseNewRootKey(database: Database): Promise<void> {
  const used = await database.dataKey.findMany({ distinct: ['rootKeyId'], select: { rootKeyId: true } });
  if (used.length === 0) return;
  throw new Error(
    `This database needs root key ${used.map((row) => row.rootKeyId).join(' and ')}, and there is none: put root.key ` +
      'back into the data folder or set KMS_ROOT_KEY. No new key was made.',
  );
}
