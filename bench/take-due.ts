// Run by first-full.ts in a process of its own, which has done nothing before: its memory at rest is a server's.
// Environment: BENCH_URL, BENCH_ROOT_KEY. Prints {"seconds", "peakBytes", "reports"}.

import { durableNow } from '../lib/testing/durable-world.ts';
import { worldOn } from '../lib/testing/world.ts';
import { withPeakMemory } from './peak-memory.ts';

const world = await worldOn(
  process.env.BENCH_URL ?? '',
  durableNow,
  async () => undefined,
  process.env.BENCH_ROOT_KEY,
);
const started = performance.now();
const { value: reports, peakBytes } = await withPeakMemory(() => world.runDue());
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, peakBytes, reports }));
await world.close();
