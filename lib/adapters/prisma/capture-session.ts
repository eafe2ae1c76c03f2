import type { PoolClient } from 'pg';
import { slotMinutes } from '../../kernel/calendar.ts';
import type { BackupRecord, ChainHead, ItemRef } from '../../snapshots/model.ts';
import type { CaptureSession, Claim, OpenRecord } from '../../snapshots/ports.ts';
import type { Transaction } from './client.ts';
import { toDataKey } from './data-keys.ts';
import { readDeleted, readItems } from './source-reader.ts';

/** Undoes a capture whose lease or association was lost. */
export class LeaseLost extends Error {}

/** See CaptureSession. `source` reads one state of the database, `target` writes. */
export async function captureSession(
  source: PoolClient,
  target: Transaction,
  claim: Claim,
): Promise<CaptureSession> {
  const backupId = claim.backup.id;
  // The first query fixes what the repeatable-read transaction sees.
  const instance = await findSource(source, claim.backup.sourceInstanceId);
  const row = await target.backupInstance.findUniqueOrThrow({ where: { id: backupId } });
  const backupKey = await target.dataKey.findUniqueOrThrow({ where: { id: claim.backup.dataKeyId ?? '' } });
  const headPoint = await target.backupPoint.findUnique({
    where: { backupInstanceId_ordinal: { backupInstanceId: backupId, ordinal: row.headOrdinal } },
  });
  const head: ChainHead = {
    ordinal: row.headOrdinal,
    mac: row.headMac,
    throughSeq: row.throughSeq,
    keyCount: headPoint?.keyCount ?? 0,
    secretCount: headPoint?.secretCount ?? 0,
  };
  const instanceId = instance?.id ?? '';

  /** Locks the backup instance if it is still this claim's to write. */
  const hold = async (): Promise<void> => {
    const held = await target.$queryRaw<{ id: string }[]>`
      SELECT id FROM backup_instances
      WHERE id = ${backupId} AND lease_token = ${claim.token} AND epoch = ${claim.backup.epoch}
      FOR UPDATE`;
    if (held.length === 0) throw new LeaseLost();
  };

  return {
    source: instance,
    backupDataKey: toDataKey(backupKey),
    head,
    items: (afterSeq) => readItems(source, instanceId, afterSeq),
    deleted: (afterSeq) => readDeleted(source, instanceId, afterSeq),
    openRecords: (items) => openRecords(target, backupId, items),
    addRecords: (records) => insertRecords(target, backupId, records),

    async closeRecords(items, atOrdinal) {
      if (items.length === 0) return;
      await target.$executeRaw`
        UPDATE backup_records r SET to_ordinal = ${atOrdinal}
        FROM unnest(${items.map((item) => item.itemType)}::text[], ${items.map((item) => item.itemId)}::text[]) AS c(item_type, item_id)
        WHERE r.backup_instance_id = ${backupId} AND r.item_type = c.item_type AND r.item_id = c.item_id
          AND r.to_ordinal IS NULL`;
    },

    async commitPoint({ point, firstSlotAt, lastSlotAt, nextDueAt }) {
      await hold();
      await target.backupPoint.create({
        data: {
          backupInstanceId: backupId,
          accountId: claim.backup.accountId,
          ordinal: point.ordinal,
          kind: point.kind,
          slotAt: point.slotAt,
          capturedAt: point.capturedAt,
          throughSeq: point.throughSeq,
          keyCount: point.keyCount,
          secretCount: point.secretCount,
          added: point.added,
          closed: point.closed,
          changesHash: point.changesHash,
          setHash: point.setHash,
          mac: point.mac,
        },
      });
      await target.backupCoverage.create({
        data: { backupInstanceId: backupId, ordinal: point.ordinal, firstSlotAt, lastSlotAt },
      });
      await target.backupInstance.update({
        where: { id: backupId },
        data: {
          headOrdinal: point.ordinal,
          headMac: point.mac,
          throughSeq: point.throughSeq,
          dueAt: nextDueAt,
          leaseToken: null,
          leaseUntil: null,
        },
      });
    },

    async commitCoverage({ ordinal, slotAt, throughSeq, nextDueAt }) {
      await hold();
      const before = new Date(slotAt.getTime() - slotMinutes * 60_000);
      const extended = await target.backupCoverage.updateMany({
        where: { backupInstanceId: backupId, ordinal, lastSlotAt: before },
        data: { lastSlotAt: slotAt },
      });
      if (extended.count === 0) {
        await target.backupCoverage.createMany({
          data: [{ backupInstanceId: backupId, ordinal, firstSlotAt: slotAt, lastSlotAt: slotAt }],
          skipDuplicates: true,
        });
      }
      await target.backupInstance.update({
        where: { id: backupId },
        data: { throughSeq, dueAt: nextDueAt, leaseToken: null, leaseUntil: null },
      });
    },
  };
}

type Source = NonNullable<CaptureSession['source']> & { readonly id: string };

/** The source as it stands, with its data key; null if it was released or never was. */
async function findSource(client: PoolClient, instanceId: string | null): Promise<Source | null> {
  const { rows } = await client.query<SourceRow>(
    `SELECT i.id, i.change_seq, d.id AS data_key_id, d.account_id, d.owner_id, d.root_key_id, d.wrapped,
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
    dataKey: {
      id: row.data_key_id,
      accountId: row.account_id,
      ownerId: row.owner_id,
      rootKeyId: row.root_key_id,
      wrapped: Uint8Array.from(row.wrapped),
    },
  };
}

type SourceRow = {
  id: string;
  change_seq: string;
  item_count: string;
  data_key_id: string;
  account_id: string;
  owner_id: string;
  root_key_id: string;
  wrapped: Buffer;
};

async function openRecords(
  tx: Transaction,
  backupInstanceId: string,
  items: readonly ItemRef[] | null,
): Promise<OpenRecord[]> {
  if (items?.length === 0) return [];
  const ids = items && {
    OR: (['KEY', 'SECRET'] as const).map((itemType) => ({
      itemType,
      itemId: { in: items.filter((item) => item.itemType === itemType).map((item) => item.itemId) },
    })),
  };
  const rows = await tx.backupRecord.findMany({
    where: { backupInstanceId, toOrdinal: null, ...ids },
    select: { itemType: true, itemId: true, fromOrdinal: true, contentHash: true },
  });
  return rows.map((row) => ({ ...row, itemType: row.itemType === 'KEY' ? 'KEY' : 'SECRET' }));
}

/** Many rows in one statement: Prisma's createMany takes about five times as long. */
async function insertRecords(
  tx: Transaction,
  backupId: string,
  records: readonly BackupRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const column = <T>(of: (record: BackupRecord) => T): T[] => records.map(of);
  await tx.$executeRaw`
    INSERT INTO backup_records (backup_instance_id, item_type, item_id, from_ordinal, alias, spec, state, key_id,
      version_count, item_created_at, item_rotated_at, content_hash, sealed)
    SELECT ${backupId}, * FROM unnest(
      ${column((record) => record.itemType)}::text[], ${column((record) => record.itemId)}::text[],
      ${column((record) => record.fromOrdinal)}::int[], ${column((record) => record.alias)}::text[],
      ${column((record) => record.spec)}::text[], ${column((record) => record.state)}::text[],
      ${column((record) => record.keyId)}::text[], ${column((record) => record.versionCount)}::int[],
      ${column((record) => record.itemCreatedAt)}::timestamptz[],
      ${column((record) => record.itemRotatedAt)}::timestamptz[],
      ${column((record) => record.contentHash)}::bytea[], ${column((record) => record.sealed)}::bytea[])`;
}
