import type {
  InstanceFilter,
  KeyFilter,
  KeyMatch,
  KmsStore,
  SecretFilter,
  SecretMatch,
} from '../../kms/ports.ts';
import type { Database } from './client.ts';
import { anyContains, contains } from './contains.ts';
import { Prisma } from './generated/client.ts';
import { instanceUsages } from './instance-usage.ts';
import type { SortColumn } from './keyset.ts';
import { type BigList, matching, readBigList } from './list-reader.ts';
import { toInstance, toKey, toSecret } from './rows.ts';
import { readSmallList } from './small-list.ts';

type Lists = Pick<
  KmsStore,
  'listInstances' | 'listKeys' | 'listSecrets' | 'matchingKeys' | 'matchingSecrets'
>;

/** The KMS's lists: searched, filtered, sorted, and paged by keyset. */
export function kmsLists(database: Database): Lists {
  const instanceNames = async (ids: readonly string[]) => {
    const rows = await database.kmsInstance.findMany({
      where: { id: { in: [...new Set(ids)] } },
      select: { id: true, name: true },
    });
    return new Map(rows.map((row) => [row.id, row.name]));
  };

  return {
    async listInstances(accountId, regionId, filter) {
      const page = await readSmallList(
        database,
        {
          from: Prisma.sql`kms_instances i`,
          id: Prisma.sql`i.id`,
          column: instanceColumns[filter.sort.by],
          direction: filter.sort.direction,
          conditions: [
            Prisma.sql`i.account_id = ${accountId} AND i.region_id = ${regionId} AND i.released_at IS NULL`,
            ...given(filter.type, (type) => Prisma.sql`i.type = ${type}::instance_type`),
            ...searched(filter.search, (part) => anyContains([Prisma.sql`i.id`, Prisma.sql`i.name`], part)),
          ],
        },
        filter,
      );
      const [rows, usageOf] = await Promise.all([
        database.kmsInstance.findMany({ where: { id: { in: [...page.items] } } }),
        instanceUsages(database, page.items),
      ]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return {
        ...page,
        items: inOrder(page.items, byId, (row) => ({ ...toInstance(row), ...usageOf(row.id) })),
      };
    },

    async listKeys(accountId, regionId, filter) {
      const list: BigList = {
        ...keyList(accountId, regionId, filter),
        ...keyColumns[filter.sort.by],
        itemTable: Prisma.sql`kms_keys`,
        direction: filter.sort.direction,
      };
      const page = await readBigList(database, list, filter);
      const uids = [...page.items];
      const [rows, versions] = await Promise.all([
        database.kmsKey.findMany({ where: { uid: { in: uids } } }),
        database.kmsKeyVersion.groupBy({ by: 'keyUid', where: { keyUid: { in: uids } }, _count: true }),
      ]);
      const names = await instanceNames(rows.map((row) => row.instanceId));
      const counts = new Map(versions.map((group) => [group.keyUid, group._count]));
      const byUid = new Map(rows.map((row) => [row.uid, row]));
      const items = inOrder(page.items, byUid, (row) => ({
        ...toKey(row),
        versionCount: counts.get(row.uid) ?? 0,
        instanceName: names.get(row.instanceId) ?? row.instanceId,
      }));
      return { ...page, items };
    },

    async listSecrets(accountId, regionId, filter) {
      const list: BigList = {
        ...secretList(accountId, regionId, filter),
        ...secretColumns[filter.sort.by],
        itemTable: Prisma.sql`kms_secrets`,
        direction: filter.sort.direction,
      };
      const page = await readBigList(database, list, filter);
      const uids = [...page.items];
      const [rows, versions] = await Promise.all([
        database.kmsSecret.findMany({ where: { uid: { in: uids } } }),
        database.kmsSecretVersion.groupBy({
          by: 'secretUid',
          where: { secretUid: { in: uids } },
          _count: true,
        }),
      ]);
      const names = await instanceNames(rows.map((row) => row.instanceId));
      const counts = new Map(versions.map((group) => [group.secretUid, group._count]));
      const byUid = new Map(rows.map((row) => [row.uid, row]));
      const items = inOrder(page.items, byUid, (row) => ({
        ...toSecret(row),
        versionCount: counts.get(row.uid) ?? 0,
        instanceName: names.get(row.instanceId) ?? row.instanceId,
      }));
      return { ...page, items };
    },

    matchingKeys(accountId, regionId, match, most) {
      return database.$queryRaw<{ keyId: string; alias: string | null }[]>`
        SELECT i.key_id AS "keyId", i.alias FROM kms_keys i
        WHERE i.uid IN (SELECT l.uid ${matching(keyList(accountId, regionId, match))} ORDER BY l.uid LIMIT ${most})
        ORDER BY i.uid`;
    },

    async matchingSecrets(accountId, regionId, match, most) {
      const rows = await database.$queryRaw<{ name: string }[]>`
        SELECT i.name FROM kms_secrets i
        WHERE i.uid IN (SELECT l.uid ${matching(secretList(accountId, regionId, match))} ORDER BY l.uid LIMIT ${most})
        ORDER BY i.uid`;
      return rows.map((row) => row.name);
    },
  };
}

const keyList = (accountId: string, regionId: string, match: KeyMatch) => ({
  accountId,
  regionId,
  listTable: Prisma.sql`kms_key_list`,
  conditions: [
    ...given(match.instanceId, (id) => Prisma.sql`l.instance_id = ${id}`),
    ...given(match.state, (state) => Prisma.sql`l.state = ${state}`),
    ...given(match.spec, (spec) => Prisma.sql`l.spec = ${spec}`),
    ...given(match.usage, (usage) => Prisma.sql`l.usage = ${usage}`),
    ...searched(match.search, (part) => contains(Prisma.sql`l.search_text`, part)),
  ],
});

const secretList = (accountId: string, regionId: string, match: SecretMatch) => ({
  accountId,
  regionId,
  listTable: Prisma.sql`kms_secret_list`,
  conditions: [
    ...given(match.instanceId, (id) => Prisma.sql`l.instance_id = ${id}`),
    ...given(match.keyId, (id) => Prisma.sql`l.key_id = ${id}`),
    ...given(match.state, (state) =>
      state === 'leaving' ? Prisma.sql`l.leaving` : Prisma.sql`NOT l.leaving`,
    ),
    ...searched(match.search, (part) => contains(Prisma.sql`l.search_text`, part)),
  ],
});

const text = (sql: Prisma.Sql): SortColumn => ({ sql, kind: 'text' });
const instant = (sql: Prisma.Sql): SortColumn => ({ sql, kind: 'instant' });

const instanceColumns: Record<InstanceFilter['sort']['by'], SortColumn> = {
  name: text(Prisma.sql`i.name COLLATE "und-x-icu"`),
  created: instant(Prisma.sql`i.created_at`),
};

type Columns = Pick<BigList, 'itemColumn' | 'listColumn'>;

const created: Columns = {
  itemColumn: instant(Prisma.sql`i.created_at`),
  listColumn: instant(Prisma.sql`l.created_at`),
};
const rotated: Columns = {
  itemColumn: instant(Prisma.sql`coalesce(i.rotated_at, timestamptz 'epoch')`),
  listColumn: instant(Prisma.sql`l.rotated_at`),
};
const keyColumns: Record<KeyFilter['sort']['by'], Columns> = {
  created,
  rotated,
  name: {
    itemColumn: text(Prisma.sql`lower(coalesce(i.alias, i.key_id)) COLLATE "C"`),
    listColumn: text(Prisma.sql`l.name`),
  },
  state: { itemColumn: text(Prisma.sql`i.state COLLATE "C"`), listColumn: text(Prisma.sql`l.state`) },
};
const secretColumns: Record<SecretFilter['sort']['by'], Columns> = {
  created,
  rotated,
  name: { itemColumn: text(Prisma.sql`lower(i.name) COLLATE "C"`), listColumn: text(Prisma.sql`l.name`) },
};

const given = <T>(value: T | null, condition: (value: T) => Prisma.Sql): Prisma.Sql[] =>
  value === null ? [] : [condition(value)];

const searched = (part: string, condition: (part: string) => Prisma.Sql): Prisma.Sql[] =>
  part === '' ? [] : [condition(part)];

function inOrder<Id, Row, Item>(
  ids: readonly Id[],
  byId: ReadonlyMap<Id, Row>,
  toItem: (row: Row) => Item,
): Item[] {
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toItem(row)]; // gone since its place was read
  });
}
