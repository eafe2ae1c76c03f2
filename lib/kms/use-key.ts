import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KeyRef } from './change-key.ts';
import { formatCiphertext, parseCiphertext, textBinding } from './ciphertext.ts';
import type { KeyOperation, KmsError } from './errors.ts';
import { type OpenVersion, openVersion } from './key-material.ts';
import { checkOperation } from './key-operations.ts';
import type { KeyWithVersions } from './model.ts';
import type { KeyForUse, KmsPorts } from './ports.ts';

/** Encrypts a text of at most 6 KB under the key's primary version; the ciphertext (base64) names that version. */
export async function encryptText(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly text: string },
): Promise<Result<{ readonly ciphertext: string; readonly versionId: string }, KmsError>> {
  const found = await findUsable(ports, actor, input, 'encrypt');
  if (!found.ok) return found;
  const version = openFound(ports, found.value, found.value.key.primaryVersionId);
  if (!version.ok) return version;
  const { versionId, material } = version.value;
  const sealed = ports.crypto.seal(material, new TextEncoder().encode(input.text), textBinding(versionId));
  return ok({ ciphertext: Buffer.from(formatCiphertext(versionId, sealed)).toString('base64'), versionId });
}

/** Decrypts what this key's Encrypt made, under whichever of its versions made it. */
export async function decryptText(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly ciphertext: string },
): Promise<Result<{ readonly text: string; readonly versionId: string }, KmsError>> {
  const found = await findUsable(ports, actor, input, 'decrypt');
  if (!found.ok) return found;
  const parsed = parseCiphertext(Buffer.from(input.ciphertext, 'base64'));
  if (!parsed.ok) return err({ code: 'CIPHERTEXT_MALFORMED' });
  const { versionId, sealed } = parsed.value;
  if (!found.value.versions.some((version) => version.versionId === versionId)) {
    return err({ code: 'CIPHERTEXT_OTHER_KEY', keyId: input.keyId });
  }
  const version = openFound(ports, found.value, versionId);
  if (!version.ok) return version;
  const plain = ports.crypto.open(version.value.material, sealed, textBinding(versionId));
  if (!plain) return err({ code: 'CIPHERTEXT_CHANGED' });
  return ok({ text: new TextDecoder().decode(plain), versionId });
}

async function findUsable(
  ports: KmsPorts,
  actor: Actor,
  ref: KeyRef,
  operation: KeyOperation,
): Promise<Result<KeyForUse, KmsError>> {
  const found = await ports.kms.findKeyForUse(actor.accountId, ref.regionId, ref.keyId);
  if (!found) return err({ code: 'KEY_NOT_FOUND', keyId: ref.keyId });
  const allowed = checkOperation(found.key, operation);
  return allowed.ok ? ok(found) : allowed;
}

/** Opens one version of a live key outside a transaction. */
export async function openKeyVersion(
  ports: KmsPorts,
  found: KeyWithVersions,
  versionId: string,
): Promise<Result<OpenVersion, KmsError>> {
  const instance = await ports.kms.findInstance(found.key.accountId, found.key.instanceId);
  const dataKey = instance && (await ports.kms.findDataKey(found.key.accountId, instance.dataKeyId));
  return openFound(ports, { ...found, dataKey }, versionId);
}

function openFound(
  ports: KmsPorts,
  { key, versions, dataKey }: KeyForUse,
  versionId: string,
): Result<OpenVersion, KmsError> {
  const version = versions.find((candidate) => candidate.versionId === versionId);
  if (!version || !dataKey)
    return err({ code: 'MATERIAL_DAMAGED', keyId: key.keyId, keyVersionId: versionId });
  return openVersion(ports.keyring.open(dataKey), key, version);
}
