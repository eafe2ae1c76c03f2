import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KmsError } from './errors.ts';
import type { KmsSecret, SecretWithVersions } from './model.ts';
import type { InstanceTransaction, KmsPorts, SecretChange, VersionChange } from './ports.ts';
import { type SoundSecret, soundSecret } from './row-seal.ts';
import { changeSecret as writeSecret } from './sealed-writes.ts';

/** A secret by where it lives: the same name may live in two regions. */
export type SecretRef = { readonly regionId: string; readonly name: string };

/** What becomes of a secret; 'unchanged' takes no number of the change feed. */
export type SecretDecision =
  | { readonly change: SecretChange; readonly versions?: VersionChange }
  | 'unchanged';

/** Lets `decide` say what becomes of a live, sound secret, and writes that, in one transaction. */
export async function changeSecret(
  ports: KmsPorts,
  actor: Actor,
  ref: SecretRef,
  /** Outside its recovery window, or in it. */
  needs: 'live' | 'leaving',
  decide: (
    transaction: InstanceTransaction,
    found: SoundSecret,
    dataKey: DataKey,
  ) => Promise<Result<SecretDecision, KmsError>>,
): Promise<Result<KmsSecret, KmsError>> {
  const work: SecretWork<KmsError | Unchanged> = async (transaction, found, dataKey) => {
    const sound = soundSecret(dataKey, found);
    if (!sound.ok) return sound;
    const leaving = found.secret.deletionAt !== null;
    if (needs === 'live' && leaving) return err({ code: 'SECRET_IN_RECOVERY_WINDOW', name: ref.name });
    if (needs === 'leaving' && !leaving) {
      return err({ code: 'SECRET_NOT_IN_RECOVERY_WINDOW', name: ref.name });
    }
    const decided = await decide(transaction, sound.value, dataKey);
    if (!decided.ok) return decided;
    if (decided.value === 'unchanged') return err({ code: 'UNCHANGED', secret: found.secret });
    const { change, versions } = decided.value;
    return ok(await writeSecret(transaction, dataKey, sound.value, change, versions));
  };
  const done = await inSecret(ports, actor, ref, work);
  if (done.ok) return done;
  return done.error.code === 'UNCHANGED' ? ok(done.error.secret) : err(done.error);
}

/** An error, since that undoes the transaction. */
type Unchanged = { readonly code: 'UNCHANGED'; readonly secret: KmsSecret };

export type SecretWork<E> = (
  transaction: InstanceTransaction,
  found: SecretWithVersions,
  dataKey: DataKey,
) => Promise<Result<KmsSecret, E>>;

/** Runs `work` on a live secret, sound or not, in one transaction on its instance. */
export async function inSecret<E>(
  ports: KmsPorts,
  actor: Actor,
  ref: SecretRef,
  work: SecretWork<E>,
): Promise<Result<KmsSecret, E | KmsError>> {
  const notFound = { code: 'SECRET_NOT_FOUND', name: ref.name } as const;
  const place = await ports.kms.findSecret(actor.accountId, ref.regionId, ref.name);
  if (!place) return err(notFound);
  return ports.kms.inInstance(
    actor.accountId,
    place.secret.instanceId,
    async (transaction): Promise<Result<KmsSecret, E | KmsError>> => {
      const found = await transaction.findSecret(ref.name);
      if (!found) return err(notFound);
      return work(transaction, found, ports.keyring.open(transaction.dataKey));
    },
  );
}
