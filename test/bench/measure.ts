import { join } from 'node:path';

/**
 * A step of the benchmark runs as three processes over one folder: `prepare` makes what is read, `floor` times the least the work could
 * cost, `measure` times the program. Apart, so that the memory of one is not counted as another's. The ratio is what counts.
 */
export interface Step {
  readonly title: string;
  readonly rows: number;
  /** The aim: seconds measured ≤ aim × the floors' sum. */
  readonly aim: number;
  prepare(folder: string): Promise<void>;
  floor(folder: string): Promise<Readonly<Record<string, number>>>;
  measure(folder: string): Promise<number>;
}

export type Part = 'prepare' | 'floor' | 'measure';

export interface PartReport {
  readonly title: string;
  readonly rows: number;
  readonly aim: number;
  readonly floors?: Readonly<Record<string, number>>;
  readonly seconds?: number;
  readonly megabytes: number;
}

export async function secondsOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Runs the part the command line names and prints its report as the last line. */
export async function runStep(step: Step): Promise<void> {
  const [part, folder] = process.argv.slice(2) as [Part, string];
  const done = part === 'prepare' ? {} : part === 'floor' ? { floors: await step.floor(folder) } : { seconds: await step.measure(folder) };
  if (part === 'prepare') await step.prepare(folder);
  const report: PartReport = { title: step.title, rows: step.rows, aim: step.aim, ...done, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) };
  console.log(JSON.stringify(report));
  process.exit(0);
}

export function benchFile(folder: string, name: string): string {
  return join(folder, name);
}
