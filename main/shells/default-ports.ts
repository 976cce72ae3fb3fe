import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Ports } from '#main/services/core.ts';

/** What every shell gives the core where nothing else is asked for. */
export function defaultPorts(archivesRoot: string): Ports {
  return { archivesRoot, now: () => new Date(), kdf: { logN: kdfLogN() } };
}

/** Where archives lie unless the user or YIDANG_ARCHIVES says otherwise. */
export function defaultArchivesRoot(): string {
  const { YIDANG_ARCHIVES, APPDATA, XDG_DATA_HOME } = process.env;
  if (YIDANG_ARCHIVES) return YIDANG_ARCHIVES;
  if (process.platform === 'win32' && APPDATA) return join(APPDATA, 'Yidang', 'archives');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Yidang', 'archives');
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'yidang', 'archives');
}

/** 128 MB and half a second in earnest. Tests may ask for less; nobody can ask for less than 2^14. */
function kdfLogN(): number {
  const asked = Number(process.env['YIDANG_KDF_LOG_N']);
  return Number.isInteger(asked) && asked >= 14 && asked <= 20 ? asked : 17;
}
