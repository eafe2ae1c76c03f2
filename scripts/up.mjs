// npm run up: from a bare clone to a running console. Plain JavaScript with node: modules only.
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { install, linkLibraries, needsInstall } from './install.mjs';
import { listRegistered, openControl, releaseLock, takeLock } from './lock.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`KMS Backups needs Node 20.19 or later; this is ${process.versions.node}. Node 24 is best.`);
  process.exit(1);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const cloneLock = path.join(root, 'tmp', 'starting');
const runningDir = path.join(root, 'tmp', 'running');

try {
  const control = await openControl();
  await takeClone(control);
  const refuseIfRunning = async () => {
    const [first] = await listRegistered(runningDir, control);
    if (first === undefined) return;
    throw new Error(
      `The sources have changed, and a console runs from this clone: ${first.url ?? `process ${first.pid}`}. Stop it first.`,
    );
  };
  if (needsInstall(root)) {
    await refuseIfRunning();
    install(root);
  }
  linkLibraries(root);
  const { register } = await import('tsx/esm/api');
  register();
  const { up } = await import('./up.ts');
  const releaseClone = () => releaseLock(cloneLock, control);
  await up({ root, control, args: process.argv.slice(2), refuseIfRunning, runningDir, releaseClone });
  process.exit(0);
} catch (error) {
  report(error);
  process.exit(1);
}

/**
 * Only one start at a time installs and builds in this clone; the next waits.
 * @param {import('./lock.mjs').Control} control
 */
async function takeClone(control) {
  for (let waited = false; ; waited = true) {
    const lock = await takeLock(cloneLock, control);
    if (lock.taken) return;
    if (!waited) console.log(`Waiting for another start from this clone (process ${lock.by.pid}) …`);
    await pause(200);
  }
}

/** @param {unknown} error */
function report(error) {
  if (!(error instanceof Error)) return console.error(error);
  const causes = [];
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause)
    causes.push(`  ${cause.message}`);
  console.error(['', error.message, ...causes, ''].join('\n'));
}
