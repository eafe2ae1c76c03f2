import type { Actor } from '../access/model.ts';
import { err, type Result } from '../kernel/result.ts';
import { openDay } from '../snapshots/backup-day.ts';
import { dayContents } from '../snapshots/day-contents.ts';
import type { RestoreError } from './errors.ts';
import type { Restored } from './model.ts';
import type { RestorePorts } from './ports.ts';
import { restoreKey } from './restore-key.ts';
import { restoreSecret } from './restore-secret.ts';
import type { RestoreItemInput } from './schema.ts';

/**
 * Restores one key or secret, as it last was on a day, up to a slot of it or its last point, into a Software Key
 * Management instance of the backup's own account, in any region. One transaction: all of it is back and proven, or
 * nothing was changed.
 */
export async function restoreItem(
  ports: RestorePorts,
  actor: Actor,
  input: RestoreItemInput,
): Promise<Result<Restored, RestoreError>> {
  const opened = await openDay(ports, actor, input.backupId, input.day, input.at);
  if (!opened.ok) return opened;
  const day = opened.value;
  const { itemType, itemId } = input;
  const contents = dayContents(ports, day);
  const proven = await contents.of({ itemType, itemId }, day.full.ordinal);
  if (!proven.ok) return proven;
  const content = proven.value;
  if (!content) return err({ code: 'RECORD_NOT_FOUND', itemType, itemId, day: input.day });

  if (content.itemType === 'KEY') {
    const choice = input.itemType === 'KEY' ? input.aliasChoice : ({ kind: 'keep' } as const);
    return restoreKey(ports, actor, input, content, choice);
  }
  return restoreSecret(ports, actor, input, content, (item) => contents.of(item, day.full.ordinal));
}
