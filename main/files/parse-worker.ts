import { parentPort } from 'node:worker_threads';
import type { FileRefusalCode } from './file-refusal.ts';
import { FileRefusal } from './file-refusal.ts';
import type { PackedFile } from './packed-table.ts';
import { packFile } from './packed-table.ts';
import { parseFile } from './parse-file.ts';
import type { ReadRequest } from './read-file.ts';
import type { ReadLimits } from './read-limits.ts';

export interface ParseJob {
  readonly bytes: Uint8Array;
  readonly request: ReadRequest;
  readonly limits: ReadLimits;
}

export type ParseAnswer =
  | { readonly kind: 'read'; readonly file: PackedFile }
  | { readonly kind: 'refused'; readonly code: FileRefusalCode; readonly facts: Readonly<Record<string, string | number>> }
  | { readonly kind: 'failed'; readonly message: string };

async function answer(job: ParseJob): Promise<ParseAnswer> {
  try {
    return { kind: 'read', file: packFile(await parseFile(job.bytes, job.request, job.limits)) };
  } catch (error) {
    if (error instanceof FileRefusal) return { kind: 'refused', code: error.code, facts: error.facts };
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (job: ParseJob) => {
  void answer(job).then((result) => parentPort?.postMessage(result));
});
