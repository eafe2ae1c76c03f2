import type { Actor } from '../access/model.ts';
import { err, type Result } from '../kernel/result.ts';
import { openDay } from '../snapshots/backup-day.ts';
import { checkDay } from '../snapshots/check-day.ts';
import { openRecord } from '../snapshots/record-seal.ts';
import type { RestoreError } from './errors.ts';
import type { Restored } from './model.ts';
import type { RestorePorts } from './ports.ts';
import { restoreKey } from './restore-key.ts';
import { restoreSecret } from './restore-secret.ts';
import type { RestoreItemInput } from './schema.ts';

/**
 * Restores one key or secret, as it last was on a day, up to a slot of it or its last point, into a Software Key Management instance of the backup's
 * own account, in any region. One transaction: all of it is back and proven, or nothing was changed.
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
  const record = await ports.snapshots.findRecord(
    day.backup.id,
    input,
    day.full.ordinal,
    day.last.ordinal,
    day.to,
  );
  if (!record) return err({ code: 'RECORD_NOT_FOUND', itemType, itemId, day: input.day });
  const content = openRecord(day.dataKey, day.backup.id, record);
  if (!content) return err({ code: 'RECORD_DAMAGED', itemType, itemId });
  const checked = await checkDay(ports, day);
  if (!checked.ok) return checked;

  if (content.itemType === 'KEY') {
    const choice = input.itemType === 'KEY' ? input.aliasChoice : ({ kind: 'keep' } as const);
    return restoreKey(ports, actor, input, content, choice);
  }
  return restoreSecret(ports, actor, input, content, day);
}
