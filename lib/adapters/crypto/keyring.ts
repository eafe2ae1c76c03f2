import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { bind } from '../../kernel/binding.ts';
import type { DataKey, Keyring, WrappedDataKey } from '../../ports/keyring.ts';
import { openBytes, sealBytes } from './aead.ts';
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
  const hashing = derive('mac');
  return {
    id,
    seal: (plain, boundTo) => sealBytes(sealing, plain, boundTo),
    open: (sealed, boundTo) => openBytes(sealing, sealed, boundTo),
    mac(label, ...parts) {
      const hmac = createHmac('sha256', hashing);
      // Each part goes in behind its length, so that no two lists of parts give the same bytes.
      hmac.update(labelled(label));
      for (const part of parts) {
        const data = typeof part === 'string' ? Buffer.from(part) : part;
        hmac.update(lengthOf(data)).update(data);
      }
      return new Uint8Array(hmac.digest());
    },
  };
}

/** A label behind its length; there are only a few. */
function labelled(label: string): Uint8Array {
  const known = labels.get(label);
  if (known) return known;
  const bytes = Buffer.from(label);
  const made = Buffer.concat([lengthOf(bytes), bytes]);
  labels.set(label, made);
  return made;
}

const labels = new Map<string, Uint8Array>();

function lengthOf(data: Uint8Array): Uint8Array {
  const length = data.length;
  return Uint8Array.of(length >>> 24, length >>> 16, length >>> 8, length);
}
