import { z } from 'zod';
import { backupId } from '../backups/schema.ts';
import { isDay } from '../kernel/calendar.ts';
import { aliasName, instanceId, keyId, regionId, secretName } from '../kms/schema.ts';
import { parseSlot } from '../snapshots/slot-text.ts';

export const day = z.string('day').refine(isDay, 'day');

/** What to do with the alias of a key that is restored. */
export const aliasChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keep') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('other'), alias: aliasName }),
]);
export type AliasChoice = z.infer<typeof aliasChoice>;

/** A slot of the day, as an address has it; none: the day's last point. */
export const slot = z
  .string('slot')
  .transform((text, context) => {
    const at = parseSlot(text);
    if (at === null) context.addIssue({ code: 'custom', message: 'slot' });
    return at;
  })
  .nullish();

const place = { backupId, day, at: slot, regionId, instanceId };

export const restoreItemInput = z.discriminatedUnion('itemType', [
  z.object({ ...place, itemType: z.literal('KEY'), itemId: keyId, aliasChoice }),
  z.object({ ...place, itemType: z.literal('SECRET'), itemId: secretName }),
]);
export type RestoreItemInput = z.infer<typeof restoreItemInput>;
