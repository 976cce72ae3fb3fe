import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The page every shell shows: relative addresses only, so that it opens over HTTP and from a packaged file alike. */
export default defineConfig({
  root: `${root}renderer`,
  base: './',
  cacheDir: `${root}.cache/vite`,
  plugins: [react()],
  build: {
    outDir: `${root}dist/renderer`,
    emptyOutDir: true,
    target: 'chrome120',
    // A data: URL would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    license: false,
  },
});
