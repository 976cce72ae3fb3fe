import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A real Electron for the tests: the folder that with-electron names, or the one its npm package unpacked. */
export function findElectronBinary(): string | undefined {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? fileURLToPath(new URL('../../node_modules/electron/dist', import.meta.url));
  const path = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  return existsSync(path) ? path : undefined;
}
