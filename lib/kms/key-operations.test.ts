import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import {
  cancelKeyDeletion,
  disableKey,
  enableKey,
  rotateKey,
  scheduleKeyDeletion,
  setKeyRotation,
} from './change-key.ts';
import { createKey } from './create-key.ts';
import { deleteKeyNow } from './delete-key.ts';
import { editKey } from './edit-key.ts';
import type { KeyOperation } from './errors.ts';
import { allowedOperations, checkOperation, symmetryOf, usageOf } from './key-operations.ts';
import { keyStates } from './model.ts';
import { signMessage, verifySignature, viewPublicKey } from './sign-verify.ts';
import { decryptText, encryptText } from './use-key.ts';

const regionId = 'cn-hangzhou';
const ecKey = { ...aesKey, spec: 'EC_P256', usage: 'SIGN/VERIFY' } as const;
const fields = { alias: null, description: '', tags: {} };

/** Every operation on a key whose spec and usage allow it. */
const operations = {
  encrypt: (key) => encryptText(...key.by, { ...key.ref, text: 'x' }),
  decrypt: (key) => decryptText(...key.by, { ...key.ref, ciphertext: key.ciphertext }),
  sign: (key) => signMessage(...key.by, { ...key.ref, message: 'x', algorithm: 'ECDSA_SHA_256' }),
  verify: (key) =>
    verifySignature(...key.by, { ...key.ref, message: 'x', algorithm: 'ECDSA_SHA_256', signature: 'eA==' }),
  viewPublicKey: (key) => viewPublicKey(...key.by, { ...key.ref, versionId: key.versionId }),
  rotate: (key) => rotateKey(...key.by, key.ref),
  setRotation: (key) => setKeyRotation(...key.by, { ...key.ref, days: 30, was: null }),
  edit: (key) => editKey(...key.by, { ...key.ref, ...fields, description: 'new', was: fields }),
  enable: (key) => enableKey(...key.by, key.ref),
  disable: (key) => disableKey(...key.by, key.ref),
  scheduleDeletion: (key) => scheduleKeyDeletion(...key.by, { ...key.ref, days: 7 }),
  cancelDeletion: (key) => cancelKeyDeletion(...key.by, key.ref),
  deleteNow: (key) => deleteKeyNow(...key.by, { ...key.ref, confirmedId: key.ref.keyId }),
} as const satisfies Record<KeyOperation, (key: Subject) => Promise<Outcome>>;

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } };
type Subject = {
  readonly by: readonly [World['ports'], World['actor']];
  readonly ref: { readonly regionId: string; readonly keyId: string };
  readonly versionId: string;
  readonly ciphertext: string;
};
const isOperation = (name: string): name is KeyOperation => Object.hasOwn(operations, name);
const names = Object.keys(operations).filter(isOperation);

let world: World;
let instanceId: string;
beforeAll(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
});
afterAll(() => world.close());

async function subject(operation: KeyOperation, state: (typeof keyStates)[number]): Promise<Subject> {
  const { ports, actor, database } = world;
  const asymmetric = usageOf[operation] === 'SIGN/VERIFY' || symmetryOf[operation] === 'asymmetric';
  const key = value(await createKey(ports, actor, { ...(asymmetric ? ecKey : aesKey), instanceId }));
  const ref = { regionId, keyId: key.keyId };
  const ciphertext = asymmetric
    ? ''
    : value(await encryptText(ports, actor, { ...ref, text: 'x' })).ciphertext;
  if (state === 'Disabled') value(await disableKey(ports, actor, ref));
  if (state === 'PendingDeletion') value(await scheduleKeyDeletion(ports, actor, { ...ref, days: 7 }));
  expect(await database.kmsKey.count({ where: { keyId: key.keyId, state } })).toBe(1);
  return { by: [ports, actor], ref, versionId: key.primaryVersionId, ciphertext };
}

describe('a key allows in each state what the table says, and refuses the rest with KEY_STATE', () => {
  it.each(['Enabled', 'Disabled', 'PendingDeletion'] as const)('%s', async (state) => {
    for (const name of names) {
      const result: Outcome = await operations[name](await subject(name, state));
      const expected = allowedOperations[state].includes(name) ? 'ok' : 'KEY_STATE';
      expect(result.ok ? 'ok' : result.error.code, `${name} while ${state}`).toBe(expected);
    }
  });

  it('what the spec or the usage forbids is refused whatever the state', () => {
    for (const state of keyStates) {
      const signing = { keyId: 'key-1', spec: 'RSA_2048', usage: 'SIGN/VERIFY', state } as const;
      expect(checkOperation(signing, 'encrypt')).toMatchObject({ error: { code: 'KEY_USAGE' } });
      expect(checkOperation(signing, 'setRotation')).toMatchObject({ error: { code: 'KEY_SPEC' } });
      const symmetric = { ...signing, spec: 'Aliyun_AES_256', usage: 'ENCRYPT/DECRYPT' } as const;
      expect(checkOperation(symmetric, 'sign')).toMatchObject({ error: { code: 'KEY_USAGE' } });
      expect(checkOperation(symmetric, 'viewPublicKey')).toMatchObject({ error: { code: 'KEY_SPEC' } });
    }
  });
});

it('the documentation holds the same table', () => {
  const rows = names.map((name) => {
    const cells = keyStates.map((state) => (allowedOperations[state].includes(name) ? 'yes' : 'KEY_STATE'));
    return [name, ...cells, usageOf[name] ?? symmetryOf[name] ?? 'any'];
  });
  const page = readFileSync(new URL('../../docs/key-states.md', import.meta.url), 'utf8');
  const found = page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(found.slice(2)).toEqual(rows);
  expect(found[0]).toEqual(['operation', ...keyStates, 'keys']);
});
