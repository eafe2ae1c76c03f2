import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import { newVersion } from './key-material.ts';
import type { KmsKey } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { checkKeyQuota } from './quota.ts';
import { insertKey } from './sealed-writes.ts';

/** What is asked for of a new key; `alias` as `alias/…`, or null for none. */
export type NewKey = {
  readonly instanceId: string;
  readonly alias: string | null;
  readonly description: string;
};

/** Creates a symmetric key (Aliyun_AES_256) with its first version. */
export async function createKey(
  ports: KmsPorts,
  actor: Actor,
  input: NewKey,
): Promise<Result<KmsKey, KmsError>> {
  const now = await ports.clock.now();
  return ports.kms.inInstance(actor.accountId, input.instanceId, async (transaction) => {
    const { instance } = transaction;
    if (instance.type === 'HARDWARE')
      return err({ code: 'INSTANCE_HARDWARE', instanceId: instance.id } as const);
    const quota = checkKeyQuota(instance, await transaction.usage(), 1);
    if (!quota.ok) return quota;
    if (input.alias !== null) {
      const owner = await transaction.findAliasInRegion(input.alias);
      if (owner) return err({ code: 'ALIAS_TAKEN', alias: input.alias, keyId: owner.keyId } as const);
    }
    const keyId = ports.ids.id('key');
    const dataKey = ports.keyring.open(transaction.dataKey);
    const version = await newVersion(
      ports,
      dataKey,
      { instanceId: instance.id, keyId },
      'Aliyun_AES_256',
      now,
    );
    const key: KmsKey = {
      accountId: instance.accountId,
      regionId: instance.regionId,
      instanceId: instance.id,
      keyId,
      alias: input.alias,
      description: input.description,
      tags: {},
      spec: 'Aliyun_AES_256',
      usage: 'ENCRYPT/DECRYPT',
      state: 'Enabled',
      primaryVersionId: version.versionId,
      createdAt: now,
      rotatedAt: null,
      rotationDays: null,
      nextRotationAt: null,
      deletionAt: null,
    };
    await insertKey(transaction, dataKey, key, [version]);
    return ok(key);
  });
}
