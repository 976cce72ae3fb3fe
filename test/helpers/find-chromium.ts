import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { chromium } from '@playwright/test';
import { findInstalledBrowser } from '#main/shells/loopback/find-browser.ts';

export interface FoundBrowser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];

/** A Chromium in the order: CHROMIUM_PATH, installed, Playwright's own, the one inside the npm package. */
export async function findChromium(): Promise<FoundBrowser> {
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const installed = findInstalledBrowser();
  if (installed) return { executablePath: installed, args: quiet, env };
  const playwrights = chromium.executablePath();
  if (existsSync(playwrights)) return { executablePath: playwrights, args: quiet, env };
  return packagedChromium(env);
}

/**
 * Unpacks the Chromium that @sparticuz/chromium carries, with the libraries a bare machine lacks. Its recommended flags are not used:
 * they switch web security off, and our tests are about that security.
 */
async function packagedChromium(env: Record<string, string>): Promise<FoundBrowser> {
  // The package unpacks its libraries only where it believes it runs on such a bare machine, and looks once, when it is loaded.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  packaged.setGraphicsMode = false;
  const executablePath = await packaged.executablePath();
  const libraries = join(tmpdir(), 'al2023', 'lib');
  const { stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8' }) as { stdout: string | null };
  const bare = stdout?.includes('not found') ?? true;
  if (bare && existsSync(libraries)) env['LD_LIBRARY_PATH'] = [libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { executablePath, args: [...quiet, '--no-zygote'], env };
}
