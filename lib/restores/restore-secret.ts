import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { secretBinding } from '../kms/ciphertext.ts';
import { openVersion } from '../kms/key-material.ts';
import type { KeyWithVersions, KmsSecret } from '../kms/model.ts';
import type { InstanceTransaction } from '../kms/ports.ts';
import { rotationFrom } from '../kms/rotation.ts';
import { insertSecret } from '../kms/sealed-writes.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { SecretContent } from '../snapshots/model.ts';
import { checkDestination, type Destination } from './destination.ts';
import type { RestoreError } from './errors.ts';
import { type Backed, encryptionKeys, type LackingKey, lackingKeys, missingKeys } from './missing-keys.ts';
import type { Restored } from './model.ts';
import type { RestorePorts } from './ports.ts';

/**
 * Brings a secret back with its name, every version and their stages. Its values are encrypted under versions
 * of its encryption key: the destination must hold those, else the refusal names the key. Proof before the
 * commit: every value decrypts.
 */
export async function restoreSecret(
  ports: RestorePorts,
  actor: Actor,
  destination: Destination,
  content: SecretContent,
  backed: Backed,
): Promise<Result<Restored, RestoreError>> {
  const now = await ports.clock.now();
  const restored = await ports.kms.inInstance(actor.accountId, destination.instanceId, (transaction) =>
    bringBack(ports, transaction, destination, content, now),
  );
  if (restored.ok) return restored;
  const { error } = restored;
  if (error.code !== 'LACKING') return err(error);
  const { instanceName, lacking } = error;
  const keys = await missingKeys(backed, lacking);
  return err({ code: 'SECRET_NEEDS_KEY', name: content.name, instanceName, keys });
}

/** What is missing, before the backup was asked for it. */
type Lacking = {
  readonly code: 'LACKING';
  readonly instanceName: string;
  readonly lacking: readonly LackingKey[];
};

async function bringBack(
  ports: RestorePorts,
  transaction: InstanceTransaction,
  destination: Destination,
  content: SecretContent,
  now: Date,
): Promise<Result<Restored, RestoreError | Lacking>> {
  const { instance } = transaction;
  const suitable = checkDestination(instance, destination);
  if (!suitable.ok) return suitable;
  const absent = await checkAbsent(transaction, content);
  if (!absent.ok) return absent;
  const dataKey = ports.keyring.open(transaction.dataKey);
  const held = await encryptionKeys(transaction, dataKey, content);
  if (!held.ok) return held;
  const keys = held.value;
  const lacking = await lackingKeys(transaction, content, keys);
  if (lacking.length > 0) return err({ code: 'LACKING', instanceName: instance.name, lacking });
  if (!allDecrypt(ports, dataKey, content, keys)) {
    return err({ code: 'PROOF_FAILED', itemId: content.name });
  }
  const secret: KmsSecret = {
    accountId: instance.accountId,
    regionId: instance.regionId,
    instanceId: instance.id,
    name: content.name,
    keyId: content.keyId,
    description: content.description,
    tags: content.tags,
    createdAt: content.createdAt,
    rotatedAt: content.rotatedAt,
    generator: content.generator,
    ...rotationFrom(now, content.rotationDays),
    deletionAt: null,
  };
  await insertSecret(transaction, dataKey, secret, content.versions);
  return ok({
    itemId: secret.name,
    instanceName: instance.name,
    versionCount: content.versions.length,
    provenCount: content.versions.length,
  });
}

async function checkAbsent(
  transaction: InstanceTransaction,
  content: SecretContent,
): Promise<Result<void, RestoreError>> {
  const { instance } = transaction;
  const existing = await transaction.findSecretInRegion(content.name);
  if (existing) {
    return err({
      code: 'SECRET_EXISTS',
      name: existing.name,
      instanceId: existing.instanceId,
      instanceName: await transaction.instanceName(existing.instanceId),
      inRecoveryWindow: existing.deletionAt !== null,
    });
  }
  const { secrets: used } = await transaction.usage();
  if (used + 1 > instance.secretQuota) {
    return err({
      code: 'RESTORE_SECRET_QUOTA',
      instanceName: instance.name,
      used,
      quota: instance.secretQuota,
    });
  }
  return ok(undefined);
}

function allDecrypt(
  ports: RestorePorts,
  dataKey: DataKey,
  content: SecretContent,
  keys: ReadonlyMap<string, KeyWithVersions>,
): boolean {
  return content.versions.every((version) => {
    const key = keys.get(version.keyId);
    const keyVersion = key?.versions.find((candidate) => candidate.versionId === version.keyVersionId);
    if (!key || !keyVersion) return false;
    const opened = openVersion(dataKey, key.key, keyVersion);
    if (!opened.ok) return false;
    const binding = secretBinding(content.name, version.versionId, version.keyVersionId);
    return ports.crypto.open(opened.value.material, version.ciphertext, binding) !== undefined;
  });
}
