import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/electron/**', 'node_modules/**'],
    pool: 'threads',
    // The modules keep no state between calls, so the files of one worker share them: half of the time went into loading them anew.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
