import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { KmsPorts } from './ports.ts';

/**
 * Releases an instance: its keys and secrets are destroyed. Asks for its name, since this can't be undone.
 * Refused as BACKUP_BUSY, unless every backup of it has seen its last change.
 */
export async function releaseInstance(
  ports: KmsPorts,
  actor: Actor,
  input: { readonly instanceId: string; readonly confirmedName: string },
): Promise<Result<void, KmsError>> {
  const now = await ports.clock.now();
  return ports.kms.inInstance(
    actor.accountId,
    input.instanceId,
    async (transaction): Promise<Result<void, KmsError>> => {
      if (input.confirmedName !== transaction.instance.name) {
        return err({ code: 'NAME_NOT_CONFIRMED', expected: transaction.instance.name });
      }
      const { id: instanceId, name } = transaction.instance;
      const followers = await transaction.followers(now);
      if (followers.some(({ throughSeq }) => throughSeq !== transaction.changeSeq - 1n)) {
        return err({ code: 'BACKUP_BUSY', instanceId, name });
      }
      await transaction.release(now);
      return ok(undefined);
    },
  );
}
