import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { DataKey } from '../ports/keyring.ts';
import type { SecretRef } from './change-secret.ts';
import type { KmsError } from './errors.ts';
import type { KeyStanding, KeyWithVersions, SecretDetails } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { soundKey, soundSecret } from './row-seal.ts';

/** A live secret's own page, without values. SECRET_NOT_FOUND if the region has none of that name. */
export async function viewSecret(
  ports: Pick<KmsPorts, 'kms' | 'keyring'>,
  actor: Actor,
  ref: SecretRef,
): Promise<Result<SecretDetails, KmsError>> {
  const notFound = { code: 'SECRET_NOT_FOUND', name: ref.name } as const;
  const found = await ports.kms.findSecret(actor.accountId, ref.regionId, ref.name);
  if (!found) return err(notFound);
  const { secret, versions } = found;
  const keyIds = [...new Set([secret.keyId, ...versions.map(({ keyId }) => keyId)])];
  const [instance, wrapped, ...keys] = await Promise.all([
    ports.kms.findInstance(actor.accountId, secret.instanceId),
    ports.kms.dataKeyOf(actor.accountId, secret.instanceId),
    ...keyIds.map((keyId) => ports.kms.findKey(actor.accountId, ref.regionId, keyId)),
  ]);
  if (!wrapped) return err(notFound); // its instance was released between the two looks
  const dataKey = ports.keyring.open(wrapped);
  const standingOf = (keyId: string, keyVersionId?: string): KeyStanding => {
    const key = keys.find((each) => each?.key.keyId === keyId);
    const own = key?.key.instanceId === secret.instanceId ? key : undefined;
    return { keyId, alias: own?.key.alias ?? null, state: stateOf(dataKey, own, keyVersionId) };
  };
  return ok({
    secret,
    encryptionKey: standingOf(secret.keyId),
    instanceName: instance?.name ?? secret.instanceId,
    damaged: !soundSecret(dataKey, found).ok,
    versions: versions.map(({ versionId, createdAt, stages, keyId, keyVersionId }) => ({
      versionId,
      createdAt,
      stages,
      key: standingOf(keyId, keyVersionId),
    })),
  });
}

/** With a version: as seen by a value that is encrypted under it. */
function stateOf(
  dataKey: DataKey,
  found: KeyWithVersions | undefined,
  keyVersionId: string | undefined,
): KeyStanding['state'] {
  if (!found) return 'Missing';
  if (!soundKey(dataKey, found).ok) return 'Damaged';
  if (keyVersionId === undefined) return found.key.state;
  return found.versions.some(({ versionId }) => versionId === keyVersionId) ? found.key.state : 'Missing';
}
