import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outside = ['electron', 'better-sqlite3', /^@myriaddreamin\//, ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** The child as one program, as the packaged one is: hundreds of them start in a test, and each would read a thousand source files. */
export async function bundleChild(): Promise<string> {
  const outDir = join(root, 'test-results', 'fault-child');
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
        external: outside,
        input: { 'fault-child': join(root, 'test/faults/fault-child.ts'), 'parse-worker': join(root, 'main/files/parse-worker.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3', '@myriaddreamin/typst-ts-node-compiler'] },
  });
  return join(outDir, 'fault-child.js');
}
