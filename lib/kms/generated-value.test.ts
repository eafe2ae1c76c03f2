import fc from 'fast-check';
import { expect, it } from 'vitest';
import { secureRandom } from '../adapters/crypto/random.ts';
import { generateValue } from './generated-value.ts';
import { charactersOf, leastGenerated, mostGenerated } from './generator.ts';
import { characterKinds } from './model.ts';

const generators = fc.record({
  length: fc.integer({ min: leastGenerated, max: mostGenerated }),
  kinds: fc.subarray([...characterKinds], { minLength: 1 }),
});

it('a generated value has its length, each of its kinds, and no character of another kind', () => {
  fc.assert(
    fc.property(generators, (generator) => {
      const characters = [...generateValue(secureRandom, generator)];
      expect(characters).toHaveLength(generator.length);
      for (const kind of characterKinds) {
        const has = characters.some((character) => charactersOf[kind].includes(character));
        expect(has, kind).toBe(generator.kinds.includes(kind));
      }
    }),
  );
});

it('no character belongs to two kinds or stands twice in its kind', () => {
  const all = characterKinds.map((kind) => charactersOf[kind]).join('');
  expect(new Set(all).size).toBe(all.length);
});

it('every value that keeps the rule is equally likely', () => {
  // Every draw of 8 from a small alphabet, in order: what is kept is what has both kinds, each exactly once.
  const draws = fc.sample(fc.array(fc.nat(35), { minLength: 8, maxLength: 8 }), 500);
  const alphabet = charactersOf.lower + charactersOf.digit;
  for (const draw of draws) {
    const wanted = draw.map((index) => alphabet.charAt(index)).join('');
    const mixed = /[a-z]/.test(wanted) && /\d/.test(wanted);
    // The first draw, then another that keeps the rule: it is taken only if the first doesn't.
    const numbers = [...draw, 0, 26, 0, 26, 0, 26, 0, 26];
    const random = { below: () => numbers.shift() ?? 0 };
    expect(generateValue(random, { length: 8, kinds: ['lower', 'digit'] })).toBe(mixed ? wanted : 'a0a0a0a0');
  }
});

it('every character comes up about equally often', () => {
  const counts = new Map<string, number>();
  const kinds = [...characterKinds];
  for (let index = 0; index < 2000; index++) {
    for (const character of generateValue(secureRandom, { length: 128, kinds })) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  const size = kinds.reduce((sum, kind) => sum + charactersOf[kind].length, 0);
  const expected = (2000 * 128) / size;
  expect(counts.size).toBe(size);
  // Chi-squared with 89 degrees of freedom: above 180 less than once in ten million runs.
  const deviation = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(deviation).toBeLessThan(180);
});
