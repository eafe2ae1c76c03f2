import { afterEach, beforeEach, expect, it } from 'vitest';
import { viewBackup } from '../snapshots/view-data.ts';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { rotateKey } from './change-key.ts';
import { createKey } from './create-key.ts';
import { deleteKeyNow } from './delete-key.ts';
import { generatePending } from './generate-keys.ts';
import { allowedOperations } from './key-operations.ts';
import type { KmsPorts } from './ports.ts';
import { signMessage, verifySignature } from './sign-verify.ts';
import { viewInstance, viewKey } from './view-kms.ts';

const regionId = 'cn-hangzhou';
const signing = { ...aesKey, spec: 'RSA_2048', usage: 'SIGN/VERIFY' } as const;
let world: World;
let instanceId: string;
beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments', { keyQuota: 2 });
});
afterEach(() => world.close());

const create = () => createKey(world.ports, world.actor, { ...signing, instanceId });
const fail = (_: unknown, error: unknown) => {
  throw error;
};
const make = (ports: KmsPorts = world.ports) => generatePending(ports, 10, fail);
const view = async (keyId: string) => value(await viewKey(world.ports, world.actor, { regionId, keyId }));
const used = async () => value(await viewInstance(world.ports, world.actor, instanceId)).keyVersions;

it('an RSA key is pending until its version is made, counts against the quota meanwhile, and then signs', async () => {
  const { ports, actor } = world;
  const { keyId, state } = value(await create());
  expect(state).toBe('PendingCreation');
  expect(await view(keyId)).toMatchObject({ pendingVersion: true, versions: [], damaged: false });
  expect(await used()).toBe(1);
  const asked = { regionId, keyId, message: 'x', algorithm: 'RSA_PSS_SHA_256' } as const;
  expect(code(await signMessage(ports, actor, asked))).toBe('KEY_STATE');

  expect(await make()).toBe(1);
  expect(await view(keyId)).toMatchObject({ pendingVersion: false, key: { state: 'Enabled' } });
  const first = value(await signMessage(ports, actor, asked));

  value(await rotateKey(ports, actor, { regionId, keyId }));
  expect(await view(keyId)).toMatchObject({
    pendingVersion: true,
    rotationBlocked: 'pending',
    key: { rotatedAt: null, primaryVersionId: first.versionId },
  });
  expect(await used()).toBe(2);
  expect(code(await create())).toBe('KEY_QUOTA_REACHED');
  expect(code(await rotateKey(ports, actor, { regionId, keyId }))).toBe('KEY_QUOTA_REACHED');
  expect(await make()).toBe(1);
  const second = value(await signMessage(ports, actor, asked));
  expect(second.versionId).not.toBe(first.versionId);
  for (const { signature, versionId } of [first, second]) {
    expect(value(await verifySignature(ports, actor, { ...asked, signature }))).toEqual({
      valid: true,
      versionId,
    });
  }
  expect(await used()).toBe(2);
});

it('a second rotation while one is being made is refused; two replicas never make two versions', async () => {
  const { ports, actor, database } = world;
  instanceId = await world.instance('large');
  const { keyId } = value(await create());
  expect((await Promise.all([make(), make(), make()])).toSorted()).toEqual([0, 0, 1]);
  const rotations = [0, 1, 2].map(() => rotateKey(ports, actor, { regionId, keyId }));
  const results = await Promise.all(rotations);
  expect(results.map((result) => (result.ok ? 'ok' : result.error.code)).toSorted()).toEqual([
    'ROTATION_PENDING',
    'ROTATION_PENDING',
    'ok',
  ]);
  await Promise.all([make(), make()]);
  expect(await database.kmsKeyVersion.count()).toBe(2);
});

it('what a killed process left is made by another after its lease; the first, should it wake, adds nothing', async () => {
  const { ports, database } = world;
  const { keyId } = value(await create());
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let begun = () => {};
  const generating = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const slow: KmsPorts = {
    ...ports,
    crypto: {
      ...ports.crypto,
      generate: async (spec) => {
        begun();
        await asleep;
        return ports.crypto.generate(spec);
      },
    },
  };
  const stuck = make(slow);
  await generating;
  expect(await make()).toBe(0);
  world.setNow('2026-11-24T04:03:00Z');
  expect(await make()).toBe(1);
  const made = await view(keyId);
  wake();
  expect(await stuck).toBe(0);
  expect(await view(keyId)).toEqual(made);
  expect(await database.kmsKeyVersion.count()).toBe(1);
});

it('a pending key is in no backup and can only be deleted; nothing is made for it then', async () => {
  const { ports, actor, database } = world;
  const { keyId } = value(await create());
  const backupId = await world.backUp(instanceId);
  expect(await database.backupRecord.count()).toBe(0);
  expect(value(await viewBackup(ports, actor, backupId)).backup.damagedItems).toEqual([]);
  expect(allowedOperations.PendingCreation).toEqual(['deleteNow']);
  value(await deleteKeyNow(ports, actor, { regionId, keyId, confirmedId: keyId }));
  expect(await used()).toBe(0);
  expect(await make()).toBe(0);
});

it('a failure is told, leaves the others their turn, and is tried again after its lease', async () => {
  const { ports } = world;
  const first = value(await create()).keyId;
  const second = value(await create()).keyId;
  let calls = 0;
  const broken: KmsPorts = {
    ...ports,
    crypto: {
      ...ports.crypto,
      generate: async (spec) => {
        calls += 1;
        if (calls === 1) throw new Error('broken');
        return ports.crypto.generate(spec);
      },
    },
  };
  const told: string[] = [];
  expect(await generatePending(broken, 10, (keyId) => told.push(keyId))).toBe(1);
  expect(told).toHaveLength(1);
  expect([first, second]).toContain(told[0]);
  world.setNow('2026-11-24T04:03:00Z');
  expect(await make()).toBe(1);
});
