import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { findEncryptionKey } from './encryption-key.ts';
import type { KmsError } from './errors.ts';
import { currentStage, type KmsSecret, type Tags } from './model.ts';
import { keptGenerator, type NewValue, plainValue } from './new-value.ts';
import type { KmsPorts } from './ports.ts';
import { checkSecretQuota } from './quota.ts';
import { sealSecretVersion } from './seal-secret.ts';
import { insertSecret } from './sealed-writes.ts';

/** What is asked for of a new secret. */
export type NewSecret = {
  readonly instanceId: string;
  readonly name: string;
  /** The key of the same instance that encrypts its values. */
  readonly keyId: string;
  readonly description: string;
  readonly tags?: Tags;
  /** The first version's ID; null: one is made up. */
  readonly versionId?: string | null;
} & NewValue;

/** Creates a generic secret with its first version, which takes ACSCurrent. Names are unique in the region. */
export async function createSecret(
  ports: KmsPorts,
  actor: Actor,
  input: NewSecret,
): Promise<Result<KmsSecret, KmsError>> {
  const now = await ports.clock.now();
  return ports.kms.inInstance(actor.accountId, input.instanceId, async (transaction) => {
    const { instance } = transaction;
    if (instance.type === 'HARDWARE')
      return err({ code: 'INSTANCE_HARDWARE', instanceId: instance.id } as const);
    const quota = checkSecretQuota(instance, await transaction.usage(), 1);
    if (!quota.ok) return quota;
    const taken = await transaction.findSecretInRegion(input.name);
    if (taken) {
      const inRecoveryWindow = taken.deletionAt !== null;
      return err({ code: 'SECRET_NAME_TAKEN', name: input.name, inRecoveryWindow } as const);
    }
    const dataKey = ports.keyring.open(transaction.dataKey);
    const encryptionKey = await findEncryptionKey(transaction, dataKey, input.keyId);
    if (!encryptionKey.ok) return encryptionKey;
    const value = plainValue(ports.random, input);
    const first = {
      name: input.name,
      versionId: input.versionId ?? ports.ids.token(),
      stages: [currentStage],
    };
    const version = sealSecretVersion(ports, dataKey, encryptionKey.value, first, value, now);
    if (!version.ok) return version;
    const secret: KmsSecret = {
      accountId: instance.accountId,
      regionId: instance.regionId,
      instanceId: instance.id,
      name: input.name,
      keyId: input.keyId,
      description: input.description,
      tags: input.tags ?? {},
      createdAt: now,
      rotatedAt: null,
      rotationDays: null,
      generator: keptGenerator(input).generator ?? null,
      nextRotationAt: null,
      deletionAt: null,
    };
    await insertSecret(transaction, dataKey, secret, [version.value]);
    return ok(secret);
  });
}
