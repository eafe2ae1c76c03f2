import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  at,
  create,
  feed,
  found,
  generator,
  instanceId,
  keyId,
  name,
  newKey,
  put,
  regionId,
  reveal,
  world,
} from '../testing/one-secret.ts';
import { aesKey, code, value } from '../testing/world.ts';
import { disableKey } from './change-key.ts';
import { createKey } from './create-key.ts';
import { createSecret } from './create-secret.ts';
import { editSecret } from './edit-secret.ts';
import type { SecretGenerator } from './model.ts';
import { putSecretValue } from './put-secret-value.ts';
import { revealSecret } from './reveal-secret.ts';

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
