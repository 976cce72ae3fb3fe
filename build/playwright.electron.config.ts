import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: fileURLToPath(new URL('../test/electron', import.meta.url)),
  outputDir: fileURLToPath(new URL('../test-results/electron', import.meta.url)),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
});
