// What every command does first in a clone: look at Node, take turns, install. Plain JavaScript with node:
// modules only, as nothing is installed yet.
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { install, linkLibraries, needsInstall } from './install.mjs';
import { listRegistered, openControl, releaseLock, takeLock } from './lock.mjs';

/**
 * @typedef {object} Clone
 * @property {string} root
 * @property {import('./lock.mjs').Control} control
 * @property {string} runningDir  where the consoles that run from this clone's build are registered
 * @property {string} developingDir  and those of `npm run dev`, which a build doesn't disturb
 * @property {() => Promise<void>} refuseIfRunning  throws if one runs from the build: a new build would end it
 * @property {() => void} release  lets the next command that waits for this clone go on
 */

/**
 * Ends the process if this Node is too old; waits for its turn; installs what package-lock.json says; makes
 * TypeScript importable; generates the database client.
 * @returns {Promise<Clone>}
 */
export async function enterClone() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `KMS Backups needs Node 20.19 or later; this is ${process.versions.node}. Node 24 is best.`,
    );
    process.exit(1);
  }
  const root = fileURLToPath(new URL('..', import.meta.url));
  const lockDir = path.join(root, 'tmp', 'starting');
  const runningDir = path.join(root, 'tmp', 'running');
  const developingDir = path.join(root, 'tmp', 'developing');
  const control = await openControl();
  await takeTurn(lockDir, control);

  /** @param {string} what @param {string[]} folders */
  const refuse = async (what, ...folders) => {
    for (const folder of folders) {
      const [first] = await listRegistered(folder, control);
      const where = first?.url ?? `process ${first?.pid}`;
      if (first !== undefined)
        throw new Error(`${what}, and a console runs from this clone: ${where}. Stop it first.`);
    }
  };
  const refuseIfRunning = () => refuse('The sources have changed since the last build', runningDir);
  if (needsInstall(root)) {
    await refuse('Packages must be installed', runningDir, developingDir);
    install(root);
  }
  linkLibraries(root);
  const { register } = await import('tsx/esm/api');
  register();
  const { generate } = await import('./build.ts');
  generate(root); // before anything that imports the client is loaded
  const release = () => releaseLock(lockDir, control);
  return { root, control, runningDir, developingDir, refuseIfRunning, release };
}

/**
 * Prints what a person should read of a failure: its message and those of its causes.
 * @param {unknown} error
 */
export function report(error) {
  if (!(error instanceof Error)) return console.error(error);
  const causes = [];
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause)
    causes.push(`  ${cause.message}`);
  console.error(['', error.message, ...causes, ''].join('\n'));
}

/**
 * @param {string} lockDir
 * @param {import('./lock.mjs').Control} control
 */
async function takeTurn(lockDir, control) {
  for (let waited = false; ; waited = true) {
    const lock = await takeLock(lockDir, control);
    if (lock.taken) return;
    if (!waited) console.log(`Waiting for another command in this clone (process ${lock.by.pid}) …`);
    await pause(200);
  }
}
