import { z } from 'zod';
import { leastGenerated, mostGenerated } from './generator.ts';
import { leastRotationDays, mostRotationDays, mostSecretBytes } from './limits.ts';
import { characterKinds } from './model.ts';
import {
  description,
  instanceId,
  keyId,
  loneSurrogate,
  regionId,
  secretName,
  secretVersionId,
  tags,
  wholeNumber,
} from './schema.ts';

/** What forms and actions about secrets accept; messages as in `schema.ts`. */

const byteCount = (text: string) => new TextEncoder().encode(text).length;

const value = z
  .string('secretValue')
  .min(1, 'secretValue')
  .refine((text) => byteCount(text) <= mostSecretBytes, 'secretValue')
  .refine((text) => !loneSurrogate.test(text), 'secretValue');

const generator = z.object({
  length: wholeNumber(leastGenerated, mostGenerated, 'generatedLength'),
  kinds: z
    .array(z.enum(characterKinds, 'characterKinds'), 'characterKinds')
    .transform((kinds) => characterKinds.filter((kind) => kinds.includes(kind)))
    .refine((kinds) => kinds.length > 0, 'characterKinds'),
});

/** Either the value or how to generate it; `from` says which. */
const newValue = z.discriminatedUnion('from', [
  z.object({ from: z.literal('typed'), value }),
  z.object({ from: z.literal('generated'), generator }),
]);

/** A version ID of one's own; empty: one is made up. */
const newVersionId = z
  .string('newVersionId')
  .trim()
  .regex(/^[A-Za-z0-9_/+=.@-]{0,64}$/, 'newVersionId')
  .transform((text) => (text === '' ? null : text));

export const secretInput = z.object({ regionId, name: secretName });

export const createSecretInput = z
  .object({ instanceId, name: secretName, keyId, versionId: newVersionId, description, tags })
  .and(newValue);

export const putSecretValueInput = secretInput.extend({ versionId: newVersionId }).and(newValue);

export const revealSecretInput = secretInput.extend({ versionId: secretVersionId });

const facts = z.object({ description, tags, keyId });
export const editSecretInput = secretInput.extend({ ...facts.shape, was: facts });

const rotation = z.object({
  /** Null: off. */
  rotationDays: wholeNumber(leastRotationDays, mostRotationDays, 'rotationDays').nullable(),
  generator: generator.nullable(),
});
export const setSecretRotationInput = secretInput
  .extend({ ...rotation.shape, was: rotation })
  .refine((input) => input.rotationDays === null || input.generator !== null, {
    path: ['generator', 'kinds'],
    message: 'characterKinds',
  });

export const recoveryDays = wholeNumber(7, 30, 'recoveryDays');

export const deleteSecretInput = secretInput.extend({
  /** Days of the recovery window, or null to delete at once. */
  recoveryDays: recoveryDays.nullable(),
  confirmedName: z.string('confirmedName').max(200),
});
