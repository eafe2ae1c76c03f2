import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { KeyRef } from './change-key.ts';
import { formatCiphertext, parseCiphertext, textBinding } from './ciphertext.ts';
import type { KeyOperation, KmsError } from './errors.ts';
import { type OpenVersion, openVersion } from './key-material.ts';
import { checkOperation } from './key-operations.ts';
import type { KmsPorts } from './ports.ts';
import { type SoundKey, soundKey } from './row-seal.ts';

/** Encrypts a text of at most 6 KB under the key's primary version; the ciphertext (base64) names that version. */
export async function encryptText(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly text: string },
): Promise<Result<{ readonly ciphertext: string; readonly versionId: string }, KmsError>> {
  const found = await findUsable(ports, actor, input, 'encrypt');
  if (!found.ok) return found;
  const version = openKeyVersion(found.value, found.value.key.primaryVersionId);
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
  const version = openKeyVersion(found.value, versionId);
  if (!version.ok) return version;
  const plain = ports.crypto.open(version.value.material, sealed, textBinding(versionId));
  if (!plain) return err({ code: 'CIPHERTEXT_CHANGED' });
  return ok({ text: new TextDecoder().decode(plain), versionId });
}

/** A sound live key, with the data key of its instance. */
export type UsableKey = SoundKey & { readonly dataKey: DataKey };

/** A sound live key, whatever its state: KEY_NOT_FOUND, or KEY_DAMAGED. */
export async function findSoundKey(
  ports: Pick<KmsPorts, 'kms' | 'keyring'>,
  actor: Actor,
  ref: KeyRef,
): Promise<Result<UsableKey, KmsError>> {
  const notFound = { code: 'KEY_NOT_FOUND', keyId: ref.keyId } as const;
  const found = await ports.kms.findKeyForUse(actor.accountId, ref.regionId, ref.keyId);
  if (!found?.dataKey) return err(notFound); // without it its instance was released between two looks
  const dataKey = ports.keyring.open(found.dataKey);
  const sound = soundKey(dataKey, found);
  return sound.ok ? ok({ ...sound.value, dataKey }) : sound;
}

async function findUsable(
  ports: KmsPorts,
  actor: Actor,
  ref: KeyRef,
  operation: KeyOperation,
): Promise<Result<UsableKey, KmsError>> {
  const found = await findSoundKey(ports, actor, ref);
  if (!found.ok) return found;
  const allowed = checkOperation(found.value.key, operation);
  return allowed.ok ? found : allowed;
}

/** One version of the key, open. MATERIAL_DAMAGED if the key doesn't have it or it doesn't open. */
export function openKeyVersion(found: UsableKey, versionId: string): Result<OpenVersion, KmsError> {
  const { key, versions, dataKey } = found;
  const version = versions.find((candidate) => candidate.versionId === versionId);
  if (!version) return err({ code: 'MATERIAL_DAMAGED', keyId: key.keyId, keyVersionId: versionId });
  return openVersion(dataKey, key, version);
}
