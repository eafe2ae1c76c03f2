import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { SecretRef } from './change-secret.ts';
import type { KmsError } from './errors.ts';
import type { KeyStanding, KeyWithVersions, SecretDetails } from './model.ts';
import type { KmsPorts } from './ports.ts';

/** A live secret's own page, without values. SECRET_NOT_FOUND if the region has none of that name. */
export async function viewSecret(
  ports: Pick<KmsPorts, 'kms'>,
  actor: Actor,
  ref: SecretRef,
): Promise<Result<SecretDetails, KmsError>> {
  const found = await ports.kms.findSecret(actor.accountId, ref.regionId, ref.name);
  if (!found) return err({ code: 'SECRET_NOT_FOUND', name: ref.name });
  const { secret, versions } = found;
  const keyIds = [...new Set([secret.keyId, ...versions.map(({ keyId }) => keyId)])];
  const [instance, ...keys] = await Promise.all([
    ports.kms.findInstance(actor.accountId, secret.instanceId),
    ...keyIds.map((keyId) => ports.kms.findKey(actor.accountId, ref.regionId, keyId)),
  ]);
  const own = keys.filter((key) => key?.key.instanceId === secret.instanceId);
  const keyOf = (keyId: string) => own.find((key) => key?.key.keyId === keyId);
  return ok({
    secret,
    encryptionKey: standingOf(secret.keyId, keyOf(secret.keyId)),
    instanceName: instance?.name ?? secret.instanceId,
    versions: versions.map(({ versionId, createdAt, stages, keyId, keyVersionId }) => ({
      versionId,
      createdAt,
      stages,
      key: standingOf(keyId, keyOf(keyId), keyVersionId),
    })),
  });
}

/** With `versionId`: as seen by a value that is encrypted under that version. */
function standingOf(keyId: string, found: KeyWithVersions | undefined, versionId?: string): KeyStanding {
  const alias = found?.key.alias ?? null;
  const hasVersion =
    versionId === undefined || found?.versions.some((version) => version.versionId === versionId);
  return { keyId, alias, state: found && hasVersion ? found.key.state : 'Missing' };
}
