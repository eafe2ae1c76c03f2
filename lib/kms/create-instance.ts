import type { Actor } from '../access/model.ts';
import { findRegion } from '../kernel/regions.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { InstanceType, KmsInstance } from './model.ts';
import type { KmsPorts } from './ports.ts';

/** What is asked for of a new instance. */
export type NewInstance = {
  readonly regionId: string;
  readonly name: string;
  readonly type: InstanceType;
  readonly keyQuota: number;
  readonly secretQuota: number;
};

/**
 * Creates a KMS instance with a data key of its own. Refuses a region that
 * is none, and a name that a live instance of the region has.
 */
export async function createInstance(
  ports: KmsPorts,
  actor: Actor,
  input: NewInstance,
): Promise<Result<KmsInstance, KmsError>> {
  if (!findRegion(ports.regions, input.regionId))
    return err({ code: 'REGION_NOT_FOUND', regionId: input.regionId });
  const id = ports.ids.id('kst');
  const dataKey = ports.keyring.create(ports.ids.id('dk'), actor.accountId, id).wrapped;
  const instance: KmsInstance = {
    id,
    accountId: actor.accountId,
    regionId: input.regionId,
    name: input.name,
    type: input.type,
    keyQuota: input.keyQuota,
    secretQuota: input.secretQuota,
    dataKeyId: dataKey.id,
    createdAt: await ports.clock.now(),
    releasedAt: null,
  };
  const inserted = await ports.kms.insertInstance(instance, dataKey);
  return inserted ? ok(instance) : err({ code: 'INSTANCE_NAME_TAKEN', name: input.name });
}
