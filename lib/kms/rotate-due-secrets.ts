import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import { findEncryptionKey } from './encryption-key.ts';
import type { KmsError } from './errors.ts';
import { generateValue } from './generated-value.ts';
import { currentStage, type SecretWithVersions } from './model.ts';
import type {
  DueSecretRotation,
  InstanceTransaction,
  KmsPorts,
  SecretChange,
  VersionChange,
} from './ports.ts';
import { postponed, rotationFrom } from './rotation.ts';
import { soundSecret } from './row-seal.ts';
import { sealSecretVersion } from './seal-secret.ts';
import { changeSecret } from './sealed-writes.ts';
import { stagesAfterNewVersion } from './secret-stages.ts';

/**
 * Gives secrets whose rotation is due a generated value, once each, however many dates were missed. Where its key
 * can't encrypt, it is tried again a day later; a damaged secret or one in its recovery window is left alone. Returns
 * how many were rotated; at most `most` in one go. A fault is told to `onFailure`, and the others have their turn.
 */
export async function rotateDueSecrets(
  ports: KmsPorts,
  most: number,
  onFailure: (name: string, error: unknown) => void,
): Promise<number> {
  const now = await ports.clock.now();
  let rotated = 0;
  for await (const batch of ports.kms.dueSecretRotations(now)) {
    for (const due of batch) {
      if (rotated >= most) return rotated;
      try {
        if (await rotateDue(ports, due, now)) rotated += 1;
      } catch (error) {
        onFailure(due.name, error);
      }
    }
  }
  return rotated;
}

/** True if it was rotated. */
async function rotateDue(ports: KmsPorts, due: DueSecretRotation, now: Date): Promise<boolean> {
  const done = await ports.kms.inInstance(due.accountId, due.instanceId, async (transaction) => {
    const found = await transaction.findSecret(due.name);
    if (!found || found.secret.deletionAt !== null) return err(alone);
    const { nextRotationAt } = found.secret;
    if (!nextRotationAt || nextRotationAt > now) return err(alone);
    const dataKey = ports.keyring.open(transaction.dataKey);
    const sound = soundSecret(dataKey, found);
    if (!sound.ok) return err(alone);
    const next = await nextVersion(ports, transaction, dataKey, found, now);
    const change: SecretChange = next.ok
      ? { rotatedAt: now, ...rotationFrom(now, found.secret.rotationDays) }
      : postponed(now);
    await changeSecret(transaction, dataKey, sound.value, change, next.ok ? next.value : undefined);
    return ok(next.ok);
  });
  return done.ok && done.value;
}

/** Nothing is to be done: someone else was first, or it is damaged or no longer there. Undoes the transaction. */
const alone = { code: 'LEFT_ALONE' } as const;

async function nextVersion(
  ports: KmsPorts,
  transaction: InstanceTransaction,
  dataKey: DataKey,
  { secret, versions }: SecretWithVersions,
  now: Date,
): Promise<Result<VersionChange, KmsError>> {
  const { name, keyId, generator } = secret;
  if (generator === null) throw new Error('A secret with scheduled rotation has no generator');
  const key = await findEncryptionKey(transaction, dataKey, keyId);
  if (!key.ok) return key;
  const value = generateValue(ports.random, generator);
  const next = { name, versionId: ports.ids.token(), stages: [currentStage] };
  const version = sealSecretVersion(ports, dataKey, key.value, next, value, now);
  return version.ok ? ok({ added: version.value, ...stagesAfterNewVersion(versions) }) : version;
}
