import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKey } from '../../kms/create-key.ts';
import { aesKey, openWorld, value, type World } from '../../testing/world.ts';

let world: World;
let backupId: string;
beforeEach(async () => {
  world = await openWorld('2026-11-24T04:02:00Z');
  const instanceId = await world.instance('payments');
  backupId = await world.backUp(instanceId);
  const look = (iso: string) => {
    world.setNow(iso);
    return world.runDue();
  };
  await look('2026-11-24T04:05:01Z');
  value(await createKey(world.ports, world.actor, { ...aesKey, instanceId }));
  await look('2026-11-24T04:10:01Z');
  await look('2026-11-24T04:31:00Z');
});
afterEach(() => world.close());

const read = async (from: string, to: string) => {
  const instant = (time: string) => new Date(`2026-11-24T${time}Z`);
  const spans = await world.ports.snapshots.coverage(backupId, instant(from), instant(to));
  const time = (at: Date) => at.toISOString().slice(11, 16);
  return spans.map((span) => `${span.ordinal} ${time(span.firstSlotAt)}-${time(span.lastSlotAt)}`);
};

it('tells which slots a point answers for, a gap between them left open', async () => {
  expect(await read('00:00', '23:00')).toEqual(['1 04:00-04:05', '2 04:10-04:10', '2 04:30-04:30']);
});

it('reads what reaches into the span and nothing beside it', async () => {
  expect(await read('04:04', '04:10')).toEqual(['1 04:00-04:05']);
  expect(await read('04:05', '04:11')).toEqual(['1 04:00-04:05', '2 04:10-04:10']);
  expect(await read('04:11', '04:30')).toEqual([]);
});
