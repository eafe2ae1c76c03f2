import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { canaryHolds, roundTrips } from '../kms/canary.ts';
import { openVersion, sealVersion } from '../kms/key-material.ts';
import { asKeySpec, specFacts } from '../kms/key-specs.ts';
import type { KeySpec, KeyUsage, KeyVersion, KmsKey } from '../kms/model.ts';
import type { InstanceTransaction } from '../kms/ports.ts';
import { rotationFrom } from '../kms/rotation.ts';
import { insertKey } from '../kms/sealed-writes.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KeyContent } from '../snapshots/model.ts';
import { checkDestination, type Destination } from './destination.ts';
import type { RestoreError } from './errors.ts';
import type { Restored } from './model.ts';
import type { RestorePorts } from './ports.ts';
import type { AliasChoice } from './schema.ts';

/**
 * Brings a key back with its ID, tags, every version and its material. One backed up in PendingDeletion comes
 * back Disabled, without a date; automatic rotation counts anew from now. Proof before the commit: of each version, as
 * it now is in the instance, the canary from its creation holds, and what is done with it now it undoes.
 */
export async function restoreKey(
  ports: RestorePorts,
  actor: Actor,
  destination: Destination,
  content: KeyContent,
  aliasChoice: AliasChoice,
): Promise<Result<Restored, RestoreError>> {
  const now = await ports.clock.now();
  return ports.kms.inInstance(actor.accountId, destination.instanceId, async (transaction) => {
    const { instance } = transaction;
    const suitable = checkDestination(instance, destination);
    if (!suitable.ok) return suitable;
    const absent = await checkAbsent(transaction, content);
    if (!absent.ok) return absent;
    const alias = await chooseAlias(transaction, content, aliasChoice);
    if (!alias.ok) return alias;

    const spec = asKeySpec(content.spec);
    const usage = spec && specFacts[spec].usages.find((known) => known === content.usage);
    if (!spec || !usage) {
      return err({ code: 'PROOF_FAILED', itemId: content.keyId } as const);
    }
    const dataKey = ports.keyring.open(transaction.dataKey);
    const place = { instanceId: instance.id, keyId: content.keyId, spec, usage };
    const versions = content.versions.map((version) => sealVersion(dataKey, place, version));
    if (!allProven(ports, dataKey, place, versions)) {
      return err({ code: 'PROOF_FAILED', itemId: content.keyId } as const);
    }
    const key: KmsKey = {
      accountId: instance.accountId,
      regionId: instance.regionId,
      instanceId: instance.id,
      keyId: content.keyId,
      alias: alias.value,
      description: content.description,
      tags: content.tags,
      spec,
      usage,
      state: content.state === 'Enabled' ? 'Enabled' : 'Disabled',
      primaryVersionId: content.primaryVersionId,
      createdAt: content.createdAt,
      rotatedAt: content.rotatedAt,
      ...rotationFrom(now, content.rotationDays),
      deletionAt: null,
    };
    await insertKey(transaction, dataKey, key, versions);
    return ok({
      itemId: key.keyId,
      instanceName: instance.name,
      versionCount: versions.length,
      provenCount: versions.length,
    });
  });
}

/** Nowhere in the region, in whatever state, and every version fits the quota. */
async function checkAbsent(
  transaction: InstanceTransaction,
  content: KeyContent,
): Promise<Result<void, RestoreError>> {
  const { instance } = transaction;
  const existing = await transaction.findKeyInRegion(content.keyId);
  if (existing) {
    return err({
      code: 'KEY_EXISTS',
      keyId: existing.keyId,
      instanceId: existing.instanceId,
      instanceName: await transaction.instanceName(existing.instanceId),
      state: existing.state,
    });
  }
  const { keyVersions: used } = await transaction.usage();
  const needed = content.versions.length;
  if (used + needed > instance.keyQuota) {
    return err({
      code: 'RESTORE_KEY_QUOTA',
      instanceName: instance.name,
      used,
      quota: instance.keyQuota,
      needed,
    });
  }
  return ok(undefined);
}

async function chooseAlias(
  transaction: InstanceTransaction,
  content: KeyContent,
  choice: AliasChoice,
): Promise<Result<string | null, RestoreError>> {
  const alias = choice.kind === 'none' ? null : choice.kind === 'other' ? choice.alias : content.alias;
  const owner = alias === null ? undefined : await transaction.findAliasInRegion(alias);
  if (alias !== null && owner) return err({ code: 'RESTORE_ALIAS_TAKEN', alias, keyId: owner.keyId });
  return ok(alias);
}

function allProven(
  ports: RestorePorts,
  dataKey: DataKey,
  place: {
    readonly instanceId: string;
    readonly keyId: string;
    readonly spec: KeySpec;
    readonly usage: KeyUsage;
  },
  versions: readonly KeyVersion[],
): boolean {
  return versions.every((version) => {
    const opened = openVersion(dataKey, place, version);
    if (!opened.ok) return false;
    return canaryHolds(ports.crypto, place, opened.value) && roundTrips(ports.crypto, place, opened.value);
  });
}
