import type { RandomNumbers } from '../ports/random.ts';
import { generateValue } from './generated-value.ts';
import type { SecretGenerator } from './model.ts';

/** A secret's new value: given, or to be generated here, so that nobody sees it before it is revealed. */
export type NewValue = { readonly value: string } | { readonly generator: SecretGenerator };

/** The value itself. */
export const plainValue = (random: RandomNumbers, input: NewValue): string =>
  'value' in input ? input.value : generateValue(random, input.generator);

/** The generator that the secret keeps for its next values; nothing if the value was given. */
export const keptGenerator = (input: NewValue): { readonly generator?: SecretGenerator } =>
  'generator' in input ? { generator: input.generator } : {};
