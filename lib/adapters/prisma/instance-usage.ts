import type { InstanceUsage } from '../../kms/model.ts';
import type { Database, Transaction } from './client.ts';
import { Prisma } from './generated/client.ts';

type UsageRow = { instance_id: string; keys: bigint; key_versions: bigint; secrets: bigint };

const none: InstanceUsage = { keys: 0, keyVersions: 0, secrets: 0 };

/** What each of the instances holds now, by its id. */
export async function instanceUsages(
  database: Database | Transaction,
  instanceIds: readonly string[],
): Promise<(instanceId: string) => InstanceUsage> {
  if (instanceIds.length === 0) return () => none;
  const ids = Prisma.join([...instanceIds]);
  const rows = await database.$queryRaw<UsageRow[]>`
    SELECT i.id AS instance_id,
      (SELECT count(*) FROM kms_keys k WHERE k.instance_id = i.id AND k.deleted_at IS NULL) AS keys,
      (SELECT count(*) FROM kms_key_versions v JOIN kms_keys k ON k.uid = v.key_uid
        WHERE k.instance_id = i.id AND k.deleted_at IS NULL)
        + (SELECT count(*) FROM kms_key_generations g WHERE g.instance_id = i.id) AS key_versions,
      (SELECT count(*) FROM kms_secrets s WHERE s.instance_id = i.id AND s.deleted_at IS NULL) AS secrets
    FROM kms_instances i WHERE i.id IN (${ids})`;
  const usages = new Map(
    rows.map((row) => [
      row.instance_id,
      { keys: Number(row.keys), keyVersions: Number(row.key_versions), secrets: Number(row.secrets) },
    ]),
  );
  return (instanceId) => usages.get(instanceId) ?? none;
}

export async function instanceUsage(
  database: Database | Transaction,
  instanceId: string,
): Promise<InstanceUsage> {
  return (await instanceUsages(database, [instanceId]))(instanceId);
}
