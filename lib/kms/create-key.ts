import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import { newVersion } from './key-material.ts';
import { isSymmetric, specFacts } from './key-specs.ts';
import type { KeySpec, KeyUsage, KmsKey, Tags } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { checkKeyQuota } from './quota.ts';
import { rotationFrom } from './rotation.ts';
import { insertKey } from './sealed-writes.ts';

/** What is asked for of a new key; `alias` as `alias/…`, or null for none. */
export type NewKey = {
  readonly instanceId: string;
  readonly alias: string | null;
  readonly description: string;
  readonly tags: Tags;
  readonly spec: KeySpec;
  readonly usage: KeyUsage;
  /** Automatic rotation every so many days (7 to 365, symmetric keys alone); null: off. */
  readonly rotationDays: number | null;
};

/** Creates a key with its first version. RSA takes seconds: the key is PendingCreation until `generatePending` has made it. */
export async function createKey(
  ports: KmsPorts,
  actor: Actor,
  input: NewKey,
): Promise<Result<KmsKey, KmsError>> {
  const possible = checkSpec(input);
  if (!possible.ok) return possible;
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
    const place = { instanceId: instance.id, keyId };
    const { isSlow } = specFacts[input.spec];
    const version = isSlow ? null : await newVersion(ports, dataKey, place, input.spec, now);
    const key: KmsKey = {
      accountId: instance.accountId,
      regionId: instance.regionId,
      instanceId: instance.id,
      keyId,
      alias: input.alias,
      description: input.description,
      tags: input.tags,
      spec: input.spec,
      usage: input.usage,
      state: version ? 'Enabled' : 'PendingCreation',
      primaryVersionId: version?.versionId ?? '',
      createdAt: now,
      rotatedAt: null,
      ...rotationFrom(now, input.rotationDays),
      deletionAt: null,
    };
    await insertKey(transaction, dataKey, key, version ? [version] : []);
    if (!version) await transaction.queueGeneration(keyId, now);
    return ok(key);
  });
}

function checkSpec({ spec, usage, rotationDays }: NewKey): Result<void, KmsError> {
  if (!specFacts[spec].usages.includes(usage)) return err({ code: 'SPEC_USAGE', spec, usage });
  if (rotationDays !== null && !isSymmetric(spec)) return err({ code: 'SPEC_ROTATION', spec });
  return ok(undefined);
}
