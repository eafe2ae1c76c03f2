import type { Actor } from '../access/model.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { KeyRef } from './find-key.ts';
import { checkOperation } from './key-operations.ts';
import { mostSelected } from './limits.ts';
import { usualInstanceSort, usualKeySort, usualSecretSort } from './list-orders.ts';
import type { InstanceListItem, KeyDetails, KeyListItem, KmsKey, SecretListItem } from './model.ts';
import type {
  InstanceFilter,
  KeyFilter,
  KeyMatch,
  KeyName,
  KmsPorts,
  SecretFilter,
  SecretMatch,
} from './ports.ts';
import { checkKeyQuota } from './quota.ts';
import { soundKey } from './row-seal.ts';

type ReadPorts = Pick<KmsPorts, 'kms'>;
type ViewPorts = Pick<KmsPorts, 'kms' | 'keyring'>;

/** What a list is asked for: what isn't said of type, state, spec and the like means all of them. */
type Asked<Filter extends PageRequest> = PageRequest & Partial<Filter>;

/** A page of the region's instances that are not released. */
export function listInstances(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
  filter: Asked<InstanceFilter>,
): Promise<Page<InstanceListItem>> {
  const asked = { type: null, sort: usualInstanceSort, ...filter };
  return ports.kms.listInstances(actor.accountId, regionId, asked);
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

/** A page of the region's live keys. */
export function listKeys(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
  filter: Asked<KeyFilter>,
): Promise<Page<KeyListItem>> {
  const asked = { instanceId: null, state: null, spec: null, usage: null, sort: usualKeySort, ...filter };
  return ports.kms.listKeys(actor.accountId, regionId, asked);
}

/** The region's live keys that match, at most `mostSelected`: what "select all" selects. */
export function matchingKeys(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
  match: KeyMatch,
): Promise<readonly KeyName[]> {
  return ports.kms.matchingKeys(actor.accountId, regionId, match, mostSelected);
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

/** A page of the region's live secrets. */
export function listSecrets(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
  filter: Asked<SecretFilter>,
): Promise<Page<SecretListItem>> {
  const asked = { instanceId: null, state: null, keyId: null, sort: usualSecretSort, ...filter };
  return ports.kms.listSecrets(actor.accountId, regionId, asked);
}

/** The names of the region's live secrets that match, at most `mostSelected`. */
export function matchingSecrets(
  ports: ReadPorts,
  actor: Actor,
  regionId: string,
  match: SecretMatch,
): Promise<readonly string[]> {
  return ports.kms.matchingSecrets(actor.accountId, regionId, match, mostSelected);
}

/** Undefined: the instance was released meanwhile. */
async function openDataKey(ports: ViewPorts, actor: Actor, instanceId: string) {
  const wrapped = await ports.kms.dataKeyOf(actor.accountId, instanceId);
  return wrapped && ports.keyring.open(wrapped);
}
