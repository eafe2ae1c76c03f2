import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { InstanceUsage, KmsInstance } from './model.ts';

/** Refuses more key versions than the instance's key quota holds; versions of keys in PendingDeletion count. */
export function checkKeyQuota(
  instance: Pick<KmsInstance, 'id' | 'keyQuota'>,
  usage: Pick<InstanceUsage, 'keyVersions'>,
  added: number,
): Result<void, KmsError> {
  if (usage.keyVersions + added <= instance.keyQuota) return ok(undefined);
  return err({
    code: 'KEY_QUOTA_REACHED',
    instanceId: instance.id,
    used: usage.keyVersions,
    quota: instance.keyQuota,
  });
}

/** Refuses more secrets than the quota holds; a secret's versions cost nothing, one in its recovery window counts. */
export function checkSecretQuota(
  instance: Pick<KmsInstance, 'id' | 'secretQuota'>,
  usage: Pick<InstanceUsage, 'secrets'>,
  added: number,
): Result<void, KmsError> {
  if (usage.secrets + added <= instance.secretQuota) return ok(undefined);
  return err({
    code: 'SECRET_QUOTA_REACHED',
    instanceId: instance.id,
    used: usage.secrets,
    quota: instance.secretQuota,
  });
}
