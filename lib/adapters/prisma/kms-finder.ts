import type { FoundItems, LeavingItem } from '../../kms/model.ts';
import type { KmsFinder } from '../../kms/ports.ts';
import type { Database } from './client.ts';
import { anyContains, contains, escapeLike } from './contains.ts';
import { Prisma } from './generated/client.ts';

/** So many of the newest that match are ranked: a text that nearly everything holds need not be looked for to the end. */
const mostRanked = 500;

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
      // The lists' narrow tables: what they hold in `search_text` besides (tags, descriptions) finds an item, too.
      const start = Prisma.sql`lower(${`${escapeLike(text)}%`}::text COLLATE "und-x-icu") COLLATE "C"`;
      const [instances, keys, secrets] = await Promise.all([
        database.$queryRaw<FoundItems['instances']>`
          SELECT region_id AS "regionId", id, name FROM kms_instances
          WHERE account_id = ${accountId} AND released_at IS NULL
            AND ${anyContains([Prisma.sql`name`, Prisma.sql`id`], text)}
          ORDER BY lower(name COLLATE "und-x-icu") COLLATE "C" LIKE ${start} DESC, name LIMIT ${most}`,
        database.$queryRaw<FoundItems['keys']>`
          SELECT region_id AS "regionId", key_id AS "keyId", alias FROM (
            SELECT uid, name LIKE 'alias/' || ${start} OR name LIKE ${start} AS begins FROM (
              SELECT l.uid, l.name FROM kms_key_list l
              WHERE l.account_id = ${accountId} AND ${contains(Prisma.sql`l.search_text`, text)}
              ORDER BY l.uid DESC LIMIT ${mostRanked}
            ) AS newest ORDER BY begins DESC, uid DESC LIMIT ${most}
          ) AS best JOIN kms_keys USING (uid) ORDER BY begins DESC, uid DESC`,
        database.$queryRaw<FoundItems['secrets']>`
          SELECT region_id AS "regionId", name FROM (
            SELECT uid, small LIKE ${start} AS begins FROM (
              SELECT l.uid, l.name AS small FROM kms_secret_list l
              WHERE l.account_id = ${accountId} AND ${contains(Prisma.sql`l.search_text`, text)}
              ORDER BY l.uid DESC LIMIT ${mostRanked}
            ) AS newest ORDER BY begins DESC, uid DESC LIMIT ${most}
          ) AS best JOIN kms_secrets USING (uid) ORDER BY begins DESC, uid DESC`,
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
