import { afterEach, beforeEach } from 'vitest';
import { createKey } from '../kms/create-key.ts';
import { createSecret } from '../kms/create-secret.ts';
import type { SecretGenerator } from '../kms/model.ts';
import type { NewValue } from '../kms/new-value.ts';
import { putSecretValue } from '../kms/put-secret-value.ts';
import { revealSecret } from '../kms/reveal-secret.ts';
import { aesKey, openWorld, value, type World } from './world.ts';

export const regionId = 'cn-hangzhou';
export const name = 'db/password';
export const at = { regionId, name };
export const generator: SecretGenerator = { length: 24, kinds: ['lower', 'digit'] };
/** One instance with one key, made anew for each test of the file that imports this. */
export let world: World;
export let instanceId: string;
export let keyId: string;
beforeEach(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
  keyId = await newKey();
});
afterEach(() => world.close());

export const newKey = async () =>
  value(await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias: null, description: '' }))
    .keyId;
export const create = async (input: NewValue, versionId: string | null = null) =>
  value(
    await createSecret(world.ports, world.actor, {
      instanceId,
      name,
      keyId,
      description: '',
      versionId,
      ...input,
    }),
  );
export const put = (text: string, versionId: string | null = null) =>
  putSecretValue(world.ports, world.actor, { ...at, value: text, versionId });
export const found = async () => {
  const secret = await world.ports.kms.findSecret(world.actor.accountId, regionId, name);
  if (!secret) throw new Error('The secret is gone');
  return secret;
};
export const reveal = async (versionId: string) =>
  value(await revealSecret(world.ports, world.actor, { ...at, versionId })).value;
export const current = async () =>
  (await found()).versions.find(({ stages }) => stages.includes('ACSCurrent'))?.versionId ?? '';
export const feed = async () =>
  (await world.database.kmsInstance.findUniqueOrThrow({ where: { id: instanceId } })).changeSeq;
