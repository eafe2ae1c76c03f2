import type { PoolClient } from 'pg';
import type { CaptureSession, Claim } from '../../snapshots/ports.ts';
import { healRecords } from './heal-records.ts';
import { writeCoverage, writePoint } from './point-commit.ts';
import { closeRecords, insertRecords, readOpenRecords, setDigests } from './record-writer.ts';
import { compareSource } from './source-comparison.ts';
import { readDeleted, readItems } from './source-reader.ts';

/** Undoes a capture whose lease or association was lost. */
export class LeaseLost extends Error {}

/**
 * See CaptureSession. `source` sees one state of the database, `target` writes; both are plain connections, since
 * Prisma takes several times as long for this many rows.
 */
export async function captureSession(
  source: PoolClient,
  target: PoolClient,
  claim: Claim,
): Promise<CaptureSession & { readonly committed: () => boolean }> {
  const backupId = claim.backup.id;
  // The first query fixes what the repeatable-read transaction sees.
  const instance = await findSource(source, claim.backup.sourceInstanceId);
  const instanceId = instance?.id ?? '';
  const { backupDataKey, head } = await findHead(target, claim);
  let committed = false;

  /** What was written counts if the backup instance was still this claim's to write. */
  const end = (held: boolean): void => {
    if (!held) throw new LeaseLost();
    committed = true;
  };

  return {
    source: instance,
    backupDataKey,
    head,
    compare: (counts) => compareSource(source, instanceId, backupId, counts),
    items: (scope) => readItems(source, instanceId, scope),
    deleted: (afterSeq) => readDeleted(source, instanceId, afterSeq),
    openRecords: (items) => readOpenRecords(target, backupId, items),
    addRecords: (records) => insertRecords(target, backupId, records),
    heal: (healing) => healRecords(target, backupId, healing),
    setDigests: (records) => setDigests(target, backupId, records),
    closeRecords: (items, atOrdinal) => closeRecords(target, backupId, items, atOrdinal),

    commitPoint: async (commit) => end(await writePoint(target, claim, commit)),
    commitCoverage: async (commit) => end(await writeCoverage(target, claim, commit)),

    committed: () => committed,
  };
}

type DataKeyRow = {
  data_key_id: string;
  account_id: string;
  owner_id: string;
  root_key_id: string;
  wrapped: Buffer;
};

const dataKeyColumns = 'd.id AS data_key_id, d.account_id, d.owner_id, d.root_key_id, d.wrapped';

const wrappedKey = (row: DataKeyRow) => ({
  id: row.data_key_id,
  accountId: row.account_id,
  ownerId: row.owner_id,
  rootKeyId: row.root_key_id,
  wrapped: new Uint8Array(row.wrapped),
});

type SourceRow = DataKeyRow & { id: string; change_seq: string; item_count: string };

/** The source as it stands, with its data key; null if it was released or never was. */
async function findSource(client: PoolClient, instanceId: string | null) {
  const { rows } = await client.query<SourceRow>(
    `SELECT i.id, i.change_seq, ${dataKeyColumns},
       (SELECT count(*) FROM kms_keys WHERE instance_id = i.id AND deleted_at IS NULL)
       + (SELECT count(*) FROM kms_secrets WHERE instance_id = i.id AND deleted_at IS NULL) AS item_count
     FROM kms_instances i JOIN data_keys d ON d.id = i.data_key_id
     WHERE i.id = $1 AND i.released_at IS NULL`,
    [instanceId],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    id: row.id,
    changeSeq: BigInt(row.change_seq),
    itemCount: Number(row.item_count),
    dataKey: wrappedKey(row),
  };
}

type HeadRow = DataKeyRow & {
  head_ordinal: number;
  head_mac: Buffer | null;
  through_seq: string;
  damaged_items: string[];
  key_count: number | null;
  secret_count: number | null;
  point_mac: Buffer | null;
  newest_ordinal: number | null;
  newest_mac: Buffer | null;
};

/** The newest point and the data key of a backup instance. Throws LeaseLost if it has no data key any more. */
async function findHead(client: PoolClient, { backup }: Claim) {
  const { rows } = await client.query<HeadRow>(
    `SELECT b.head_ordinal, b.head_mac, b.through_seq, b.damaged_items, ${dataKeyColumns},
       p.key_count, p.secret_count, p.mac AS point_mac, n.ordinal AS newest_ordinal, n.mac AS newest_mac
     FROM backup_instances b JOIN data_keys d ON d.id = b.data_key_id
     LEFT JOIN backup_points p ON p.backup_instance_id = b.id AND p.ordinal = b.head_ordinal
     LEFT JOIN LATERAL (
       SELECT ordinal, mac FROM backup_points
       WHERE backup_instance_id = b.id AND ordinal > b.head_ordinal ORDER BY ordinal DESC LIMIT 1) n ON true
     WHERE b.id = $1 AND b.epoch = $2`,
    [backup.id, backup.epoch],
  );
  const [row] = rows;
  if (!row) throw new LeaseLost();
  const known = row.head_mac && row.point_mac ? row.head_mac.equals(row.point_mac) : false;
  // A head that was put back to an older point: the chain goes on behind its newest one.
  const newest =
    row.newest_ordinal !== null && row.newest_mac
      ? { ordinal: row.newest_ordinal, mac: new Uint8Array(row.newest_mac), intact: false, putBack: true }
      : { putBack: false };
  return {
    backupDataKey: wrappedKey(row),
    head: {
      ordinal: row.head_ordinal,
      mac: row.head_mac && new Uint8Array(row.head_mac),
      throughSeq: BigInt(row.through_seq),
      keyCount: row.key_count ?? 0,
      secretCount: row.secret_count ?? 0,
      intact: known || row.head_ordinal === 0,
      damagedItems: row.damaged_items,
      ...newest,
    },
  };
}
