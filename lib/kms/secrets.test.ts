import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aesKey, code, openWorld, value, type World } from '../testing/world.ts';
import { disableKey, enableKey } from './change-key.ts';
import { createKey } from './create-key.ts';
import { createSecret } from './create-secret.ts';
import { deleteKeyNow } from './delete-key.ts';
import { cancelSecretDeletion, scheduleSecretDeletion } from './delete-secret.ts';
import { editSecret } from './edit-secret.ts';
import type { SecretGenerator } from './model.ts';
import type { NewValue } from './new-value.ts';
import { putSecretValue } from './put-secret-value.ts';
import { revealSecret } from './reveal-secret.ts';
import { rotateDueSecrets } from './rotate-due-secrets.ts';
import { setSecretRotation } from './set-secret-rotation.ts';

const regionId = 'cn-hangzhou';
const name = 'db/password';
const at = { regionId, name };
const generator: SecretGenerator = { length: 24, kinds: ['lower', 'digit'] };
let world: World;
let instanceId: string;
let keyId: string;
beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
  keyId = await newKey();
});
afterEach(() => world.close());

const newKey = async () =>
  value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias: null, description: '' }))
    .keyId;
const create = async (input: NewValue, versionId: string | null = null) =>
  value(
    await createSecret(world.ports, world.actor, {
      instanceId,
      name,
      keyId,
      description: '',
      versionId,
      ...input,
    }),
  );
const put = (text: string, versionId: string | null = null) =>
  putSecretValue(world.ports, world.actor, { ...at, value: text, versionId });
const found = async () => {
  const secret = await world.ports.kms.findSecret(world.actor.accountId, regionId, name);
  if (!secret) throw new Error('The secret is gone');
  return secret;
};
const reveal = async (versionId: string) =>
  value(await revealSecret(world.ports, world.actor, { ...at, versionId })).value;
const current = async () =>
  (await found()).versions.find(({ stages }) => stages.includes('ACSCurrent'))?.versionId ?? '';
const feed = async () =>
  (await world.database.kmsInstance.findUniqueOrThrow({ where: { id: instanceId } })).changeSeq;

describe('version IDs of a secret', () => {
  it('once more with the current value change nothing, with another value are refused', async () => {
    await create({ value: 'one' }, 'v1');
    value(await put('two', 'v2'));
    const before = [await found(), await feed()];
    expect(value(await put('two', 'v2')).name).toBe(name);
    expect([await found(), await feed()]).toEqual(before);
    const exists = { code: 'SECRET_VERSION_EXISTS', name, versionId: 'v2', sameValue: false };
    expect(await put('other', 'v2')).toEqual({ ok: false, error: exists });
    expect([await found(), await feed()]).toEqual(before);
    expect([await reveal('v1'), await reveal('v2')]).toEqual(['one', 'two']);
  });

  it('with the value of a version that is no longer current are refused, since it would not become current', async () => {
    await create({ value: 'one' }, 'v1');
    value(await put('two', 'v2'));
    expect(await put('one', 'v1')).toMatchObject({
      ok: false,
      error: { code: 'SECRET_VERSION_EXISTS', sameValue: true },
    });
  });

  it('of which two ask for the same at the same moment are given once', async () => {
    await create({ value: 'one' }, 'v1');
    const results = await Promise.all([put('two', 'v2'), put('two', 'v2'), put('three', 'v2')]);
    const { versions } = await found();
    expect(versions).toHaveLength(2);
    const kept = await reveal('v2');
    expect(results.map((result) => result.ok)).toEqual(['two', 'two', 'three'].map((text) => text === kept));
  });
});

