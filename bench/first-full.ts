import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openDurableWorld } from '../lib/testing/durable-world.ts';
import type { Figure } from './figure.ts';
import { fillInstance } from './fill-instance.ts';

const counts = { keys: 10_000, secrets: 10_000, valueBytes: 600 };
const measured = z.object({ seconds: z.number(), peakBytes: z.number() });

const runs = 3;

export async function firstFullFigures(): Promise<readonly Figure[]> {
  const fulls: FirstFull[] = [];
  for (let run = 0; run < runs; run++) fulls.push(await firstFull());
  return [
    {
      name: 'first full backup of 10,000 keys and 10,000 secrets, inside the server',
      values: fulls.map((full) => full.seconds),
      unit: 's',
      atMost: 2,
    },
    {
      name: 'its memory above idle',
      values: fulls.map((full) => full.peakBytes / 1024 / 1024),
      unit: 'MiB',
      atMost: 200,
    },
  ];
}

type FirstFull = z.infer<typeof measured>;

/** First full backup of 10,000 AES keys and 10,000 secrets of 600 bytes: time and memory inside the server. */
async function firstFull(): Promise<FirstFull> {
  const { world, rootKey } = await openDurableWorld('bench');
  try {
    const { ports, actor, database } = world;
    const source = await world.instance('bench', { keyQuota: 100_000, secretQuota: 100_000 });
    await fillInstance(ports, database, actor.accountId, source, counts);
    await database.$executeRaw`ANALYZE`;
    const backupId = await world.enable(source);
    const child = fileURLToPath(new URL('take-due.ts', import.meta.url));
    const printed = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', child], {
      env: { ...process.env, BENCH_URL: world.url, BENCH_ROOT_KEY: rootKey },
      encoding: 'utf8',
    });
    const point = await database.backupPoint.findFirstOrThrow({ where: { backupInstanceId: backupId } });
    if (point.keyCount !== counts.keys || point.secretCount !== counts.secrets) {
      throw new Error(`The full backup is not whole: ${point.keyCount} keys, ${point.secretCount} secrets`);
    }
    return measured.parse(JSON.parse(printed));
  } finally {
    await world.close();
  }
}
