import { fileURLToPath } from 'node:url';
import { cpSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

/** Native packages and Electron itself stay outside the bundle; everything else is one file each, so no node_modules ship. */
const external = [
  'electron', 'better-sqlite3', /^@myriaddreamin\//, ...builtinModules, ...builtinModules.map((name) => `node:${name}`),
];

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function buildRenderer(): Promise<void> {
  await build({ configFile: join(root, 'build', 'vite.renderer.config.ts'), logLevel: 'warn' });
}

export async function buildMain(): Promise<void> {
  const outDir = join(root, 'dist', 'main');
  rmSync(outDir, { recursive: true, force: true });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      target: 'node24',
      minify: false,
      rollupOptions: {
        external,
        input: {
          electron: join(root, 'main/shells/electron/main.ts'),
          'core-process': join(root, 'main/shells/electron/core-process.ts'),
          'parse-worker': join(root, 'main/files/parse-worker.ts'),
          'print-worker': join(root, 'main/print/print-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3', '@myriaddreamin/typst-ts-node-compiler'] },
  });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rollupOptions: {
        external: ['electron'],
        input: { preload: join(root, 'main/shells/electron/preload.cts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
  cpSync(join(root, 'main/print/templates'), join(outDir, 'templates'), { recursive: true });
}

if (import.meta.main) {
  const only = process.argv[2];
  if (only !== 'main') await buildRenderer();
  if (only !== 'renderer') await buildMain();
}
