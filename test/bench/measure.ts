import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One thing timed beside its floor, in one process and one run: the ratio is what counts, the seconds depend on the machine. */
export interface Measured {
  readonly step: string;
  readonly rows: number;
  readonly seconds: number;
  readonly floors: Readonly<Record<string, number>>;
  readonly aim: number;
}

export async function secondsOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

export async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'yidang-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tells run.ts what was measured, with the memory this process needed at most. */
export function report(measured: Measured): void {
  console.log(JSON.stringify({ ...measured, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
}
