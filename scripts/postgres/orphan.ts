import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Stops the PostgreSQL that a killed supervisor left running on this data folder, and waits for its end.
 * The caller holds the lock of the data folder, so nobody else can be using that server.
 */
export async function stopOrphan(dir: string): Promise<void> {
  const pidFile = path.join(dir, 'postmaster.pid');
  let asked = false;
  let deadSince: number | undefined;
  for (const end = Date.now() + 60_000; existsSync(pidFile); await pause(50)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    const found = look(pid);
    if (found === undefined) return; // a stale file: PostgreSQL recognises it
    if (found.zombie) {
      // Dead, but nobody has collected it: PostgreSQL would take it for a running server.
      deadSince ??= Date.now();
      if (Date.now() - deadSince > 1_000) rmSync(pidFile, { force: true });
      continue;
    }
    if (!found.command.includes(dir)) return; // the id went to another program
    if (!asked) process.kill(pid, 'SIGINT');
    asked = true;
    if (Date.now() > end) throw new Error(`PostgreSQL (process ${pid}) on ${dir} doesn't stop.`);
  }
}

function look(pid: number): { zombie: boolean; command: string } | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    try {
      const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0];
      return { zombie: state === 'Z', command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') };
    } catch {
      return undefined;
    }
  }
  const answer = spawnSync('ps', ['-p', String(pid), '-o', 'stat=,command='], { encoding: 'utf8' });
  if (answer.status !== 0) return undefined;
  return { zombie: answer.stdout.startsWith('Z'), command: answer.stdout };
}
