import path from 'node:path';
import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: [
      { find: 'server-only', replacement: path.join(here, 'lib/testing/empty.ts') },
      { find: /^@\//, replacement: `${here}/` },
    ],
  },
  test: {
    include: ['{app,components,lib,messages,scripts,prisma}/**/*.test.{ts,tsx}'],
    globalSetup: ['lib/testing/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
