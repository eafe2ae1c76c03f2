import type { Database } from '../adapters/prisma/client.ts';

/**
 * Fills an instance with rows that lists can be made of: `count` live keys and secrets with
 * few different values in every column, and a tenth as many that are gone. They can be listed and nothing else: their
 * material opens nothing, and their seals are none.
 */
export async function fillLists(
  database: Database,
  place: {
    readonly accountId: string;
    readonly regionId: string;
    readonly instanceId: string;
    readonly count: number;
  },
): Promise<void> {
  const { accountId, regionId, instanceId, count } = place;
  const all = Math.ceil(count * 1.1);
  await database.$executeRaw`
    INSERT INTO kms_keys (account_id, region_id, instance_id, key_id, alias, description, tags, spec, usage, state,
      primary_version_id, created_at, rotated_at, deletion_at, deleted_at, change_seq, mac)
    SELECT ${accountId}, ${regionId}, ${instanceId}, 'key-' || substr(md5(n::text), 1, 20),
      CASE WHEN n % 4 > 0 THEN 'alias/' || (ARRAY['orders', 'payments', 'ledger', 'search'])[1 + n % 4] || '/'
        || (ARRAY['prod', 'staging', 'dev'])[1 + n % 3] || '/' || n END,
      CASE WHEN n % 3 > 0 THEN 'Key of service ' || n % 1000 || ', made to be found in a list' ELSE '' END,
      jsonb_build_object('team', (ARRAY['core', 'money', 'growth'])[1 + n % 3], 'cost-center', 'cc-' || n % 500),
      (ARRAY['Aliyun_AES_256', 'RSA_2048', 'EC_P256'])[1 + n % 3], 'ENCRYPT/DECRYPT',
      (ARRAY['Enabled', 'Enabled', 'Enabled', 'Disabled', 'PendingDeletion'])[1 + n % 5], md5('version' || n),
      timestamptz '2026-01-01' + n % 11 * interval '1 hour',
      CASE WHEN n % 5 = 0 THEN timestamptz '2026-06-01' + n % 3 * interval '1 hour' END,
      CASE WHEN n % 5 = 4 THEN timestamptz '2027-01-01' END, CASE WHEN n > ${count} THEN now() END, 1, '\\x00'::bytea
    FROM generate_series(1, ${all}) n`;
  await database.$executeRaw`
    INSERT INTO kms_key_versions (key_uid, version_id, material, canary, created_at)
    SELECT uid, primary_version_id, '\\x00', '\\x00', created_at FROM kms_keys
    WHERE instance_id = ${instanceId} AND deleted_at IS NULL
    ON CONFLICT DO NOTHING`;
  await database.$executeRaw`
    INSERT INTO kms_secrets (account_id, region_id, instance_id, name, key_id, description, tags, created_at,
      rotated_at, deletion_at, deleted_at, change_seq, mac)
    SELECT ${accountId}, ${regionId}, ${instanceId},
      (ARRAY['orders', 'payments', 'ledger', 'search'])[1 + n % 4] || '/'
        || (ARRAY['prod', 'staging', 'dev'])[1 + n % 3] || '/db-' || n,
      'key-' || substr(md5((n % 1000)::text), 1, 20),
      CASE WHEN n % 3 > 0 THEN 'Password of service ' || n % 1000 || ', made to be found in a list' ELSE '' END,
      jsonb_build_object('team', (ARRAY['core', 'money', 'growth'])[1 + n % 3], 'cost-center', 'cc-' || n % 500),
      timestamptz '2026-01-01' + n % 11 * interval '1 hour',
      CASE WHEN n % 5 = 0 THEN timestamptz '2026-06-01' + n % 3 * interval '1 hour' END,
      CASE WHEN n % 7 = 0 THEN timestamptz '2027-01-01' END, CASE WHEN n > ${count} THEN now() END, 1, '\\x00'::bytea
    FROM generate_series(1, ${all}) n`;
}
