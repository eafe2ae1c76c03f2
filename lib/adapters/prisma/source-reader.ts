import type { PoolClient } from 'pg';
import type { KeyVersion, SecretVersion } from '../../kms/model.ts';
import type { SourceBatch, TombstoneRecord } from '../../snapshots/ports.ts';
import type { KmsKey as KeyRow, KmsSecret as SecretRow } from './generated/client.ts';
import { toFoundKey, toFoundSecret } from './rows.ts';

/** Items read at once: bounds memory. A secret has up to ten versions of 30 KB. */
const keysAtOnce = 2000;
const secretsAtOnce = 250;

/** Live items of an instance, their versions from the oldest: all, or those changed after a number of its feed. */
export async function* readItems(
  client: PoolClient,
  instanceId: string,
  afterSeq: bigint | null,
): AsyncGenerator<SourceBatch> {
  for await (const rows of readAhead<KeyVersionRow>(client, keysSql(afterSeq), instanceId, afterSeq)) {
    const keys = grouped(rows, keyVersion, toFoundKey);
    yield { keys, secrets: [] };
  }
  for await (const rows of readAhead<SecretVersionRow>(client, secretsSql(afterSeq), instanceId, afterSeq)) {
    const secrets = grouped(rows, secretVersion, toFoundSecret);
    yield { keys: [], secrets };
  }
}

type TombstoneRow = Omit<TombstoneRecord, 'changeSeq'> & { changeSeq: string };

/** Tombstones that are younger than a number of the feed. */
export async function readDeleted(
  client: PoolClient,
  instanceId: string,
  afterSeq: bigint,
): Promise<TombstoneRecord[]> {
  const of = (type: TombstoneRecord['itemType'], table: string, id: string) => `
    SELECT '${type}' AS "itemType", ${id} AS "itemId", account_id AS "accountId", region_id AS "regionId",
      instance_id AS "instanceId", deleted_at AS "deletedAt", change_seq AS "changeSeq", mac
    FROM ${table} WHERE instance_id = $1 AND change_seq > $2 AND deleted_at IS NOT NULL`;
  const { rows } = await client.query<TombstoneRow>(
    `${of('KEY', 'kms_keys', 'key_id')} UNION ALL ${of('SECRET', 'kms_secrets', 'name')}`,
    [instanceId, String(afterSeq)],
  );
  return rows.map((row) => ({ ...row, changeSeq: BigInt(row.changeSeq) }));
}

/** A row of a join: the item's columns again with each of its versions; an item without any has nulls there. */
type Joined<Item, Version> = Omit<Item, 'uid' | 'changeSeq'> & { uid: string; changeSeq: string } & {
  [Name in keyof Version]: Version[Name] | null;
};
type KeyVersionRow = Joined<
  KeyRow,
  { versionId: string; material: Buffer; canary: Buffer; versionCreatedAt: Date }
>;
type SecretVersionRow = Joined<
  SecretRow,
  {
    versionId: string;
    stages: string[];
    versionKeyId: string;
    keyVersionId: string;
    ciphertext: Buffer;
    versionCreatedAt: Date;
  }
>;

const page = (table: string, limit: number, afterSeq: bigint | null) => `
  SELECT * FROM ${table}
  WHERE instance_id = $1 AND deleted_at IS NULL${table === 'kms_keys' ? " AND state <> 'PendingCreation'" : ''} AND uid > $2 ${afterSeq === null ? '' : 'AND change_seq > $3'}
  ORDER BY uid LIMIT ${limit}`;

const shared = `i.uid, i.account_id AS "accountId", i.region_id AS "regionId", i.instance_id AS "instanceId",
  i.key_id AS "keyId", i.description, i.tags, i.created_at AS "createdAt", i.rotated_at AS "rotatedAt",
  i.rotation_days AS "rotationDays",
  i.next_rotation_at AS "nextRotationAt", i.deletion_at AS "deletionAt",
  i.change_seq AS "changeSeq", i.mac, v.version_id AS "versionId", v.created_at AS "versionCreatedAt"`;

const keysSql = (afterSeq: bigint | null) => `
  SELECT ${shared}, i.alias, i.spec, i.usage, i.state, i.primary_version_id AS "primaryVersionId",
    v.material, v.canary
  FROM (${page('kms_keys', keysAtOnce, afterSeq)}) i LEFT JOIN kms_key_versions v ON v.key_uid = i.uid
  ORDER BY i.uid, v.created_at, v.version_id`;

const secretsSql = (afterSeq: bigint | null) => `
  SELECT ${shared}, i.name, i.generator, v.stages, v.key_id AS "versionKeyId", v.key_version_id AS "keyVersionId", v.ciphertext
  FROM (${page('kms_secrets', secretsAtOnce, afterSeq)}) i LEFT JOIN kms_secret_versions v ON v.secret_uid = i.uid
  ORDER BY i.uid, v.created_at, v.version_id`;

/** Pages of items; the next is being read while the last one is worked on. */
async function* readAhead<Row extends { uid: string }>(
  client: PoolClient,
  sql: string,
  instanceId: string,
  afterSeq: bigint | null,
): AsyncGenerator<Row[]> {
  const read = async (afterUid: string): Promise<Row[]> => {
    const values = afterSeq === null ? [instanceId, afterUid] : [instanceId, afterUid, String(afterSeq)];
    return (await client.query<Row>(sql, values)).rows;
  };
  let next = read('0');
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    next = read(last.uid);
    next.catch(() => undefined); // reported where it is awaited; until then it must not count as unhandled
    yield rows;
  }
}

/** One item a run of rows with the same uid, with its versions. */
function grouped<Row extends { uid: string }, Version, Item>(
  rows: readonly Row[],
  versionOf: (row: Row) => Version | null,
  itemOf: (row: Row, versions: readonly Version[]) => Item,
): Item[] {
  const items: Item[] = [];
  let uid: string | undefined;
  let versions: Version[] = [];
  for (const row of rows) {
    if (row.uid !== uid) {
      versions = [];
      items.push(itemOf(row, versions)); // filled by the rows that follow
    }
    uid = row.uid;
    const version = versionOf(row);
    if (version !== null) versions.push(version);
  }
  return items;
}

function keyVersion({ versionId, material, canary, versionCreatedAt }: KeyVersionRow): KeyVersion | null {
  if (versionId === null || material === null || canary === null || versionCreatedAt === null) return null;
  return {
    versionId,
    createdAt: versionCreatedAt,
    material: new Uint8Array(material),
    canary: new Uint8Array(canary),
  };
}

function secretVersion(row: SecretVersionRow): SecretVersion | null {
  const { versionId, stages, versionKeyId, keyVersionId, ciphertext, versionCreatedAt } = row;
  if (versionId === null || stages === null || versionKeyId === null) return null;
  if (keyVersionId === null || ciphertext === null || versionCreatedAt === null) return null;
  return {
    versionId,
    stages,
    keyId: versionKeyId,
    keyVersionId,
    ciphertext: new Uint8Array(ciphertext),
    createdAt: versionCreatedAt,
  };
}
