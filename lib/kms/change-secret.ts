import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { KmsSecret, SecretWithVersions } from './model.ts';
import type { InstanceTransaction, KmsPorts, SecretChange, VersionChange } from './ports.ts';

/** A secret by where it lives: the same name may live in two regions. */
export type SecretRef = { readonly regionId: string; readonly name: string };

/** What becomes of a secret; 'unchanged' takes no number of the change feed. */
export type SecretDecision =
  | { readonly change: SecretChange; readonly versions?: VersionChange }
  | { readonly deletedAt: Date }
  | 'unchanged';

/** Finds a live secret, lets `decide` say what becomes of it, and writes that, in one transaction. */
export async function changeSecret(
  ports: KmsPorts,
  actor: Actor,
  ref: SecretRef,
  /** Outside its recovery window, in it, or either. */
  needs: 'live' | 'leaving' | 'any',
  decide: (
    transaction: InstanceTransaction,
    found: SecretWithVersions,
  ) => Promise<Result<SecretDecision, KmsError>>,
): Promise<Result<KmsSecret, KmsError>> {
  const notFound = { code: 'SECRET_NOT_FOUND', name: ref.name } as const;
  const place = await ports.kms.findSecret(actor.accountId, ref.regionId, ref.name);
  if (!place) return err(notFound);
  const done = await ports.kms.inInstance(
    actor.accountId,
    place.secret.instanceId,
    async (transaction): Promise<Result<KmsSecret, KmsError | Unchanged>> => {
      const found = await transaction.findSecret(ref.name);
      if (!found) return err(notFound);
      const leaving = found.secret.deletionAt !== null;
      if (needs === 'live' && leaving) return err({ code: 'SECRET_IN_RECOVERY_WINDOW', name: ref.name });
      if (needs === 'leaving' && !leaving) {
        return err({ code: 'SECRET_NOT_IN_RECOVERY_WINDOW', name: ref.name });
      }
      const decided = await decide(transaction, found);
      if (!decided.ok) return decided;
      if (decided.value === 'unchanged') return err({ code: 'UNCHANGED', secret: found.secret });
      if ('deletedAt' in decided.value) {
        await transaction.deleteSecret(ref.name, decided.value.deletedAt);
        return ok(found.secret);
      }
      await transaction.changeSecret(ref.name, decided.value.change, decided.value.versions);
      return ok({ ...found.secret, ...decided.value.change });
    },
  );
  if (done.ok) return done;
  return done.error.code === 'UNCHANGED' ? ok(done.error.secret) : err(done.error);
}

/** An error, since that undoes the transaction. */
type Unchanged = { readonly code: 'UNCHANGED'; readonly secret: KmsSecret };
