import type { CharacterKind, SecretGenerator } from './model.ts';

/** Least and most characters of a generated value. */
export const leastGenerated = 8;
export const mostGenerated = 128;

/** What panels offer at first. */
export const usualGenerator: SecretGenerator = { length: 32, kinds: ['lower', 'upper', 'digit', 'symbol'] };

/** The characters of each kind: ASCII that needs no quoting inside quotes (no quote, backslash, backtick or space). */
export const charactersOf: Readonly<Record<CharacterKind, string>> = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digit: '0123456789',
  symbol: '!#$%&()*+,-./:;<=>?@[]^_{|}~',
};

/** How many bits somebody who knows the generator has to guess, rounded down; the rule of kinds takes off less than one. */
export function guessingBits({ length, kinds }: SecretGenerator): number {
  const alphabet = kinds.reduce((count, kind) => count + charactersOf[kind].length, 0);
  return alphabet === 0 ? 0 : Math.floor(length * Math.log2(alphabet));
}
