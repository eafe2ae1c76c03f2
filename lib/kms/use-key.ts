import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { formatCiphertext, parseCiphertext, textBinding } from './ciphertext.ts';
import type { KmsError } from './errors.ts';
import { findUsable, type KeyRef, openKeyVersion, type UsableKey } from './find-key.ts';
import type { OpenVersion } from './key-material.ts';
import { specFacts } from './key-specs.ts';
import type { KmsPorts } from './ports.ts';

/**
 * Encrypts a text under the key's primary version; the ciphertext (base64) names that version. The key's spec says
 * how many bytes it takes.
 */
export async function encryptText(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly text: string },
): Promise<Result<{ readonly ciphertext: string; readonly versionId: string }, KmsError>> {
  const found = await findUsable(ports, actor, input, 'encrypt');
  if (!found.ok) return found;
  const { key } = found.value;
  const plain = new TextEncoder().encode(input.text);
  const most = specFacts[key.spec].mostPlaintextBytes;
  if (plain.length > most) {
    return err({ code: 'PLAINTEXT_TOO_LONG', keyId: key.keyId, spec: key.spec, bytes: plain.length, most });
  }
  const version = openKeyVersion(found.value, key.primaryVersionId);
  if (!version.ok) return version;
  const { versionId, material } = version.value;
  const sealed =
    specFacts[key.spec].encryption === 'AES_GCM'
      ? ports.crypto.seal(material, plain, textBinding(versionId))
      : ports.crypto.encrypt(material, plain);
  return ok({ ciphertext: Buffer.from(formatCiphertext(versionId, sealed)).toString('base64'), versionId });
}

/** A byte order mark is a part of the text. */
const asText = new TextDecoder('utf-8', { ignoreBOM: true });

type Plain = { readonly text: string; readonly versionId: string };

/**
 * Decrypts what this key's Encrypt made, under whichever of its versions made it. An RSA key also decrypts what was
 * made elsewhere with the public key of one of its versions (RSAES_OAEP_SHA_256, no label), the newest first.
 */
export async function decryptText(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly ciphertext: string },
): Promise<Result<Plain, KmsError>> {
  const found = await findUsable(ports, actor, input, 'decrypt');
  if (!found.ok) return found;
  const { key, versions } = found.value;
  const blob = Buffer.from(input.ciphertext, 'base64');
  if (blob.length === specFacts[key.spec].rawCiphertextBytes) return decryptRaw(ports, found.value, blob);
  const parsed = parseCiphertext(blob);
  if (!parsed.ok) return err({ code: 'CIPHERTEXT_MALFORMED' });
  const { versionId, sealed } = parsed.value;
  if (!versions.some((version) => version.versionId === versionId)) {
    return err({ code: 'CIPHERTEXT_OTHER_KEY', keyId: key.keyId });
  }
  const version = openKeyVersion(found.value, versionId);
  if (!version.ok) return version;
  const plain = open(ports, found.value, version.value, sealed);
  if (!plain) return err({ code: 'CIPHERTEXT_CHANGED' });
  return ok({ text: asText.decode(plain), versionId });
}

function decryptRaw(ports: KmsPorts, found: UsableKey, blob: Uint8Array): Result<Plain, KmsError> {
  for (const { versionId } of found.versions.toReversed()) {
    const version = openKeyVersion(found, versionId);
    if (!version.ok) return version;
    const plain = ports.crypto.decrypt(version.value.material, blob);
    if (plain) return ok({ text: asText.decode(plain), versionId });
  }
  return err({ code: 'CIPHERTEXT_OTHER_KEY', keyId: found.key.keyId });
}

function open(ports: KmsPorts, { key }: UsableKey, version: OpenVersion, sealed: Uint8Array) {
  const { material, versionId } = version;
  return specFacts[key.spec].encryption === 'AES_GCM'
    ? ports.crypto.open(material, sealed, textBinding(versionId))
    : ports.crypto.decrypt(material, sealed);
}
