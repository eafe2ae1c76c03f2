// Starts the console as `npm run up` does, with the Node that runs this, fetches its sign-in page and stops it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { start, waitUntilReady } from './testing/started-console.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kms-start-'));
const dataDir = path.join(folder, 'data');
const started = start(path.join('scripts', 'up.mjs'), dataDir);
let fault: string | undefined;
try {
  const url = await waitUntilReady(started, dataDir, 300_000);
  const answer = await fetch(`${url}/sign-in`);
  if (answer.status !== 200) fault = `/sign-in answered ${answer.status}`;
} catch (error) {
  fault = error instanceof Error ? error.message : String(error);
}
started.child.kill('SIGTERM');
const code = await started.ended;
if (code !== 0) fault ??= `It stopped with exit code ${code}:\n${started.output()}`;
rmSync(folder, { recursive: true, force: true });
console.log(`Node ${process.versions.node}: ${fault ?? 'the console starts, answers and stops'}`);
process.exit(fault === undefined ? 0 : 1);
