import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { secretBinding } from '../kms/ciphertext.ts';
import { openVersion } from '../kms/key-material.ts';
import type { KeyWithVersions, KmsSecret } from '../kms/model.ts';
import type { InstanceTransaction } from '../kms/ports.ts';
import type { BackupDay } from '../snapshots/backup-day.ts';
import type { SecretContent } from '../snapshots/model.ts';
import { checkDestination, type Destination } from './destination.ts';
import type { MissingKey, RestoreError } from './errors.ts';
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
  day: BackupDay,
): Promise<Result<Restored, RestoreError>> {
  return ports.kms.inInstance(actor.accountId, destination.instanceId, async (transaction) => {
    const { instance } = transaction;
    const suitable = checkDestination(instance, destination);
    if (!suitable.ok) return suitable;
    const absent = await checkAbsent(ports, transaction, content);
    if (!absent.ok) return absent;
    const keys = await encryptionKeys(transaction, content);
    const missing = await missingKeys(ports, day, content, keys);
    if (missing.length > 0) {
      const { name } = content;
      return err({ code: 'SECRET_NEEDS_KEY', name, instanceName: instance.name, keys: missing } as const);
    }
    if (!allDecrypt(ports, transaction, content, keys)) {
      return err({ code: 'PROOF_FAILED', itemId: content.name } as const);
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
      deletionAt: null,
    };
    await transaction.insertSecret(secret, content.versions);
    return ok({
      itemId: secret.name,
      instanceName: instance.name,
      versionCount: content.versions.length,
      provenCount: content.versions.length,
    });
  });
}

async function checkAbsent(
  ports: RestorePorts,
  transaction: InstanceTransaction,
  content: SecretContent,
): Promise<Result<void, RestoreError>> {
  const { instance } = transaction;
  const existing = await transaction.findSecretInRegion(content.name);
  if (existing) {
    const holder = await ports.kms.findInstance(existing.accountId, existing.instanceId);
    return err({
      code: 'SECRET_EXISTS',
      name: existing.name,
      instanceId: existing.instanceId,
      instanceName: holder?.name ?? existing.instanceId,
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

/** The keys of the destination that the secret's versions, and its next ones, are encrypted under. */
async function encryptionKeys(
  transaction: InstanceTransaction,
  content: SecretContent,
): Promise<ReadonlyMap<string, KeyWithVersions>> {
  const ids = new Set([content.keyId, ...content.versions.map((version) => version.keyId)]);
  const keys = new Map<string, KeyWithVersions>();
  for (const id of ids) {
    const found = await transaction.findKey(id);
    if (found) keys.set(id, found);
  }
  return keys;
}

async function missingKeys(
  ports: RestorePorts,
  day: BackupDay,
  content: SecretContent,
  keys: ReadonlyMap<string, KeyWithVersions>,
): Promise<MissingKey[]> {
  const lacking = new Map<string, Set<string>>();
  if (!keys.has(content.keyId)) lacking.set(content.keyId, new Set());
  for (const { keyId, keyVersionId } of content.versions) {
    const held = keys.get(keyId)?.versions.some((version) => version.versionId === keyVersionId);
    if (held) continue;
    const versions = lacking.get(keyId) ?? new Set();
    lacking.set(keyId, versions.add(keyVersionId));
  }
  const missing: MissingKey[] = [];
  for (const [keyId, versions] of lacking) {
    const item = { itemType: 'KEY', itemId: keyId } as const;
    const record = await ports.snapshots.findRecord(day.backup.id, item, day.full.ordinal, day.last.ordinal);
    missing.push({ keyId, versionCount: versions.size, inBackup: record !== undefined });
  }
  return missing;
}

function allDecrypt(
  ports: RestorePorts,
  transaction: InstanceTransaction,
  content: SecretContent,
  keys: ReadonlyMap<string, KeyWithVersions>,
): boolean {
  const dataKey = ports.keyring.open(transaction.dataKey);
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
