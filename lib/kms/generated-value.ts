import type { RandomNumbers } from '../ports/random.ts';
import { charactersOf } from './generator.ts';
import type { CharacterKind, SecretGenerator } from './model.ts';

/**
 * A value of `length` characters of the generator's kinds, with at least one of each. All such values are equally
 * likely. The generator must have a kind, and a length of at least as many characters as kinds.
 */
export function generateValue(random: RandomNumbers, { length, kinds }: SecretGenerator): string {
  const alphabet = kinds.map((kind) => charactersOf[kind]).join('');
  for (;;) {
    const text = Array.from({ length }, () => alphabet.charAt(random.below(alphabet.length))).join('');
    if (kinds.every((kind) => hasKind(text, kind))) return text;
  }
}

const hasKind = (text: string, kind: CharacterKind): boolean =>
  [...text].some((character) => charactersOf[kind].includes(character));
