// npm test: from a bare clone, everything that must hold. Ends with the line `N passed, N failed`.
import { enterClone, report } from './clone.mjs';

try {
  const clone = await enterClone();
  const { test } = await import('./test.ts');
  const { passed, failed } = await test(clone);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
} catch (error) {
  report(error);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
