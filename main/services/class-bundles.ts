import type { Paper } from '#main/print/paper.ts';
import { printPaper } from '#main/print/print-paper.ts';
import type { Progress } from './core.ts';
import { freeName, packParts } from './paper-parts.ts';
import type { PaperPart } from './paper-parts.ts';

export interface ClassBundleJob<Item> {
  readonly items: readonly Item[];
  classOf(item: Item): number | null;
  className(item: Item): string;
  /** What is printed, as files are named: 告知书. */
  readonly what: string;
  /** Pupils in one document; more pages than some hundred cost the typesetter gigabytes. */
  readonly largest: number;
  paper(items: readonly Item[]): Paper;
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
}

/** Prints one document a class (several where a class is large) and packs several documents into one zip. */
export async function printByClass<Item>(job: ClassBundleJob<Item>): Promise<{ readonly file: File; readonly papers: number }> {
  const classes = [...Map.groupBy(job.items, job.classOf).values()];
  const documents = classes.flatMap((items) => Array.from({ length: Math.ceil(items.length / job.largest) }, (_, part) => items.slice(part * job.largest, (part + 1) * job.largest)));
  const parts: PaperPart[] = [];
  const taken = new Set<string>();
  let done = 0;
  for (const items of documents) {
    job.progress({ done, total: job.items.length, label: `打印${job.what}` });
    const bytes = await printPaper(job.paper(items), job.signal);
    parts.push({ name: freeName((items[0] && job.className(items[0])) || '未分班', job.what, taken), bytes });
    done += items.length;
  }
  job.progress({ done, total: job.items.length, label: `打印${job.what}` });
  return { file: packParts(parts, job.what), papers: parts.length };
}
