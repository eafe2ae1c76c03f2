import { randomInt } from 'node:crypto';
import type { RandomNumbers } from '../../ports/random.ts';

export const secureRandom: RandomNumbers = { below: (bound) => randomInt(bound) };
