import { hkdfSync, randomBytes } from 'node:crypto';
import { bind } from '../../kernel/binding.ts';
import type { DataKey, Keyring, WrappedDataKey } from '../../ports/keyring.ts';
import { openBytes, sealBytes } from './aead.ts';
import { hmacOf } from './hmac.ts';
import type { RootKeys } from './root-keys.ts';

const dataKeyBinding = (id: string, accountId: string, ownerId: string): string =>
  bind('data-key', id, accountId, ownerId);

export function createKeyring(keys: RootKeys): Keyring {
  const known = new Map([keys.current, ...keys.old].map((key) => [key.id, key.bytes]));
  return {
    create(id, accountId, ownerId) {
      const bytes = randomBytes(32);
      const wrapped: WrappedDataKey = {
        id,
        accountId,
        ownerId,
        rootKeyId: keys.current.id,
        wrapped: sealBytes(keys.current.bytes, bytes, dataKeyBinding(id, accountId, ownerId)),
      };
      return { key: dataKey(id, bytes), wrapped };
    },
    open({ id, accountId, ownerId, rootKeyId, wrapped }) {
      const root = known.get(rootKeyId);
      if (!root) {
        throw new Error(`Data key ${id} is wrapped under root key ${rootKeyId}, which is not set here.`);
      }
      const bytes = openBytes(root, wrapped, dataKeyBinding(id, accountId, ownerId));
      if (!bytes) throw new Error(`Data key ${id} of ${ownerId} does not open: its row was changed.`);
      return dataKey(id, bytes);
    },
  };
}

function dataKey(id: string, bytes: Uint8Array): DataKey {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', bytes, '', purpose, 32));
  const sealing = derive('seal');
  const hashing = hmacOf(derive('mac'));
  return {
    id,
    seal: (plain, boundTo) => sealBytes(sealing, plain, boundTo),
    open: (sealed, boundTo) => openBytes(sealing, sealed, boundTo),
    mac: (label, ...parts) => hashing([label, ...parts]),
  };
}
