// npm run check: the fast part of `npm test`.
import { fileURLToPath } from 'node:url';
import { generate } from './build.ts';
import { runStaticChecks } from './static-checks.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
generate(root);
const { passed, failed } = runStaticChecks(root);
for (const name of failed) console.error(`Failed: ${name}`);
console.log(`${passed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
