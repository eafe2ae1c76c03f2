import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import { findUsable, type KeyRef, openKeyVersion } from './find-key.ts';
import { specFacts } from './key-specs.ts';
import type { KmsKey, SigningAlgorithm } from './model.ts';
import type { KmsPorts } from './ports.ts';

type Message = KeyRef & { readonly message: string; readonly algorithm: SigningAlgorithm };

/**
 * Signs a text of at most 4 KB (UTF-8) under the key's primary version. The signature, in base64, is the standard one
 * of its algorithm (ECDSA in DER, RSA as it is): other tools verify it with the public key.
 */
export async function signMessage(
  ports: KmsPorts,
  actor: Actor,
  input: Message,
): Promise<Result<{ readonly signature: string; readonly versionId: string }, KmsError>> {
  const found = await findUsable(ports, actor, input, 'sign');
  if (!found.ok) return found;
  const { key } = found.value;
  const suitable = checkAlgorithm(key, input.algorithm);
  if (!suitable.ok) return suitable;
  const version = openKeyVersion(found.value, key.primaryVersionId);
  if (!version.ok) return version;
  const { material, versionId } = version.value;
  const signature = ports.crypto.sign(material, input.algorithm, new TextEncoder().encode(input.message));
  return ok({ signature: Buffer.from(signature).toString('base64'), versionId });
}

/** Whether the signature is one of this key's, and which of its versions made it. */
export async function verifySignature(
  ports: KmsPorts,
  actor: Actor,
  input: Message & { readonly signature: string },
): Promise<Result<{ readonly valid: boolean; readonly versionId: string | null }, KmsError>> {
  const found = await findUsable(ports, actor, input, 'verify');
  if (!found.ok) return found;
  const suitable = checkAlgorithm(found.value.key, input.algorithm);
  if (!suitable.ok) return suitable;
  const message = new TextEncoder().encode(input.message);
  const signature = Buffer.from(input.signature, 'base64');
  for (const { versionId } of found.value.versions.toReversed()) {
    const version = openKeyVersion(found.value, versionId);
    if (!version.ok) return version;
    if (ports.crypto.verify(version.value.material, input.algorithm, message, signature)) {
      return ok({ valid: true, versionId });
    }
  }
  return ok({ valid: false, versionId: null });
}

/** The public key of one version, as PEM (SubjectPublicKeyInfo). */
export async function viewPublicKey(
  ports: KmsPorts,
  actor: Actor,
  input: KeyRef & { readonly versionId: string },
): Promise<Result<{ readonly pem: string }, KmsError>> {
  const found = await findUsable(ports, actor, input, 'viewPublicKey');
  if (!found.ok) return found;
  const { keyId, versionId } = input;
  if (!found.value.versions.some((version) => version.versionId === versionId)) {
    return err({ code: 'KEY_VERSION_NOT_FOUND', keyId, versionId });
  }
  const version = openKeyVersion(found.value, versionId);
  return version.ok ? ok({ pem: ports.crypto.publicKey(version.value.material) }) : version;
}

function checkAlgorithm(key: KmsKey, algorithm: SigningAlgorithm): Result<void, KmsError> {
  const suitable = specFacts[key.spec].signing;
  if (suitable.includes(algorithm)) return ok(undefined);
  const { keyId, spec } = key;
  return err({ code: 'SIGNING_ALGORITHM', keyId, spec, algorithm, suitable: suitable.join(', ') });
}
