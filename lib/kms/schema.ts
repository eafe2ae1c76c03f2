import { z } from 'zod';
import { leastRotationDays, mostMessageBytes, mostPlaintextBytes, mostRotationDays } from './limits.ts';
import { keySpecs, keyUsages, signingAlgorithms } from './model.ts';
import { mostTagKey, mostTags, mostTagValue } from './tag-limits.ts';

/**
 * What forms and actions accept. Each message is the name of the rule's text in `messages/` (namespace
 * `rules`), which says the whole rule, so that one message serves missing, too long and not allowed.
 */
export const regionId = z
  .string('region')
  .max(40, 'region')
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'region');
export const instanceId = z.string('instanceId').regex(/^kst-[a-z0-9]{1,40}$/, 'instanceId');
export const keyId = z.string('keyId').regex(/^key-[a-z0-9]{1,40}$/, 'keyId');
export const secretName = z.string('secretName').regex(/^[A-Za-z0-9_/+=.@-]{1,64}$/, 'secretName');
export const secretVersionId = z
  .string('secretVersionId')
  .regex(/^[A-Za-z0-9_/+=.@-]{1,64}$/, 'secretVersionId');

const instanceName = z
  .string('instanceName')
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,63}$/u, 'instanceName');
/** "alias/" is put before what was typed, if it isn't there. */
export const aliasName = z
  .string('alias')
  .trim()
  .transform((text) => (text.startsWith('alias/') ? text : `alias/${text}`))
  .refine((text) => /^alias\/[A-Za-z0-9_/+=.@-]{1,200}$/.test(text), 'alias');
const optionalAlias = z
  .string('alias')
  .trim()
  .max(220, 'alias')
  .transform((text) => (text === '' ? null : text))
  .pipe(aliasName.nullable());
/** Half a character: it has no bytes in UTF-8, so that it would come back as another. */
export const loneSurrogate = /\p{Surrogate}/u;
/** Whether the database gives a text back as it took it, so that its row's seal fits: it takes no NUL. */
const isKept = (text: string): boolean => !text.includes('\0') && !loneSurrogate.test(text);

export const description = z
  .string('description')
  .trim()
  .max(500, 'description')
  .refine(isKept, 'description');
/** A whole number, or a form's text of one. */
export const wholeNumber = (least: number, most: number, rule: string) =>
  z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d{1,9}$/, rule)
          .transform(Number),
      ],
      rule,
    )
    .pipe(z.number(rule).int(rule).min(least, rule).max(most, rule));
const quota = (least: number, rule: string) => wholeNumber(least, 100_000, rule);

const bytesUpTo = (most: number, rule: string) =>
  z
    .string(rule)
    .refine((text) => new TextEncoder().encode(text).length <= most, rule)
    .refine((text) => !loneSurrogate.test(text), rule);

export const createInstanceInput = z.object({
  regionId,
  name: instanceName,
  type: z.enum(['SOFTWARE', 'HARDWARE'], 'instanceType'),
  keyQuota: quota(1, 'keyQuota'),
  secretQuota: quota(0, 'secretQuota'),
});

export const raiseQuotasInput = z.object({
  instanceId,
  keyQuota: quota(1, 'keyQuota'),
  secretQuota: quota(0, 'secretQuota'),
});

export const renameInstanceInput = z.object({ instanceId, name: instanceName });

export const releaseInstanceInput = z.object({
  instanceId,
  confirmedName: z.string('confirmedName').max(200),
});

const isTagText = (text: string): boolean => !/[\p{Cc}\p{Surrogate}]/u.test(text);
export const tagName = (rule: string) =>
  z
    .string(rule)
    .trim()
    .min(1, rule)
    .max(mostTagKey, rule)
    // JavaScript's own name for something else: an object's field of that name is lost on the way.
    .refine((name) => isTagText(name) && name !== '__proto__', rule);
export const tagValue = (rule: string) =>
  z.string(rule).trim().max(mostTagValue, rule).refine(isTagText, rule);

/** Tags by name, each at most once. */
export const tags = z
  .record(tagName('tags'), tagValue('tags'), 'tags')
  .refine((all) => Object.keys(all).length <= mostTags, 'tags');

/** Days between two rotations; null or an empty text: it doesn't rotate by itself. */
export const rotationDays = z.union(
  [
    z.null(),
    z.literal('').transform(() => null),
    wholeNumber(leastRotationDays, mostRotationDays, 'rotationDays'),
  ],
  'rotationDays',
);

export const createKeyInput = z.object({
  instanceId,
  alias: optionalAlias,
  description,
  tags: tags.default({}),
  spec: z.enum(keySpecs, 'keySpec').default('Aliyun_AES_256'),
  usage: z.enum(keyUsages, 'keyUsage').default('ENCRYPT/DECRYPT'),
  rotationDays: rotationDays.default(null),
});

/** One live key, by where it is: the same key id may live in two regions. */
export const keyInput = z.object({ regionId, keyId });

const keyFields = { alias: optionalAlias, description, tags };

/** `was`: what the person saw when they began, as it was given. */
export const editKeyInput = keyInput.extend({
  ...keyFields,
  was: z.object({
    alias: z.string('other').max(220, 'other').nullable(),
    description: z.string('other').max(500, 'other'),
    tags: z.record(z.string(), z.string(), 'other'),
  }),
});

export const setKeyRotationInput = keyInput.extend({ days: rotationDays, was: rotationDays });

export const scheduleKeyDeletionInput = keyInput.extend({ days: wholeNumber(7, 366, 'deletionDays') });

export const deleteKeyInput = keyInput.extend({ confirmedId: z.string('confirmedId').max(200) });

export const encryptInput = keyInput.extend({
  text: bytesUpTo(mostPlaintextBytes, 'plaintext').min(1, 'plaintext'),
});

export const decryptInput = keyInput.extend({
  ciphertext: z
    .string('ciphertext')
    .max(20_000, 'ciphertext')
    .transform((text) => text.replaceAll(/\s+/g, ''))
    .refine((text) => text !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(text), 'ciphertext'),
});

const message = bytesUpTo(mostMessageBytes, 'message').min(1, 'message');
const algorithm = z.enum(signingAlgorithms, 'signingAlgorithm');

export const signInput = keyInput.extend({ message, algorithm });

export const verifyInput = keyInput.extend({
  message,
  algorithm,
  signature: z
    .string('signature')
    .max(2000, 'signature')
    .transform((text) => text.replaceAll(/\s+/g, ''))
    .refine((text) => text !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(text), 'signature'),
});

export const publicKeyInput = keyInput.extend({
  versionId: z.string('keyVersionId').regex(/^[0-9a-f]{32}$/, 'keyVersionId'),
});
