import type { Actor } from '../access/model.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { KmsError } from './errors.ts';
import type { KmsInstance } from './model.ts';
import type { KmsPorts } from './ports.ts';

type Changed = Result<KmsInstance, KmsError>;

/** The quotas that are asked for; each at least what it is now. */
export type RaisedQuotas = {
  readonly instanceId: string;
  readonly keyQuota: number;
  readonly secretQuota: number;
};

/** Raises an instance's quotas, which are never lowered: what it holds always fits. */
export async function raiseQuotas(
  ports: KmsPorts,
  actor: Actor,
  { instanceId, keyQuota, secretQuota }: RaisedQuotas,
): Promise<Result<KmsInstance, KmsError>> {
  return ports.kms.inInstance(actor.accountId, instanceId, async (transaction): Promise<Changed> => {
    const { instance } = transaction;
    if (keyQuota < instance.keyQuota) {
      return err({ code: 'KEY_QUOTA_LOWERED', instanceId, quota: instance.keyQuota });
    }
    if (secretQuota < instance.secretQuota) {
      return err({ code: 'SECRET_QUOTA_LOWERED', instanceId, quota: instance.secretQuota });
    }
    await transaction.changeInstance({ keyQuota, secretQuota });
    return ok({ ...instance, keyQuota, secretQuota });
  });
}

/** Gives an instance another name, which no other live instance of the region may have. */
export async function renameInstance(
  ports: KmsPorts,
  actor: Actor,
  { instanceId, name }: { readonly instanceId: string; readonly name: string },
): Promise<Result<KmsInstance, KmsError>> {
  return ports.kms.inInstance(actor.accountId, instanceId, async (transaction) => {
    const owner = await transaction.findInstanceInRegion(name);
    if (owner !== undefined && owner !== instanceId) {
      return err({ code: 'INSTANCE_NAME_TAKEN', name } as const);
    }
    await transaction.changeInstance({ name });
    return ok({ ...transaction.instance, name });
  });
}
