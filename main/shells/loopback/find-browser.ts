import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names: Readonly<Record<string, readonly string[]>> = {
  win32: ['msedge.exe', 'chrome.exe'],
  darwin: [],
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
};

function usualPlaces(): string[] {
  const { ProgramFiles, LOCALAPPDATA } = process.env;
  const programFilesX86 = process.env['ProgramFiles(x86)'];
  if (process.platform === 'win32') {
    return [programFilesX86, ProgramFiles, LOCALAPPDATA].flatMap((base) => base
      ? [join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'), join(base, 'Google', 'Chrome', 'Application', 'chrome.exe')]
      : []);
  }
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  return [];
}

/** An installed Chromium, Chrome or Edge, or undefined. CHROMIUM_PATH wins. */
export function findInstalledBrowser(): string | undefined {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked) return asked;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = (names[process.platform] ?? []).flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...usualPlaces(), ...onPath].find((path) => existsSync(path));
}
