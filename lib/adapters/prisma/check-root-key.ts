import type { RootKeys } from '../crypto/root-keys.ts';
import type { Database } from './client.ts';

/** The row of the one root key that wraps new data keys. */
const theOne = { id: 1 } as const;

/**
 * Refuses to start on a database that needs a root key which isn't here: one that wraps a data key, or the
 * one that was recorded at the first start. Records the current key if none is; one that comes with the
 * recorded key among the old ones takes its place (a rotation). Of two first starts at once with different
 * keys, one is refused. Throws an error that names the ids of the missing keys and what to set.
 */
export async function checkRootKey(database: Database, keys: RootKeys): Promise<void> {
  const known = new Set([keys.current.id, ...keys.old.map((key) => key.id)]);
  const refuseMissing = (needed: readonly string[]) => {
    const missing = needed.filter((id) => !known.has(id));
    if (missing.length > 0) throw new Error(missingText(missing, [...known]));
  };
  refuseMissing(await wrappingKeys(database));

  await database.rootKeyRecord.createMany({
    data: [{ ...theOne, rootKeyId: keys.current.id }],
    skipDuplicates: true,
  });
  const recorded = await database.rootKeyRecord.findUniqueOrThrow({ where: theOne });
  refuseMissing([recorded.rootKeyId]);
  if (recorded.rootKeyId === keys.current.id) return;
  const { count } = await database.rootKeyRecord.updateMany({
    where: { ...theOne, rootKeyId: recorded.rootKeyId },
    data: { rootKeyId: keys.current.id },
  });
  if (count === 0) await checkRootKey(database, keys); // another start rotated at the same moment
}

/** Refuses to make a new root key for a database that already has one: it could open nothing there. */
export async function refuseNewRootKey(database: Database): Promise<void> {
  const recorded = await database.rootKeyRecord.findUnique({ where: theOne });
  const used = new Set(await wrappingKeys(database));
  if (recorded) used.add(recorded.rootKeyId);
  if (used.size === 0) return;
  throw new Error(
    `This database needs root key ${[...used].join(' and ')}, and there is none: put root.key ` +
      'back into the data folder or set KMS_ROOT_KEY. No new key was made.',
  );
}

async function wrappingKeys(database: Database): Promise<readonly string[]> {
  const used = await database.dataKey.findMany({ distinct: ['rootKeyId'], select: { rootKeyId: true } });
  return used.map((row) => row.rootKeyId);
}

const missingText = (missing: readonly string[], known: readonly string[]): string =>
  `This database needs root key ${missing.join(' and ')}, but the console was given ${known.join(', ')}. ` +
  'Put the right key into root.key of the data folder or set KMS_ROOT_KEY; set KMS_ROOT_KEYS_OLD to keys ' +
  'that are only to unwrap. Nothing was changed.';
