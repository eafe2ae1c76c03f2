import type { WrappedDataKey } from '../../ports/keyring.ts';
import type { DataKey as DataKeyRow } from './generated/client.ts';

export function toDataKey(row: DataKeyRow): WrappedDataKey {
  return {
    id: row.id,
    accountId: row.accountId,
    ownerId: row.ownerId,
    rootKeyId: row.rootKeyId,
    wrapped: row.wrapped,
  };
}

export function dataKeyColumns(key: WrappedDataKey, createdAt: Date) {
  return {
    id: key.id,
    accountId: key.accountId,
    ownerId: key.ownerId,
    rootKeyId: key.rootKeyId,
    wrapped: key.wrapped,
    createdAt,
  };
}
