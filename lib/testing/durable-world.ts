import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyMigrations } from '../../scripts/migration-engine.ts';
import { startCluster } from '../../scripts/postgres/cluster.ts';
import { findFreePort } from '../../scripts/postgres/free-port.ts';
import { type World, worldOn } from './world.ts';

/** The moment at which a durable world begins: 12:02 in Hangzhou. */
export const durableNow = '2026-11-24T04:02:00Z';

/**
 * A console without its pages on a PostgreSQL of its own that keeps commits (fsync on), as in production: for figures,
 * and for processes that are killed. `purpose`: a word in its folder's name.
 */
export async function openDurableWorld(
  purpose: string,
): Promise<{ readonly world: World; readonly rootKey: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), `kms-${purpose}-`));
  const port = await findFreePort();
  const cluster = await startCluster({
    dir: path.join(folder, 'postgres'),
    port,
    password: purpose,
    durable: true,
  });
  const url = `postgresql://kms:${purpose}@127.0.0.1:${port}/postgres`;
  const rootKey = randomBytes(32).toString('base64');
  const close = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await applyMigrations(url);
    return { world: await worldOn(url, durableNow, close, rootKey), rootKey };
  } catch (error) {
    await close();
    throw error;
  }
}
