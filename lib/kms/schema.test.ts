import { describe, expect, it } from 'vitest';
import { updateKeysInput } from './bulk-schema.ts';
import { createKeyInput, encryptInput } from './schema.ts';

const key = { instanceId: 'kst-1', alias: '', description: '' };
const create = (more: object) => createKeyInput.safeParse({ ...key, ...more });
const addTag = (name: string, value = '') => {
  const update = { kind: 'addTag', name, value };
  return updateKeysInput.safeParse({ regionId: 'cn-hangzhou', ids: ['key-1'], update });
};

describe('texts that a row keeps', () => {
  it('come back as they were given: neither NUL nor half a character is accepted', () => {
    const description = 'two\nlines 🔑';
    expect(create({ description, tags: { 团队: '支付' } }).data).toMatchObject({ description });
    for (const odd of ['a\0b', 'half \uD83D of a character']) {
      expect(create({ description: odd }).success, odd).toBe(false);
      expect(create({ tags: { [odd]: 'x' } }).success, odd).toBe(false);
      expect(create({ tags: { x: odd } }).success, odd).toBe(false);
      expect(addTag(odd).success, odd).toBe(false);
      expect(addTag('x', odd).success, odd).toBe(false);
    }
  });

  it('have no tag that an object can not hold', () => {
    expect(addTag('constructor').success).toBe(true);
    expect(addTag(' __proto__ ').success).toBe(false);
  });

  it('are encrypted as they were given, or not at all', () => {
    const ask = (text: string) =>
      encryptInput.safeParse({ regionId: 'cn-hangzhou', keyId: 'key-1', text }).success;
    expect([ask('a\0b'), ask('half \uD83D of a character')]).toEqual([true, false]);
  });
});
