import { describe, expect, it } from 'vitest';
import { createSecretInput, putSecretValueInput, setSecretRotationInput } from './secret-schema.ts';

const secret = { regionId: 'cn-hangzhou', name: 'db/password' };
const typed = { ...secret, from: 'typed', value: 'x', versionId: '' };
const put = (more: object) => putSecretValueInput.safeParse({ ...typed, ...more });
const rules = (result: ReturnType<typeof put>) =>
  result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('what is accepted of a secret', () => {
  it.each(['a', 'A'.repeat(64), '_/+=.@-', 'db/password@2026'])('the name %s', (name) => {
    expect(put({ name }).success).toBe(true);
  });

  it.each(['', 'A'.repeat(65), 'with space', 'ü', 'a\n', 'a#'])('not the name %j', (name) => {
    expect(rules(put({ name }))).toEqual(['name: secretName']);
  });

  it('a version ID of its own, or none; one with other characters is refused at its field', () => {
    expect(put({ versionId: ' v1 ' }).data?.versionId).toBe('v1');
    expect(put({ versionId: '' }).data?.versionId).toBeNull();
    expect(rules(put({ versionId: 'v 1' }))).toEqual(['versionId: newVersionId']);
  });

  it('a value of 1 to 30,720 bytes that comes back as it was', () => {
    expect(put({ value: '码'.repeat(10_240) }).success).toBe(true);
    for (const value of ['', `${'码'.repeat(10_240)}a`, 'half \uD83D of a character'])
      expect(rules(put({ value }))).toEqual(['value: secretValue']);
  });

  it('a generator of 8 to 128 characters and at least one kind, each named at its field', () => {
    const generated = (generator: object) =>
      createSecretInput.safeParse({
        instanceId: 'kst-a',
        name: 'n',
        keyId: 'key-a',
        versionId: '',
        description: '',
        tags: {},
        from: 'generated',
        generator,
      });
    const kinds = ['symbol', 'lower', 'lower'];
    expect(generated({ length: '8', kinds }).data).toMatchObject({
      generator: { length: 8, kinds: ['lower', 'symbol'] },
    });
    for (const length of ['7', '129', '', '8.5', 'NaN']) {
      expect(generated({ length, kinds }).error?.issues.map(({ path }) => path.join('.'))).toEqual([
        'generator.length',
      ]);
    }
    for (const wrong of [[], ['emoji']])
      expect(generated({ length: 8, kinds: wrong }).error?.issues[0]?.message).toBe('characterKinds');
  });

  it('a rotation of 7 to 365 days with a generator, or none', () => {
    const generator = { length: 8, kinds: ['lower'] };
    const was = { rotationDays: null, generator: null };
    const set = (rotationDays: unknown, more: object = { generator }) =>
      setSecretRotationInput.safeParse({ ...secret, rotationDays, was, ...more }).success;
    expect([set('7'), set(365), set(null), set(null, { generator: null })]).toEqual([true, true, true, true]);
    expect([set(6), set('366'), set(''), set(30, { generator: null })]).toEqual([false, false, false, false]);
  });
});
