import type { BackupActivity, BackupInstance, Verification } from '../../backups/model.ts';
import type { BackupPoint } from '../../snapshots/model.ts';
import type {
  BackupInstance as BackupRow,
  BackupPoint as PointRow,
  SnapshotRun as RunRow,
  Verification as VerificationRow,
} from './generated/client.ts';

export function toBackup(row: BackupRow): BackupInstance {
  return {
    id: row.id,
    accountId: row.accountId,
    regionId: row.regionId,
    type: row.type,
    state: row.state,
    alias: row.alias,
    queryableDays: row.queryableDays,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    sourceInstanceId: row.sourceInstanceId,
    enabledAt: row.enabledAt,
    dataKeyId: row.dataKeyId,
    epoch: row.epoch,
  };
}

export function toPoint(row: PointRow): BackupPoint {
  return {
    ordinal: row.ordinal,
    kind: row.kind,
    slotAt: row.slotAt,
    capturedAt: row.capturedAt,
    throughSeq: row.throughSeq,
    keyCount: row.keyCount,
    secretCount: row.secretCount,
    added: row.added,
    closed: row.closed,
    changesHash: row.changesHash,
    setHash: row.setHash,
    mac: row.mac,
  };
}

export function toActivity(row: RunRow): BackupActivity {
  return {
    kind: row.kind,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    done: row.done,
    total: row.total,
    error: row.error,
  };
}

export function toVerification(row: VerificationRow, damagedUntil: Date | null): Verification {
  const { startedAt, finishedAt, done, total, verifiedAt } = row;
  return {
    result: verifiedAt && {
      at: verifiedAt,
      points: row.pointCount,
      records: row.recordCount,
      damaged: row.damagedCount,
      brokenPoints: row.brokenPoints,
      damagedUntil,
    },
    running: finishedAt === null ? { startedAt, done, total } : null,
    error: row.error,
  };
}
