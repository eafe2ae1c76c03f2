import { type ClientBase, escapeLiteral } from 'pg';
import type { KeyVersion, KeyWithVersions, SecretVersion, SecretWithVersions } from '../../kms/model.ts';
import type { CaptureBatch, CaptureScope, SourceItem, TombstoneRecord } from '../../snapshots/ports.ts';
import { RowReader } from './binary-rows.ts';
import { copyOut } from './copy-stream.ts';
import { toFoundKey, toFoundSecret } from './rows.ts';
import { keyRows, secretRows } from './source-digest.ts';

/** Live items of an instance with their versions from the oldest, in batches of about a megabyte. */
export async function* readItems(
  client: ClientBase,
  instanceId: string,
  scope: CaptureScope,
): AsyncGenerator<CaptureBatch> {
  const reader = new RowReader();
  if (scope.kind !== 'uids' || scope.keys.length > 0) {
    for await (const rows of copyOut(client, keysSql(instanceId, scope))) {
      const keys: SourceItem<KeyWithVersions>[] = [];
      reader.each(rows, (row) => keys.push(readKey(row)));
      if (keys.length > 0) yield { keys, secrets: [] };
    }
  }
  if (scope.kind !== 'uids' || scope.secrets.length > 0) {
    for await (const rows of copyOut(client, secretsSql(instanceId, scope))) {
      const secrets: SourceItem<SecretWithVersions>[] = [];
      reader.each(rows, (row) => secrets.push(readSecret(row)));
      if (secrets.length > 0) yield { keys: [], secrets };
    }
  }
}

type TombstoneRow = Omit<TombstoneRecord, 'changeSeq'> & { changeSeq: string };

/** Tombstones that are younger than a number of the feed. */
export async function readDeleted(
  client: ClientBase,
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

const among = (scope: CaptureScope, type: 'keys' | 'secrets'): string => {
  switch (scope.kind) {
    case 'all':
      return 'true';
    case 'after':
      return `i.change_seq > ${scope.seq}`;
    case 'uids':
      return `i.uid = ANY ('{${scope[type].join(',')}}'::bigint[])`;
  }
};

const shared = `i.account_id, i.region_id, i.instance_id, i.key_id, i.description, i.tags::text, i.created_at,
  i.rotated_at, i.rotation_days, i.next_rotation_at, i.deletion_at, i.change_seq, i.mac`;

// Two statements name their columns in the order in which the functions below them read.
const keysSql = (instanceId: string, scope: CaptureScope) => `
  SELECT ${shared}, i.alias, i.spec, i.usage, i.state, i.primary_version_id, v.versions, ${keyRows.digest}
  FROM kms_keys i ${keyRows.versions}
  WHERE i.instance_id = ${escapeLiteral(instanceId)} AND ${keyRows.live} AND ${among(scope, 'keys')}
  ORDER BY i.uid`;

function readKey(row: RowReader): SourceItem<KeyWithVersions> {
  const common = readShared(row);
  const alias = row.textOrNull();
  const spec = row.text();
  const usage = row.text();
  const state = row.text();
  const primaryVersionId = row.text();
  const versions: KeyVersion[] = [];
  row.records((version) => {
    const versionId = version.text();
    const createdAt = version.time();
    versions.push({ versionId, createdAt, material: version.bytes(), canary: version.bytes() });
  });
  const digest = row.bytes();
  return { ...toFoundKey({ ...common, alias, spec, usage, state, primaryVersionId }, versions), digest };
}

const secretsSql = (instanceId: string, scope: CaptureScope) => `
  SELECT ${shared}, i.name, i.generator::text, v.versions, ${secretRows.digest}
  FROM kms_secrets i ${secretRows.versions}
  WHERE i.instance_id = ${escapeLiteral(instanceId)} AND ${secretRows.live} AND ${among(scope, 'secrets')}
  ORDER BY i.uid`;

function readSecret(row: RowReader): SourceItem<SecretWithVersions> {
  const common = readShared(row);
  const name = row.text();
  const generator = json(row.textOrNull());
  const versions: SecretVersion[] = [];
  row.records((version) => {
    versions.push({
      versionId: version.text(),
      createdAt: version.time(),
      stages: version.textsOrNull() ?? [],
      keyId: version.text(),
      keyVersionId: version.text(),
      ciphertext: version.bytes(),
    });
  });
  const digest = row.bytes();
  return { ...toFoundSecret({ ...common, name, generator }, versions), digest };
}

/** In the order of `shared`. */
function readShared(row: RowReader) {
  return {
    accountId: row.text(),
    regionId: row.text(),
    instanceId: row.text(),
    keyId: row.text(),
    description: row.text(),
    tags: json(row.text()),
    createdAt: row.time(),
    rotatedAt: row.timeOrNull(),
    rotationDays: row.int4OrNull(),
    nextRotationAt: row.timeOrNull(),
    deletionAt: row.timeOrNull(),
    changeSeq: row.int8(),
    mac: row.bytes(),
  };
}

/** A JSON column: the database keeps nothing else in it. */
function json(text: string | null): unknown {
  return text === null ? null : text === '{}' ? {} : JSON.parse(text);
}
