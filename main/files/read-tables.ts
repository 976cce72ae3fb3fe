import { Worker } from 'node:worker_threads';
import type { FactsOf } from '#shared/text/sentences.ts';
import type { FileRefusalCode } from './file-refusal.ts';
import { FileRefusal } from './file-refusal.ts';
import { unpackFile, unpackRows } from './packed-table.ts';
import type { ParseAnswer, ParseJob } from './parse-worker.ts';
import type { ReadFile, ReadRequest } from './read-file.ts';
import type { ReadLimits } from './read-limits.ts';
import { readLimits } from './read-limits.ts';

export interface ReadTableOptions {
  readonly signal?: AbortSignal | undefined;
  readonly limits?: ReadLimits;
}

interface Waiting {
  readonly job: ParseJob;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (file: ReadFile) => void;
  readonly reject: (error: unknown) => void;
}

/** Beside this module both as sources and in a bundle, where the entry is built under the same name. */
const defaultEntry = new URL(import.meta.url.endsWith('.ts') ? './parse-worker.ts' : './parse-worker.js', import.meta.url);
/** A worker that has read a large file holds on to its heap; ending it costs less than that memory. */
const keepsWorkerBelow = 1024 * 1024;
const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 };

/**
 * Reads files in worker threads, so that a large or hostile one never holds up the window: a worker that takes too long, too much
 * memory, or is no longer wanted is ended, and nothing of it is left.
 */
export class TableReader {
  readonly #entry: URL;
  readonly #size: number;
  readonly #idle: Worker[] = [];
  readonly #queue: Waiting[] = [];
  #busy = 0;

  constructor(entry: URL = defaultEntry, size = 2) {
    this.#entry = entry;
    this.#size = size;
  }

  /** One sheet of the file. Rejects with FileRefusal, or with the signal's reason when it was cancelled. */
  read(bytes: Uint8Array, request: ReadRequest = {}, { signal, limits = readLimits }: ReadTableOptions = {}): Promise<ReadFile> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      this.#queue.push({ job: { bytes, request, limits }, signal, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }

  #next(): void {
    while (this.#busy < this.#size) {
      const waiting = this.#queue.shift();
      if (!waiting) return;
      if (waiting.signal?.aborted) waiting.reject(waiting.signal.reason);
      else this.#run(waiting);
    }
  }

  #run({ job, signal, resolve, reject }: Waiting): void {
    this.#busy += 1;
    const worker = this.#idle.pop() ?? new Worker(this.#entry, { resourceLimits: memory });
    worker.ref();
    let settled = false;
    const settle = (outcome: () => void, reusable: boolean): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      // By name: without one Node's own listeners go too, and the worker never hears anything again.
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      this.#busy -= 1;
      if (reusable) {
        worker.unref();
        this.#idle.push(worker);
      } else {
        // An error that comes while it dies has been answered already.
        worker.on('error', () => undefined);
        void worker.terminate();
      }
      outcome();
      this.#next();
    };
    const onAbort = (): void => settle(() => reject(signal?.reason), false);
    const timer = setTimeout(() => {
      settle(() => reject(new FileRefusal('file.too_slow', { seconds: Math.round(job.limits.milliseconds / 1000) })), false);
    }, job.limits.milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
    const rows: string[][] = [];
    worker.on('message', (answer: ParseAnswer) => {
      if (answer.kind === 'rows') rows.push(...unpackRows(answer.rows));
      else settle(() => (answer.kind === 'read' ? resolve(unpackFile(answer.file, rows)) : reject(errorOf(answer))), answer.kind !== 'failed' && job.bytes.length < keepsWorkerBelow);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileRefusal('file.out_of_memory', {}) : error), false);
    });
    worker.on('exit', () => settle(() => reject(new Error('the parse worker ended without an answer')), false));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    worker.postMessage(job);
  }
}

function errorOf(answer: Extract<ParseAnswer, { kind: 'refused' | 'failed' }>): Error {
  // The facts were checked against the code where the refusal was made; the thread boundary only forgets the type.
  return answer.kind === 'refused'
    ? new FileRefusal(answer.code, answer.facts as FactsOf<FileRefusalCode>)
    : new Error(`reading the file failed: ${answer.message}`);
}

let shared: TableReader | null = null;

/** Reads with the process's own pool. The shells that bundle elsewhere give their worker's place once with `useParseWorker`. */
export function readTable(bytes: Uint8Array, request?: ReadRequest, options?: ReadTableOptions): Promise<ReadFile> {
  shared ??= new TableReader();
  return shared.read(bytes, request, options);
}

export function useParseWorker(entry: URL): void {
  shared = new TableReader(entry);
}

/** Ends the idle workers (on leaving the program, and after tests). */
export async function closeTableReader(): Promise<void> {
  await shared?.close();
  shared = null;
}
