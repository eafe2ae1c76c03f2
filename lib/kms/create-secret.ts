import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import { currentStage, type KmsSecret } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { checkSecretQuota } from './quota.ts';
import { soundKey } from './row-seal.ts';
import { sealSecretVersion } from './seal-secret.ts';
import { insertSecret } from './sealed-writes.ts';

/** What is asked for of a new secret. */
export type NewSecret = {
  readonly instanceId: string;
  readonly name: string;
  /** The key of the same instance that encrypts its values. */
  readonly keyId: string;
  readonly value: string;
  readonly description: string;
};

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
    const encryptionKey = await transaction.findKey(input.keyId);
    if (!encryptionKey) return err({ code: 'KEY_NOT_FOUND', keyId: input.keyId } as const);
    const dataKey = ports.keyring.open(transaction.dataKey);
    const soundEncryptionKey = soundKey(dataKey, encryptionKey);
    if (!soundEncryptionKey.ok) return soundEncryptionKey;
    const first = { name: input.name, versionId: ports.ids.token(), stages: [currentStage] };
    const version = sealSecretVersion(ports, dataKey, soundEncryptionKey.value, first, input.value, now);
    if (!version.ok) return version;
    const secret: KmsSecret = {
      accountId: instance.accountId,
      regionId: instance.regionId,
      instanceId: instance.id,
      name: input.name,
      keyId: input.keyId,
      description: input.description,
      tags: {},
      createdAt: now,
      rotatedAt: null,
      rotationDays: null,
      generator: null,
      nextRotationAt: null,
      deletionAt: null,
    };
    await insertSecret(transaction, dataKey, secret, [version.value]);
    return ok(secret);
  });
}
