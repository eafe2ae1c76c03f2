import { afterEach, beforeEach, expect, it } from 'vitest';
import { builtInRegions } from '../../kernel/regions.ts';
import { releaseInstance } from '../../kms/release-instance.ts';
import { openWorld, value, type World } from '../../testing/world.ts';
import { checkRegions } from './check-regions.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const without = (id: string) =>
  checkRegions(
    world.database,
    builtInRegions.filter((region) => region.id !== id),
  );

it('a region may go from the list while nothing lives in it, and again once all is released', async () => {
  await without('us-east-1');
  const instanceId = await world.instance('far', { regionId: 'us-east-1' });
  await expect(without('us-east-1')).rejects.toThrow('us-east-1: 1 KMS instance');
  await checkRegions(world.database, builtInRegions);
  value(await releaseInstance(world.ports, world.actor, { instanceId, confirmedName: 'far' }));
  await without('us-east-1');
});

it('a region stays in the list for what its backup instance holds, also once the source is released', async () => {
  const instanceId = await world.instance('near');
  await world.backUp(instanceId);
  await expect(without('cn-hangzhou')).rejects.toThrow(
    'leaves out regions that are in use:\n  cn-hangzhou: 1 KMS instance\n  cn-hangzhou: 1 backup instance\n',
  );
  value(await releaseInstance(world.ports, world.actor, { instanceId, confirmedName: 'near' }));
  await expect(without('cn-hangzhou')).rejects.toThrow('cn-hangzhou: 1 backup instance');
});
