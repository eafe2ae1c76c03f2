import { z } from 'zod';
import { mostAtOnce } from './limits.ts';
import { keyId, regionId, scheduleKeyDeletionInput, secretName } from './schema.ts';
import { mostTagKey, mostTagValue } from './tag-limits.ts';

/** What the bulk actions take; `schema.ts` says what the messages are. */
const noControls = (text: string): boolean => !/\p{Cc}/u.test(text);

export const tagName = z
  .string('tagName')
  .trim()
  .min(1, 'tagName')
  .max(mostTagKey, 'tagName')
  .refine(noControls, 'tagName');
export const tagValue = z
  .string('tagValue')
  .trim()
  .max(mostTagValue, 'tagValue')
  .refine(noControls, 'tagValue');

const addTag = z.object({ kind: z.literal('addTag'), name: tagName, value: tagValue });
const removeTag = z.object({ kind: z.literal('removeTag'), name: tagName });

const ids = <Id extends z.ZodType<string>>(id: Id) =>
  z.array(id, 'selection').min(1, 'selection').max(mostAtOnce, 'selection');

export const updateKeysInput = z.object({
  regionId,
  ids: ids(keyId),
  update: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['enable', 'disable']) }),
    addTag,
    removeTag,
  ]),
});

export const scheduleKeysDeletionInput = z.object({
  regionId,
  ids: ids(keyId),
  days: scheduleKeyDeletionInput.shape.days,
});

export const updateSecretsInput = z.object({
  regionId,
  ids: ids(secretName),
  update: z.discriminatedUnion('kind', [addTag, removeTag]),
});

export const scheduleSecretsDeletionInput = z.object({
  regionId,
  ids: ids(secretName),
  days: z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d{1,2}$/, 'recoveryDays')
          .transform(Number),
      ],
      'recoveryDays',
    )
    .pipe(z.number().int('recoveryDays').min(7, 'recoveryDays').max(30, 'recoveryDays')),
});
