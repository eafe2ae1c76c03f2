import { randomBytes } from 'node:crypto';
import type { Database } from '../lib/adapters/prisma/client.ts';
import { canaryBinding, secretBinding } from '../lib/kms/ciphertext.ts';
import { sealVersion } from '../lib/kms/key-material.ts';
import { currentStage, type KmsKey, type KmsSecret, type SecretVersion } from '../lib/kms/model.ts';
import type { KmsPorts } from '../lib/kms/ports.ts';
import { sealKey, sealSecret } from '../lib/kms/row-seal.ts';

const encoder = new TextEncoder();

/**
 * Fills an instance with AES keys and secrets of `valueBytes` random bytes each, true ones that encrypt and
 * decrypt, in bulk: the measured work begins afterwards.
 */
export async function fillInstance(
  ports: KmsPorts,
  database: Database,
  accountId: string,
  instanceId: string,
  counts: { readonly keys: number; readonly secrets: number; readonly valueBytes: number },
): Promise<void> {
  const instance = await ports.kms.findInstance(accountId, instanceId);
  const wrapped = instance && (await ports.kms.findDataKey(accountId, instance.dataKeyId));
  if (!instance || !wrapped) throw new Error(`No instance ${instanceId}`);
  const dataKey = ports.keyring.open(wrapped);
  const changeSeq = 1n;
  const createdAt = await ports.clock.now();
  const common = {
    accountId,
    regionId: instance.regionId,
    instanceId,
    description: '',
    tags: {},
    createdAt,
    rotatedAt: null,
    rotationDays: null,
    nextRotationAt: null,
    deletionAt: null,
  };
  await database.kmsInstance.update({ where: { id: instanceId }, data: { changeSeq } });

  const keys: { keyId: string; versionId: string; material: Uint8Array }[] = [];
  for (let done = 0; done < counts.keys; done += 1000) {
    const some = Array.from({ length: Math.min(1000, counts.keys - done) }, () => {
      const keyId = ports.ids.id('key');
      const versionId = ports.ids.token();
      const material = randomBytes(32);
      keys.push({ keyId, versionId, material });
      const binding = canaryBinding(keyId, versionId);
      const canary = ports.crypto.seal(material, encoder.encode(binding), binding);
      const version = sealVersion(dataKey, { instanceId, keyId }, { versionId, createdAt, material, canary });
      const key: KmsKey = {
        ...common,
        keyId,
        alias: null,
        spec: 'Aliyun_AES_256',
        usage: 'ENCRYPT/DECRYPT',
        state: 'Enabled',
        primaryVersionId: versionId,
      };
      return { key, version, mac: sealKey(dataKey, key, [version], changeSeq) };
    });
    await database.$executeRawUnsafe(
      insertKeys,
      JSON.stringify(
        some.map(({ key, version, mac }) => ({
          ...key,
          mac: base64(mac),
          version_id: version.versionId,
          material: base64(version.material),
          canary: base64(version.canary),
        })),
      ),
    );
  }

  for (let done = 0; done < counts.secrets; done += 1000) {
    const some = Array.from({ length: Math.min(1000, counts.secrets - done) }, (_, index) => {
      const key = keys[(done + index) % keys.length];
      if (!key) throw new Error('Secrets need keys');
      const secret: KmsSecret = {
        ...common,
        name: `bench/secret-${done + index}`,
        keyId: key.keyId,
        generator: null,
      };
      const versionId = ports.ids.token();
      const binding = secretBinding(secret.name, versionId, key.versionId);
      const version: SecretVersion = {
        versionId,
        stages: [currentStage],
        keyId: key.keyId,
        keyVersionId: key.versionId,
        ciphertext: ports.crypto.seal(key.material, randomBytes(counts.valueBytes), binding),
        createdAt,
      };
      return { secret, version, mac: sealSecret(dataKey, secret, [version], changeSeq) };
    });
    await database.$executeRawUnsafe(
      insertSecrets,
      JSON.stringify(
        some.map(({ secret, version, mac }) => ({
          ...secret,
          mac: base64(mac),
          version_id: version.versionId,
          key_version_id: version.keyVersionId,
          ciphertext: base64(version.ciphertext),
        })),
      ),
    );
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

// One statement for a thousand items: Prisma's own would take most of the bench's time.
const insertKeys = `
  WITH r AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS r("accountId" text, "regionId" text, "instanceId" text, "keyId" text,
      spec text, usage text, state text, "primaryVersionId" text, "createdAt" timestamptz, mac text, version_id text,
      material text, canary text)
  ), i AS (
    INSERT INTO kms_keys (account_id, region_id, instance_id, key_id, spec, usage, state, primary_version_id, created_at,
      change_seq, mac)
    SELECT "accountId", "regionId", "instanceId", "keyId", spec, usage, state, "primaryVersionId", "createdAt", 1,
      decode(mac, 'base64') FROM r
    RETURNING uid, key_id
  )
  INSERT INTO kms_key_versions (key_uid, version_id, material, canary, created_at)
  SELECT uid, version_id, decode(material, 'base64'), decode(canary, 'base64'), "createdAt"
  FROM r JOIN i ON i.key_id = r."keyId"`;
const insertSecrets = `
  WITH r AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS r("accountId" text, "regionId" text, "instanceId" text, name text,
      "keyId" text, "createdAt" timestamptz, mac text, version_id text, key_version_id text, ciphertext text)
  ), i AS (
    INSERT INTO kms_secrets (account_id, region_id, instance_id, name, key_id, created_at, change_seq, mac)
    SELECT "accountId", "regionId", "instanceId", name, "keyId", "createdAt", 1, decode(mac, 'base64') FROM r
    RETURNING uid, name
  )
  INSERT INTO kms_secret_versions (secret_uid, version_id, stages, key_id, key_version_id, ciphertext, created_at)
  SELECT uid, version_id, ARRAY['${currentStage}'], "keyId", key_version_id, decode(ciphertext, 'base64'), "createdAt"
  FROM r JOIN i USING (name)`;
