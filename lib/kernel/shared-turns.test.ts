import { expect, it } from 'vitest';
import { sharedTurns } from './shared-turns.ts';

it('runs one at a time; those who come meanwhile share the next run, also after a failure', async () => {
  const turns = sharedTurns<number>();
  let runs = 0;
  let running = 0;
  const open: (() => void)[] = [];
  const work = async () => {
    const run = ++runs;
    expect(++running).toBe(1);
    await new Promise<void>((resolve) => open.push(resolve));
    running--;
    if (run === 1) throw new Error('broken');
    return run;
  };
  const first = turns(work);
  await Promise.resolve();
  const [second, third] = [turns(work), turns(work)];
  open[0]?.();
  await expect(first).rejects.toThrow('broken');
  await new Promise(setImmediate);
  open[1]?.();
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  const fourth = turns(work);
  await new Promise(setImmediate);
  open[2]?.();
  expect(await fourth).toBe(3);
});
