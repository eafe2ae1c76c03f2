// As `npm run up`, with one page in place of the console, so that the tests of the set-up need no build.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { openControl } from '../lock.mjs';

register();
const { up } = await import('../up.ts');
const root = fileURLToPath(new URL('../..', import.meta.url));
const module = path.join(root, 'scripts', 'testing', 'one-page.mjs');
try {
  const runningDir = path.join(process.env.KMS_DATA_DIR ?? '', 'running');
  const control = await openControl();
  const places = { runningDir, developingDir: runningDir };
  const clone = { root, control, ...places, refuseIfRunning: async () => {}, release: () => {} };
  await up(clone, { args: [], web: (env) => ({ module, args: [], env, cwd: root }) });
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
