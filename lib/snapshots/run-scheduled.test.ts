import { afterEach, beforeEach, expect, it } from 'vitest';
import { enableBackup } from '../backups/enable-backup.ts';
import { scheduleKeyDeletion } from '../kms/change-key.ts';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import { setSecretRotation } from '../kms/set-secret-rotation.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { runScheduled, type ScheduledFailure } from './run-scheduled.ts';

const regionId = 'cn-hangzhou';
let world: World;
let failures: ScheduledFailure[];
beforeEach(async () => {
  world = await openWorld();
  failures = [];
});
afterEach(() => world.close());

const run = (ports = world.ports) => runScheduled(ports, (failure) => failures.push(failure));

async function keyLeavingIn(instanceId: string): Promise<string> {
  const { ports, actor } = world;
  const { keyId } = value(await createKey(ports, actor, { ...aesKey, instanceId }));
  value(await scheduleKeyDeletion(ports, actor, { regionId, keyId, days: 7 }));
  return keyId;
}

it('one item that can not be destroyed keeps neither the others nor the snapshots from their turn', async () => {
  const { ports, actor, database } = world;
  const sick = await world.instance('sick');
  const sound = await world.instance('sound');
  const stuck = await keyLeavingIn(sick);
  const leaving = await keyLeavingIn(sound);
  // Its data key's row is gone: every transaction on the instance throws.
  await database.dataKey.deleteMany({ where: { ownerId: sick } });
  world.setNow('2026-12-01T04:02:00Z');
  const backupId = await world.defaultBackup();
  value(await enableBackup(ports, actor, { backupId, sourceInstanceId: sound, alias: 'nightly' }));

  expect(await run()).toMatchObject({ purged: 1, snapshots: { points: 1 } });
  expect(failures).toMatchObject([{ kind: 'deletion', itemType: 'KEY', itemId: stuck }]);
  expect(await ports.kms.findKey(actor.accountId, regionId, leaving)).toBeUndefined();
});

it('snapshots are taken though what is due for deletion can not be found out', async () => {
  const { ports, actor } = world;
  const backupId = await world.defaultBackup();
  const sourceInstanceId = await world.instance('payments');
  value(await enableBackup(ports, actor, { backupId, sourceInstanceId, alias: 'nightly' }));
  const broken = new Error('broken');
  const blind = {
    ...ports.kms,
    dueDeletions: () => {
      throw broken;
    },
  };
  const report = await run({ ...ports, kms: blind });
  expect(report).toMatchObject({ purged: 0, snapshots: { points: 1 } });
  expect(failures).toEqual([{ kind: 'deletions', error: broken }]);
});

it('each kind of work has its turn though what is due of another can not be found out', async () => {
  const { ports, actor, database } = world;
  const instanceId = await world.instance('payments');
  await world.enable(instanceId);
  const { keyId } = value(await createKey(ports, actor, { ...aesKey, instanceId, rotationDays: 7 }));
  const generator = { length: 32, kinds: ['lower'] } as const;
  const secret = { instanceId, keyId, name: 'token', description: '', generator };
  value(await createSecret(ports, actor, secret));
  const was = { rotationDays: null, generator };
  value(await setSecretRotation(ports, actor, { regionId, name: 'token', rotationDays: 7, generator, was }));
  const rsa = { spec: 'RSA_2048', usage: 'SIGN/VERIFY' } as const;
  value(await createKey(ports, actor, { ...aesKey, ...rsa, instanceId }));
  world.setNow('2026-12-01T04:02:00Z');
  const broken = new Error('broken');
  const blind = (kms: Partial<typeof ports.kms>) => run({ ...ports, kms: { ...ports.kms, ...kms } });
  const throwing = () => {
    throw broken;
  };
  const allBroken = { dueRotations: throwing, dueSecretRotations: throwing, claimGeneration: throwing };
  expect(await blind(allBroken)).toEqual({
    purged: 0,
    rotated: 0,
    rotatedSecrets: 0,
    generated: 0,
    snapshots: { quiet: 0, points: 1, unchanged: 0, failed: 0, lost: 0, released: 0, failedBackupIds: [] },
  });
  expect(failures).toEqual([
    { kind: 'rotations', error: broken },
    { kind: 'secretRotations', error: broken },
    { kind: 'generations', error: broken },
  ]);
  expect(await blind({ dueDeletions: throwing })).toMatchObject({
    rotated: 1,
    rotatedSecrets: 1,
    generated: 1,
  });
  expect(await database.kmsKeyVersion.count()).toBe(3);
});
