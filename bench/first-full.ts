import { enableBackup } from '../lib/backups/enable-backup.ts';
import { value } from '../lib/testing/world.ts';
import { openBenchWorld } from './bench-server.ts';
import { fillInstance } from './fill-instance.ts';
import { withPeakMemory } from './peak-memory.ts';

const counts = { keys: 10_000, secrets: 10_000, valueBytes: 600 };

export type FirstFull = { readonly seconds: number; readonly peakBytes: number };

/** First full backup of 10,000 AES keys and 10,000 secrets of 600 bytes: time and memory inside the server. */
export async function firstFull(): Promise<FirstFull> {
  const world = await openBenchWorld();
  try {
    const { ports, actor } = world;
    const sourceInstanceId = await world.instance('bench', { keyQuota: 100_000, secretQuota: 100_000 });
    await fillInstance(ports, world.database, actor.accountId, sourceInstanceId, counts);
    const backupId = await world.defaultBackup();
    value(await enableBackup(ports, actor, { backupId, sourceInstanceId, alias: 'bench' }));
    const started = performance.now();
    const cpu = process.cpuUsage();
    const { value: reports, peakBytes } = await withPeakMemory(() => world.runDue());
    const seconds = (performance.now() - started) / 1000;
    const used = process.cpuUsage(cpu);
    console.log('cpu', used.user / 1e6, used.system / 1e6, 'wall', seconds);
    const point = await world.database.backupPoint.findFirstOrThrow({
      where: { backupInstanceId: backupId },
    });
    if (reports.length !== 1 || point.keyCount !== counts.keys || point.secretCount !== counts.secrets) {
      throw new Error(`The full backup is not whole: ${JSON.stringify(reports)}`);
    }
    return { seconds, peakBytes };
  } finally {
    await world.close();
  }
}
