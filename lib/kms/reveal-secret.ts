import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { SecretRef } from './change-secret.ts';
import type { KmsError } from './errors.ts';
import { openSecretVersion } from './open-secret.ts';
import type { KmsPorts } from './ports.ts';

/** The value of one version, decrypted when asked for and never kept. */
export async function revealSecret(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & { readonly versionId: string },
): Promise<Result<{ readonly value: string }, KmsError>> {
  const { name, versionId, regionId } = input;
  const found = await ports.kms.findSecret(actor.accountId, regionId, name);
  if (!found) return err({ code: 'SECRET_NOT_FOUND', name });
  const { secret, versions } = found;
  if (secret.deletionAt !== null) return err({ code: 'SECRET_IN_RECOVERY_WINDOW', name });
  const version = versions.find((candidate) => candidate.versionId === versionId);
  if (!version) return err({ code: 'SECRET_VERSION_NOT_FOUND', name, versionId });
  const [key, instance] = await Promise.all([
    ports.kms.findKey(actor.accountId, regionId, version.keyId),
    ports.kms.findInstance(actor.accountId, secret.instanceId),
  ]);
  const wrapped = instance && (await ports.kms.findDataKey(actor.accountId, instance.dataKeyId));
  if (!wrapped) return err({ code: 'SECRET_NOT_FOUND', name }); // released meanwhile
  const own = key?.key.instanceId === secret.instanceId ? key : undefined;
  const value = openSecretVersion(ports, ports.keyring.open(wrapped), name, version, own);
  return value.ok ? ok({ value: asText.decode(value.value) }) : value;
}

/** A byte order mark is a part of the value. */
const asText = new TextDecoder('utf-8', { ignoreBOM: true });
