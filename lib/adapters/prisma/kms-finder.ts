import type { FoundItems, LeavingItem } from '../../kms/model.ts';
import type { KmsFinder } from '../../kms/ports.ts';
import type { Database } from './client.ts';
import { escapeLike } from './contains.ts';

export function createKmsFinder(database: Database): KmsFinder {
  return {
    async leaving(accountId, regionId, most) {
      const where = { accountId, regionId, deletedAt: null, deletionAt: { not: null } };
      const soonest = { where, orderBy: { deletionAt: 'asc' as const }, take: most };
      const [keys, secrets, keyCount, secretCount] = await Promise.all([
        database.kmsKey.findMany({ ...soonest, select: { keyId: true, alias: true, deletionAt: true } }),
        database.kmsSecret.findMany({ ...soonest, select: { name: true, deletionAt: true } }),
        database.kmsKey.count({ where }),
        database.kmsSecret.count({ where }),
      ]);
      const items = [
        ...keys.flatMap((row) => leaving('KEY', row.keyId, row.alias, row.deletionAt)),
        ...secrets.flatMap((row) => leaving('SECRET', row.name, null, row.deletionAt)),
      ].toSorted((a, b) => a.deletionAt.getTime() - b.deletionAt.getTime());
      return { items: items.slice(0, most), total: keyCount + secretCount };
    },

    async find(accountId, text, most) {
      const part = `%${escapeLike(text)}%`;
      const start = `${escapeLike(text)}%`;
      const [instances, keys, secrets] = await Promise.all([
        database.$queryRaw<FoundItems['instances']>`
          SELECT region_id AS "regionId", id, name FROM kms_instances
          WHERE account_id = ${accountId} AND released_at IS NULL AND (name ILIKE ${part} OR id ILIKE ${part})
          ORDER BY name ILIKE ${start} DESC, name LIMIT ${most}`,
        database.$queryRaw<FoundItems['keys']>`
          SELECT region_id AS "regionId", key_id AS "keyId", alias FROM kms_keys
          WHERE account_id = ${accountId} AND deleted_at IS NULL AND (alias ILIKE ${part} OR key_id ILIKE ${part})
          ORDER BY coalesce(alias ILIKE ${`alias/${start}`}, false) DESC, uid DESC LIMIT ${most}`,
        database.$queryRaw<FoundItems['secrets']>`
          SELECT region_id AS "regionId", name FROM kms_secrets
          WHERE account_id = ${accountId} AND deleted_at IS NULL AND name ILIKE ${part}
          ORDER BY name ILIKE ${start} DESC, uid DESC LIMIT ${most}`,
      ]);
      return { instances, keys, secrets };
    },
  };
}

/** None if its deletion is not scheduled. */
function leaving(
  itemType: LeavingItem['itemType'],
  itemId: string,
  alias: string | null,
  deletionAt: Date | null,
): readonly LeavingItem[] {
  return deletionAt === null ? [] : [{ itemType, itemId, alias, deletionAt }];
}
