import { z } from 'zod';
import { mostAtOnce } from './limits.ts';
import { keyId, regionId, scheduleKeyDeletionInput, secretName, tagName, tagValue } from './schema.ts';
import { recoveryDays } from './secret-schema.ts';

/** What the bulk actions take; `schema.ts` says what the messages are. */
const name = tagName('tagName');
const addTag = z.object({ kind: z.literal('addTag'), name, value: tagValue('tagValue') });
const removeTag = z.object({ kind: z.literal('removeTag'), name });

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
  days: recoveryDays,
});
