import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { SecretRef } from './change-secret.ts';
import type { KmsError } from './errors.ts';
import { openSecretVersion } from './open-secret.ts';
import type { KmsPorts } from './ports.ts';
import { soundSecret } from './row-seal.ts';

/** The value of one version, decrypted when asked for and never kept. */
export async function revealSecret(
  ports: KmsPorts,
  actor: Actor,
  input: SecretRef & { readonly versionId: string },
): Promise<Result<{ readonly value: string }, KmsError>> {
  const { name, versionId, regionId } = input;
  const notFound = { code: 'SECRET_NOT_FOUND', name } as const;
  const found = await ports.kms.findSecret(actor.accountId, regionId, name);
  if (!found) return err(notFound);
  const { secret, versions } = found;
  const wrapped = await ports.kms.dataKeyOf(actor.accountId, secret.instanceId);
  if (!wrapped) return err(notFound); // its instance was released between the two looks
  const dataKey = ports.keyring.open(wrapped);
  const sound = soundSecret(dataKey, found);
  if (!sound.ok) return sound;
  if (secret.deletionAt !== null) return err({ code: 'SECRET_IN_RECOVERY_WINDOW', name });
  const version = versions.find((candidate) => candidate.versionId === versionId);
  if (!version) return err({ code: 'SECRET_VERSION_NOT_FOUND', name, versionId });
  const key = await ports.kms.findKey(actor.accountId, regionId, version.keyId);
  const own = key?.key.instanceId === secret.instanceId ? key : undefined;
  const value = openSecretVersion(ports, dataKey, name, version, own);
  return value.ok ? ok({ value: asText.decode(value.value) }) : value;
}

/** A byte order mark is a part of the value. */
const asText = new TextDecoder('utf-8', { ignoreBOM: true });
