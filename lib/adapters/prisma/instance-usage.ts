import type { InstanceUsage } from '../../kms/model.ts';
import type { Database, Transaction } from './client.ts';
import { Prisma } from './generated/client.ts';

type UsageRow = { instance_id: string; keys: number; key_versions: number; secrets: number };

const none: InstanceUsage = { keys: 0, keyVersions: 0, secrets: 0 };

/** What each of the instances holds now, by its id; the database counts along (migration "lists"). */
export async function instanceUsages(
  database: Database | Transaction,
  instanceIds: readonly string[],
): Promise<(instanceId: string) => InstanceUsage> {
  if (instanceIds.length === 0) return () => none;
  const ids = Prisma.join([...instanceIds]);
  const rows = await database.$queryRaw<UsageRow[]>`
    SELECT instance_id, keys, secrets, key_versions
        + (SELECT count(*)::int FROM kms_key_generations g WHERE g.instance_id = u.instance_id) AS key_versions
    FROM kms_instance_usage u WHERE instance_id IN (${ids})`;
  const usages = new Map(
    rows.map((row) => [
      row.instance_id,
      { keys: row.keys, keyVersions: row.key_versions, secrets: row.secrets },
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
