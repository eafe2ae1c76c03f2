import { formatDay, formatExact, slotLabel } from '@/components/ui/time-format';
import type { AccessError } from '@/lib/access/errors';
import type { BackupError } from '@/lib/backups/errors';
import { unreachable } from '@/lib/kernel/result';
import type { KmsError } from '@/lib/kms/errors';
import { canRestoreFirst, type MissingKey, type RestoreError } from '@/lib/restores/errors';
import type { SnapshotError } from '@/lib/snapshots/errors';

/** Everything that a page, an action or a route may have to tell a person. */
export type Refusal =
  | AccessError
  | KmsError
  | BackupError
  | SnapshotError
  | RestoreError
  | { readonly code: 'INVALID_INPUT'; readonly fields: Readonly<Record<string, string>> }
  | { readonly code: 'DATABASE_AWAY' };

/** The HTTP status of a refusal, for route handlers (after the real service's error codes). */
export function refusalStatus(code: Refusal['code']): number {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'FORBIDDEN':
    case 'BAD_ORIGIN':
      return 403;
    case 'REGION_NOT_FOUND':
    case 'INSTANCE_NOT_FOUND':
    case 'KEY_NOT_FOUND':
    case 'SECRET_NOT_FOUND':
    case 'KEY_VERSION_NOT_FOUND':
    case 'SECRET_VERSION_NOT_FOUND':
    case 'BACKUP_NOT_FOUND':
    case 'SOURCE_NOT_FOUND':
    case 'RECORD_NOT_FOUND':
      return 404;
    case 'INVALID_INPUT':
    case 'NAME_NOT_CONFIRMED':
    case 'SPEC_USAGE':
    case 'SPEC_ROTATION':
    case 'SIGNING_ALGORITHM':
    case 'PLAINTEXT_TOO_LONG':
    case 'CIPHERTEXT_MALFORMED':
    case 'CIPHERTEXT_OTHER_KEY':
    case 'CIPHERTEXT_CHANGED':
    case 'KEY_QUOTA_REACHED':
    case 'SECRET_QUOTA_REACHED':
    case 'KEY_QUOTA_LOWERED':
    case 'SECRET_QUOTA_LOWERED':
    case 'RESTORE_KEY_QUOTA':
    case 'RESTORE_SECRET_QUOTA':
    case 'DAY_OUTSIDE_RANGE':
    case 'DAY_BEFORE_ENABLING':
    case 'DAY_WITHOUT_DATA':
    case 'POINT_NOT_COVERED':
    case 'DESTINATION_HARDWARE':
    case 'DESTINATION_OTHER_REGION':
    case 'SOURCE_HARDWARE':
    case 'INSTANCE_HARDWARE':
      return 400;
    case 'INSTANCE_RELEASED':
    case 'INSTANCE_NAME_TAKEN':
    case 'KEY_STATE':
    case 'KEY_USAGE':
    case 'KEY_SPEC':
    case 'KEY_EDITED_MEANWHILE':
    case 'ROTATION_PENDING':
    case 'ALIAS_TAKEN':
    case 'TOO_MANY_TAGS':
    case 'SECRET_NAME_TAKEN':
    case 'SECRET_IN_RECOVERY_WINDOW':
    case 'SECRET_NOT_IN_RECOVERY_WINDOW':
    case 'SECRET_KEY_MISSING':
    case 'SECRET_VERSION_EXISTS':
    case 'SECRET_EDITED_MEANWHILE':
    case 'BACKUP_ALREADY_ENABLED':
    case 'BACKUP_NOT_ENABLED':
    case 'BACKUP_EXPIRED':
    case 'BACKUP_TYPE':
    case 'SOURCE_RELEASED':
    case 'SOURCE_DAMAGED':
    case 'BACKUP_BUSY':
    case 'VERIFICATION_RUNNING':
    case 'NOTHING_TO_VERIFY':
    case 'KEY_EXISTS':
    case 'SECRET_EXISTS':
    case 'RESTORE_ALIAS_TAKEN':
    case 'SECRET_NEEDS_KEY':
      return 409;
    case 'KEY_DAMAGED':
    case 'SECRET_DAMAGED':
    case 'MATERIAL_DAMAGED':
    case 'RECORD_DAMAGED':
    case 'CHAIN_BROKEN':
    case 'PROOF_FAILED':
      return 500;
    case 'DATABASE_AWAY':
      return 503;
    default:
      return unreachable(code);
  }
}

/** A text with more ids than these could not be read; it says how many more there are. */
const mostIdsInText = 5;

/** What the text of a code may speak of: the refusal's own facts, as words and numbers. */
export function textParts(refusal: Refusal, locale: string): Record<string, string | number> {
  const parts: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(refusal)) {
    if (typeof value === 'string' || typeof value === 'number') parts[name] = value;
    if (typeof value === 'boolean') parts[name] = value ? 'yes' : 'no';
  }
  switch (refusal.code) {
    case 'DAY_OUTSIDE_RANGE':
      return {
        ...parts,
        day: formatDay(refusal.day, locale),
        first: formatDay(refusal.range.first, locale),
        last: formatDay(refusal.range.last, locale),
      };
    case 'DAY_BEFORE_ENABLING':
      return { day: formatDay(refusal.day, locale), enabledOn: formatDay(refusal.enabledOn, locale) };
    case 'DAY_WITHOUT_DATA':
    case 'RECORD_NOT_FOUND':
      return { ...parts, day: formatDay(refusal.day, locale) };
    case 'POINT_NOT_COVERED':
      return {
        ...parts,
        day: formatDay(refusal.day, locale),
        at: slotLabel(refusal.at, refusal.timeZone),
      };
    case 'BACKUP_EXPIRED':
      return { ...parts, expiredAt: formatExact(refusal.expiredAt, 'UTC') };
    case 'KEY_EDITED_MEANWHILE':
      return { ...parts, fields: refusal.fields.join('_') };
    case 'SOURCE_DAMAGED': {
      const shown = refusal.itemIds.slice(0, mostIdsInText);
      const count = refusal.itemIds.length;
      return { ...parts, items: shown.join(', '), count, more: count - shown.length };
    }
    case 'SECRET_NEEDS_KEY':
      return {
        ...parts,
        keys: refusal.keys.map((key) => key.keyId).join(', '),
        count: refusal.keys.length,
        wayOut: wayOut(refusal.keys),
      };
    default:
      return parts;
  }
}

/** What helps against missing keys: restoring them first, something about those of their IDs, or another day. */
function wayOut(keys: readonly MissingKey[]): 'keyFirst' | 'held' | 'otherDay' {
  if (keys.some((key) => key.held !== null)) return 'held';
  return keys.every(canRestoreFirst) ? 'keyFirst' : 'otherDay';
}
