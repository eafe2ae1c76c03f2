import { createKey } from '../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from './world.ts';

/** A world at 12:02 in Hangzhou with one key, `alias/pan`, that has just been backed up: point 1. */
export type OneKey = {
  readonly world: World;
  readonly instanceId: string;
  readonly keyId: string;
  readonly backupId: string;
};

export async function openOneKey(): Promise<OneKey> {
  const world = await openWorld('2026-11-24T04:02:00Z');
  const instanceId = await world.instance('payments');
  const made = await createKey(world.ports, world.actor, { ...aesKey, instanceId, alias: 'alias/pan' });
  return { world, instanceId, keyId: value(made).keyId, backupId: await world.backUp(instanceId) };
}
