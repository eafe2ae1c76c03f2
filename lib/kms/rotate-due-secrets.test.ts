import { describe, expect, it } from 'vitest';
import {
  at,
  create,
  current,
  found,
  generator,
  instanceId,
  keyId,
  name,
  put,
  regionId,
  reveal,
  world,
} from '../testing/one-secret.ts';
import { aesKey, code, value } from '../testing/world.ts';
import { disableKey, enableKey } from './change-key.ts';
import { createKey } from './create-key.ts';
import { createSecret } from './create-secret.ts';
import { deleteKeyNow } from './delete-key.ts';
import { cancelSecretDeletion, scheduleSecretDeletion } from './delete-secret.ts';
import { rotateDueSecrets } from './rotate-due-secrets.ts';
import { setSecretRotation } from './set-secret-rotation.ts';

describe('scheduled rotation', () => {
  const set = async (rotationDays: number | null, was: object = {}) => {
    const shown = { rotationDays: null, generator: null, ...was };
    const input = { ...at, rotationDays, generator, was: shown };
    return setSecretRotation(world.ports, world.actor, input);
  };
  const rotateDue = () =>
    rotateDueSecrets(world.ports, 500, (_, error) => {
      throw error;
    });
  const next = async () => (await found()).secret.nextRotationAt?.toISOString();

  it('puts a generated value in its place when the day has come, not before, and counts on from there', async () => {
    await create({ value: 'one' }, 'v1');
    value(await set(7));
    expect(await next()).toBe('2026-12-01T04:02:00.000Z');
    world.setNow('2026-12-01T04:01:59Z');
    expect(await rotateDue()).toBe(0);
    world.setNow('2026-12-01T04:02:00Z');
    expect(await rotateDue()).toBe(1);
    expect(await reveal(await current())).toMatch(/^[a-z0-9]{24}$/);
    expect((await found()).versions.find(({ versionId }) => versionId === 'v1')?.stages).toEqual([
      'ACSPrevious',
    ]);
    expect(await next()).toBe('2026-12-08T04:02:00.000Z');
    expect((await found()).secret.rotatedAt?.toISOString()).toBe('2026-12-01T04:02:00.000Z');
  });

  it('rotates once for many missed dates, and once though several look at the same moment', async () => {
    await create({ value: 'one' });
    value(await set(7));
    world.setNow('2027-03-01T00:00:00Z');
    const { ports, actor } = world;
    const due = { accountId: actor.accountId, instanceId, name };
    const kms = {
      ...ports.kms,
      // What several replicas saw before the first of them was done.
      dueSecretRotations: async function* () {
        yield [due, due];
        yield [due];
      },
    };
    const fail = (_: string, error: unknown) => {
      throw error;
    };
    const counts = await Promise.all([
      rotateDueSecrets({ ...ports, kms }, 500, fail),
      rotateDueSecrets({ ...ports, kms }, 500, fail),
    ]);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect(await rotateDue()).toBe(0);
    expect((await found()).versions).toHaveLength(2);
    expect(await next()).toBe('2027-03-08T00:00:00.000Z');
  });

  it('is tried again a day later while its key is disabled or gone', async () => {
    await create({ value: 'one' });
    value(await set(7));
    value(await disableKey(world.ports, world.actor, { regionId, keyId }));
    world.setNow('2026-12-01T04:02:00Z');
    expect(await rotateDue()).toBe(0);
    expect(await next()).toBe('2026-12-02T04:02:00.000Z');
    expect(await rotateDue()).toBe(0);
    value(await enableKey(world.ports, world.actor, { regionId, keyId }));
    world.setNow('2026-12-02T04:02:00Z');
    expect(await rotateDue()).toBe(1);
    value(await deleteKeyNow(world.ports, world.actor, { regionId, keyId, confirmedId: keyId }));
    world.setNow('2026-12-09T04:02:00Z');
    expect(await rotateDue()).toBe(0);
    expect(await next()).toBe('2026-12-10T04:02:00.000Z');
    expect((await found()).versions).toHaveLength(2);
  });

  it('waits while the secret is in its recovery window, and a day longer once it is restored', async () => {
    await create({ value: 'one' });
    value(await set(7));
    value(await scheduleSecretDeletion(world.ports, world.actor, { ...at, days: 30 }));
    world.setNow('2026-12-05T00:00:00Z');
    expect(await rotateDue()).toBe(0);
    value(await cancelSecretDeletion(world.ports, world.actor, at));
    expect(await rotateDue()).toBe(0);
    expect(await next()).toBe('2026-12-06T00:00:00.000Z');
    world.setNow('2026-12-06T00:00:00Z');
    expect(await rotateDue()).toBe(1);
  });

  it('counts anew from a value that a person puts, and from another period; ends when it is off', async () => {
    await create({ value: 'one' });
    value(await set(7));
    world.setNow('2026-11-25T00:00:00Z');
    value(await put('two'));
    expect(await next()).toBe('2026-12-02T00:00:00.000Z');
    value(await set(30, { rotationDays: 7, generator }));
    expect(await next()).toBe('2026-12-25T00:00:00.000Z');
    expect(code(await set(90, { rotationDays: 7, generator }))).toBe('SECRET_EDITED_MEANWHILE');
    value(await set(null, { rotationDays: 30, generator }));
    expect((await found()).secret).toMatchObject({ rotationDays: null, nextRotationAt: null, generator });
    world.setNow('2027-11-25T00:00:00Z');
    expect(await rotateDue()).toBe(0);
  });

  it('keeps what somebody else set meanwhile of what the person did not change', async () => {
    await create({ value: 'one' });
    value(await set(7));
    const longer = { ...generator, length: 64 };
    const was = { rotationDays: 7, generator };
    const edit = (next: object) =>
      setSecretRotation(world.ports, world.actor, { ...at, ...was, ...next, was });
    value(await edit({ generator: longer }));
    value(await edit({ rotationDays: 30 }));
    expect((await found()).secret).toMatchObject({ rotationDays: 30, generator: longer });
    value(await edit({ generator: longer }));
    expect((await found()).secret).toMatchObject({ rotationDays: 30, generator: longer });
  });

  it('never loses its generator while it is on', async () => {
    await create({ generator });
    const was = { rotationDays: null, generator };
    value(await set(7, was));
    const without = { ...at, rotationDays: null, generator: null, was };
    expect(code(await setSecretRotation(world.ports, world.actor, without))).toBe('SECRET_EDITED_MEANWHILE');
    expect((await found()).secret).toMatchObject({ rotationDays: 7, generator });
  });

  it('leaves a secret alone that was changed without the KMS', async () => {
    await create({ value: 'one' });
    value(await set(7));
    await world.database.kmsSecret.updateMany({ data: { generator: { length: 8, kinds: ['digit'] } } });
    world.setNow('2026-12-01T04:02:00Z');
    expect(await rotateDue()).toBe(0);
    expect((await found()).versions).toHaveLength(1);
    expect(code(await set(30, { rotationDays: 7, generator }))).toBe('SECRET_DAMAGED');
  });

  it('goes on with the next secret when one fails', async () => {
    await create({ value: 'one' });
    value(await set(7));
    const sick = await world.instance('sick');
    const key = value(
      await createKey(world.ports, world.actor, {
        ...aesKey,
        instanceId: sick,
        alias: null,
        description: '',
      }),
    );
    const other = { name: 'other', instanceId: sick, keyId: key.keyId, value: 'x', description: '' };
    value(await createSecret(world.ports, world.actor, other));
    const asked = {
      ...at,
      name: 'other',
      rotationDays: 7,
      generator,
      was: { rotationDays: null, generator: null },
    };
    value(await setSecretRotation(world.ports, world.actor, asked));
    await world.database.dataKey.deleteMany({ where: { ownerId: sick } });
    world.setNow('2026-12-01T04:02:00Z');
    const failed: string[] = [];
    expect(await rotateDueSecrets(world.ports, 500, (secret) => failed.push(secret))).toBe(1);
    expect(failed).toEqual(['other']);
  });
});
