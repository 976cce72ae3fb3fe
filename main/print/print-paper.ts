import { Worker } from 'node:worker_threads';
import type { Paper } from './paper.ts';
import type { PrintAnswer, PrintJob, PrintWorkerData } from './print-worker.ts';
import { readTemplates } from './read-templates.ts';
import { printResources } from './resources.ts';
import { TemplateError } from './template-failure.ts';

interface Waiting {
  readonly take: (answer: PrintAnswer & { ok: true }) => void;
  readonly fail: (error: Error) => void;
}

let worker: Worker | null = null;
let lastId = 0;
let idle: NodeJS.Timeout | null = null;
const waiting = new Map<number, Waiting>();

/** Fonts and compiler hold some hundred megabytes; they go when nothing has been printed for this long. */
const idleMilliseconds = 60_000;

/**
 * The paper as PDF/A-2b. The same paper on the same machine gives the same bytes. Type is set in a worker, so the window stays alive;
 * aborting the signal ends the worker, whatever it is doing.
 */
export async function printPaper(paper: Paper, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await ask({ output: 'pdf', paper }, signal);
  if (!('pdf' in answer)) throw new Error('the print worker answered something else');
  return answer.pdf;
}

/** The paper's pages as SVG documents, from the same type that is printed. */
export async function previewPaper(paper: Paper, signal?: AbortSignal): Promise<readonly string[]> {
  const answer = await ask({ output: 'pages', paper }, signal);
  if (!('pages' in answer)) throw new Error('the print worker answered something else');
  return answer.pages;
}

/** The next paper reads the templates anew, where nothing is being printed just now. */
export async function rereadTemplates(): Promise<void> {
  if (waiting.size === 0) await stopPrinting();
}

/** Ends the worker; papers under way fail. The next paper starts a new one. */
export async function stopPrinting(reason = new Error('printing was stopped')): Promise<void> {
  const ending = worker;
  worker = null;
  failAll(reason);
  await ending?.terminate();
}

function ask(job: Omit<PrintJob, 'id'>, signal?: AbortSignal): Promise<PrintAnswer & { ok: true }> {
  return new Promise((take, fail) => {
    if (signal?.aborted) {
      fail(signal.reason as Error);
      return;
    }
    const id = (lastId += 1);
    const stop = () => { void stopPrinting(signal?.reason as Error); };
    const settle = () => {
      signal?.removeEventListener('abort', stop);
      waiting.delete(id);
      if (waiting.size === 0) rest();
    };
    waiting.set(id, { take: (answer) => { settle(); take(answer); }, fail: (error) => { settle(); fail(error); } });
    signal?.addEventListener('abort', stop, { once: true });
    const current = (worker ??= startWorker());
    current.ref();
    // A worker's port, not a window's: there is no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    current.postMessage({ ...job, id } satisfies PrintJob);
  });
}

/** Nothing to print: the worker no longer keeps the program running, and ends after a while. */
function rest(): void {
  worker?.unref();
  if (idle !== null) clearTimeout(idle);
  idle = setTimeout(() => { if (waiting.size === 0) void stopPrinting(); }, idleMilliseconds);
  idle.unref();
}

function startWorker(): Worker {
  const resources = printResources();
  const started = new Worker(resources.workerEntry, { workerData: { resources, templates: readTemplates(resources) } satisfies PrintWorkerData });
  started.on('message', (answer: PrintAnswer) => {
    const asked = waiting.get(answer.id);
    if (answer.ok) asked?.take(answer);
    else asked?.fail(answer.template === null ? new Error(answer.message) : new TemplateError(answer.template));
  });
  const lost = (error: Error) => {
    if (worker !== started) return;
    worker = null;
    failAll(error);
  };
  started.on('error', lost);
  started.on('exit', (code) => lost(new Error(`the print worker ended (${code})`)));
  return started;
}

function failAll(error: Error): void {
  for (const asked of Array.from(waiting.values())) asked.fail(error);
}
