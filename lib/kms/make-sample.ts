import type { Actor } from '../access/model.ts';
import { ok, type Result } from '../kernel/result.ts';
import { rotateKey } from './change-key.ts';
import { createInstance } from './create-instance.ts';
import { createKey } from './create-key.ts';
import { createSecret } from './create-secret.ts';
import type { KmsError } from './errors.ts';
import type { Sample } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { putSecretValue } from './put-secret-value.ts';

/** The name of the sample instance; a region has one at most. */
export const sampleName = 'sample-payments';

const symmetric = { spec: 'Aliyun_AES_256', usage: 'ENCRYPT/DECRYPT', rotationDays: null } as const;

const keys = [
  {
    ...symmetric,
    alias: 'alias/card-vault',
    description: 'Encrypts card numbers',
    tags: { team: 'payments', env: 'sample' },
    rotations: 2,
  },
  {
    ...symmetric,
    alias: 'alias/ledger',
    description: 'Encrypts the ledger',
    tags: { team: 'ledger', env: 'sample' },
    rotationDays: 90,
    rotations: 0,
  },
  {
    ...symmetric,
    alias: 'alias/app-secrets',
    description: "Encrypts the applications' secrets",
    tags: { env: 'sample' },
    rotations: 0,
  },
  {
    spec: 'EC_P256',
    usage: 'SIGN/VERIFY',
    rotationDays: null,
    alias: 'alias/partner-signature',
    description: 'Signs files for partners',
    tags: { env: 'sample' },
    rotations: 0,
  },
] as const;

/** Each under the key `alias/app-secrets`. */
const secrets = [
  { name: 'payments/db-password', values: ['first-sample', 'second-sample', 'third-sample'] },
  { name: 'payments/api-token', values: ['sample-token'] },
  { name: 'ledger/db-password', values: ['sample-password'] },
  { name: 'partners/sftp-key', values: ['sample line 1\nsample line 2\n'] },
  { name: 'mail/smtp-password', values: ['sample-mail'] },
] as const;

/**
 * Makes a Software Key Management instance with keys and secrets to look at and to back up, through the same use
 * cases as a person would. Refused like each of them: INSTANCE_NAME_TAKEN if the region has the sample already,
 * ALIAS_TAKEN or SECRET_NAME_TAKEN if something else has a name; what was made before that stays.
 */
export async function makeSample(
  ports: KmsPorts,
  actor: Actor,
  regionId: string,
): Promise<Result<Sample, KmsError>> {
  const instance = await createInstance(ports, actor, {
    regionId,
    name: sampleName,
    type: 'SOFTWARE',
    keyQuota: 1000,
    secretQuota: 1000,
  });
  if (!instance.ok) return instance;
  const instanceId = instance.value.id;
  const keyIds = new Map<string, string>();
  for (const { rotations, ...wanted } of keys) {
    const key = await createKey(ports, actor, { ...wanted, instanceId });
    if (!key.ok) return key;
    const { keyId } = key.value;
    keyIds.set(wanted.alias, keyId);
    for (let done = 0; done < rotations; done++) {
      const rotated = await rotateKey(ports, actor, { regionId, keyId });
      if (!rotated.ok) return rotated;
    }
  }
  const keyId = keyIds.get('alias/app-secrets') ?? '';
  for (const { name, values } of secrets) {
    const [value, ...later] = values;
    const made = await createSecret(ports, actor, { instanceId, name, keyId, value, description: 'Sample' });
    if (!made.ok) return made;
    for (const next of later) {
      const put = await putSecretValue(ports, actor, { regionId, name, value: next });
      if (!put.ok) return put;
    }
  }
  return ok({ name: sampleName, keys: keys.length, secrets: secrets.length });
}
