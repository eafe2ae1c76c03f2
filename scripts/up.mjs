// npm run up: from a bare clone to a running console. npm run dev: the same with `next dev` (--dev).
import { enterClone, report } from './clone.mjs';

try {
  const clone = await enterClone();
  const { up } = await import('./up.ts');
  await up(clone, { args: process.argv.slice(2) });
  process.exit(0);
} catch (error) {
  report(error);
  process.exit(1);
}