it('any sequence of puts leaves what a plain list of versions would', async () => {
  const { ports, actor } = world;
  const puts = fc.array(
    fc.record({
      versionId: fc.constantFrom(...'abcdefghijklmnopqrst'),
      value: fc.constantFrom('one', 'two'),
    }),
    { minLength: 1, maxLength: 40 },
  );
  let run = 0;
  const property = fc.asyncProperty(puts, async (sequence) => {
    const ref = { regionId, name: `run-${run++}` };
    const second = (index: number) => new Date(Date.UTC(2026, 10, 24, 5, run, index)).toISOString();
    world.setNow(second(0));
    value(
      await createSecret(ports, actor, {
        ...ref,
        instanceId,
        keyId,
        description: '',
        value: 'zero',
        versionId: '0',
      }),
    );
    let kept = [{ versionId: '0', value: 'zero' }]; // the oldest first
    for (const [index, put] of sequence.entries()) {
      world.setNow(second(index + 1));
      const result = await putSecretValue(ports, actor, { ...ref, ...put });
      const same = kept.find(({ versionId }) => versionId === put.versionId);
      if (!same) kept = [...kept, put].slice(-10);
      const done = !same || (same === kept.at(-1) && same.value === put.value);
      expect(result.ok ? 'done' : result.error).toEqual(
        done
          ? 'done'
          : {
              code: 'SECRET_VERSION_EXISTS',
              name: ref.name,
              versionId: put.versionId,
              sameValue: same?.value === put.value,
            },
      );
    }
    const { versions } = (await ports.kms.findSecret(actor.accountId, regionId, ref.name)) ?? {
      versions: [],
    };
    expect(versions.map(({ versionId }) => versionId)).toEqual(kept.map(({ versionId }) => versionId));
    expect(versions.map(({ stages }) => stages)).toEqual(
      kept.map((_, index) =>
        index === kept.length - 1 ? ['ACSCurrent'] : index === kept.length - 2 ? ['ACSPrevious'] : [],
      ),
    );
    for (const version of kept) {
      const asked = { ...ref, versionId: version.versionId };
      expect(value(await revealSecret(ports, actor, asked)).value).toBe(version.value);
    }
  });
  await fc.assert(property, { numRuns: 12 });
}, 120_000);

describe('values of a secret', () => {
  it('come back byte for byte: lines, other scripts, a byte order mark', async () => {
    const text = '\uFEFFline one\r\nline two\n\t密码 🔑 \u0000\n';
    await create({ value: text }, 'v1');
    expect(await reveal('v1')).toBe(text);
  });

  it('are generated as asked, and the generator is kept for the next ones', async () => {
    await create({ generator }, 'v1');
    expect(await reveal('v1')).toMatch(/^[a-z0-9]{24}$/);
    expect((await found()).secret.generator).toEqual(generator);
    const longer: SecretGenerator = { length: 64, kinds: ['upper'] };
    value(await putSecretValue(world.ports, world.actor, { ...at, generator: longer, versionId: 'v2' }));
    expect(await reveal('v2')).toMatch(/^[A-Z]{64}$/);
    expect((await found()).secret.generator).toEqual(longer);
  });
});

describe('editing a secret', () => {
  const edit = (was: object, next: object) => {
    const shown = { description: '', tags: {}, keyId, ...was };
    return editSecret(world.ports, world.actor, { ...at, ...shown, ...next, was: shown });
  };

  it('keeps what another changed elsewhere, and refuses what both changed', async () => {
    await create({ value: 'one' });
    value(await edit({}, { description: 'first', tags: { team: 'ledger' } }));
    value(await edit({}, { tags: { team: 'ledger' } })); // the same as the other wrote
    const refused = await edit({}, { description: 'second', tags: { team: 'cards' } });
    const fields = ['description', 'tags'];
    expect(refused).toEqual({ ok: false, error: { code: 'SECRET_EDITED_MEANWHILE', name, fields } });
    expect((await found()).secret).toMatchObject({ description: 'first', tags: { team: 'ledger' } });
    value(await edit({ description: 'first' }, { description: 'second' }));
    expect((await found()).secret).toMatchObject({ description: 'second', tags: { team: 'ledger' } });
  });

  it('to what it already is takes no number of the change feed', async () => {
    await create({ value: 'one' });
    const before = await feed();
    value(await edit({}, {}));
    expect(await feed()).toBe(before);
  });

  it('takes no key that cannot encrypt values', async () => {
    await create({ value: 'one' });
    const asked = { ...aesKey, spec: 'EC_P256', usage: 'SIGN/VERIFY', instanceId } as const;
    const signing = value(await createKey(world.ports, world.actor, asked)).keyId;
    expect(code(await edit({}, { keyId: signing }))).toBe('KEY_SPEC');
  });

  it('moves new versions alone to another key, which must be an Enabled key of its instance', async () => {
    await create({ value: 'one' }, 'v1');
    const next = await newKey();
    value(await edit({}, { keyId: next }));
    value(await put('two', 'v2'));
    expect((await found()).versions.map((version) => version.keyId)).toEqual([keyId, next]);
    expect([await reveal('v1'), await reveal('v2')]).toEqual(['one', 'two']);
    const disabled = await newKey();
    value(await disableKey(world.ports, world.actor, { regionId, keyId: disabled }));
    expect(code(await edit({ keyId: next }, { keyId: disabled }))).toBe('KEY_STATE');
    expect(code(await edit({ keyId: next }, { keyId: 'key-none' }))).toBe('KEY_NOT_FOUND');
  });
});

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
    value(await edit({ generator: { ...generator, length: 64 } }));
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
