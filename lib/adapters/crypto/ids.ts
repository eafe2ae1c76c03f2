import { randomBytes } from 'node:crypto';
import type { IdGenerator } from '../../ports/ids.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

export const randomIds: IdGenerator = {
  id: (prefix) => `${prefix}-${[...randomBytes(18)].map((byte) => alphabet[byte & 31]).join('')}`,
  token: () => randomBytes(16).toString('hex'),
};
