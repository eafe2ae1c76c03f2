import type { Actor } from '../access/model.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { KeyRef } from './find-key.ts';
import { checkOperation } from './key-operations.ts';
import type { InstanceListItem, KeyDetails, KeyListItem, KmsKey, SecretListItem } from './model.ts';
import type { InstanceFilter, KeyFilter, KmsPorts, SecretFilter } from './ports.ts';
import { checkKeyQuota } from './quota.ts';
import { soundKey } from './row-seal.ts';

type ReadPorts = Pick<KmsPorts, 'kms'>;
type ViewPorts = Pick<KmsPorts, 'kms' | 'keyring'>;

/** A page of the region's instances that are not released, by name. */
export function listInstances(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
  filter: InstanceFilter,
): Promise<Page<InstanceListItem>> {
  return ports.kms.listInstances(actor.accountId, regionId, filter);
}

/** Every instance of a region that is not released, by name: what a panel offers to choose from. */
export function liveInstances(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
): Promise<readonly InstanceListItem[]> {
  return ports.kms.liveInstances(actor.accountId, regionId);
}

/** One instance, released or not, with what it holds. INSTANCE_NOT_FOUND if the account has none of that id. */
export async function viewInstance(
  ports: ReadPorts,
  actor: Actor,
  instanceId: string,
): Promise<Result<InstanceListItem, KmsError>> {
  const instance = await ports.kms.findInstance(actor.accountId, instanceId);
  return instance ? ok(instance) : err({ code: 'INSTANCE_NOT_FOUND', instanceId });
}

/** A page of the region's live keys, the newest first. */
export function listKeys(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
  filter: KeyFilter,
): Promise<Page<KeyListItem>> {
  return ports.kms.listKeys(actor.accountId, regionId, filter);
}

/** A live key's own page. KEY_NOT_FOUND if the region has none of that id. */
export async function viewKey(
  ports: ViewPorts,
  actor: Actor,
  ref: KeyRef,
): Promise<Result<KeyDetails, KmsError>> {
  const found = await ports.kms.findKey(actor.accountId, ref.regionId, ref.keyId);
  if (!found) return err({ code: 'KEY_NOT_FOUND', keyId: ref.keyId });
  const { key, versions } = found;
  const [instance, dataKey, pendingVersion, secretCount] = await Promise.all([
    ports.kms.findInstance(actor.accountId, key.instanceId),
    openDataKey(ports, actor, key.instanceId),
    ports.kms.isGenerating(actor.accountId, ref.regionId, ref.keyId),
    ports.kms.countSecretsOfKey(actor.accountId, ref.regionId, ref.keyId),
  ]);
  const damaged = !dataKey || !soundKey(dataKey, found).ok;
  return ok({
    key,
    instanceName: instance?.name ?? key.instanceId,
    versions: versions.map(({ versionId, createdAt }) => ({
      versionId,
      createdAt,
      primary: versionId === key.primaryVersionId,
    })),
    secretCount,
    damaged,
    pendingVersion,
    rotationBlocked: rotationBlock(key, instance, damaged, pendingVersion),
  });
}

function rotationBlock(
  key: KmsKey,
  instance: InstanceListItem | undefined,
  damaged: boolean,
  pendingVersion: boolean,
): KeyDetails['rotationBlocked'] {
  if (damaged || !instance) return 'damaged';
  if (!checkOperation(key, 'rotate').ok) return 'state';
  if (pendingVersion) return 'pending';
  return checkKeyQuota(instance, instance, 1).ok ? null : 'quota';
}

/** A page of the region's live secrets, the newest first. */
export function listSecrets(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
  filter: SecretFilter,
): Promise<Page<SecretListItem>> {
  return ports.kms.listSecrets(actor.accountId, regionId, filter);
}

/** Undefined: the instance was released meanwhile. */
async function openDataKey(ports: ViewPorts, actor: Actor, instanceId: string) {
  const wrapped = await ports.kms.dataKeyOf(actor.accountId, instanceId);
  return wrapped && ports.keyring.open(wrapped);
}
