// npm run test:replicas [-- <days> <seed>]: three server processes on one database for 30 simulated days.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyMigrations } from '../../../scripts/migration-engine.ts';
import { startCluster } from '../../../scripts/postgres/cluster.ts';
import { findFreePort } from '../../../scripts/postgres/free-port.ts';
import { proveReplicas } from './prove-replicas.ts';

const [days = 30, seed = Math.floor(Math.random() * 2 ** 32)] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(path.join(tmpdir(), 'kms-replicas-'));
const port = await findFreePort();
const cluster = await startCluster({
  dir: path.join(folder, 'postgres'),
  port,
  password: 'test',
  durable: false,
});
try {
  const url = `postgresql://kms:test@127.0.0.1:${port}/postgres`;
  await applyMigrations(url);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`${days} days, seed ${seed}`);
  const started = performance.now();
  const proof = await proveReplicas(url, { days, seed, note: say });
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  say(
    `Every one of ${proof.slots} slots was covered once: ${proof.points} points, ${proof.freezes} freezes, ` +
      `${proof.lost} of them past a slot that was taken meanwhile; ${minutes} minutes`,
  );
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
