import { parentPort } from 'node:worker_threads';
import type { FileRefusalCode } from './file-refusal.ts';
import { FileRefusal } from './file-refusal.ts';
import type { PackedFile, PackedRows } from './packed-table.ts';
import { packFile, packRows } from './packed-table.ts';
import { parseFile } from './parse-file.ts';
import type { ReadRequest } from './read-file.ts';
import type { ReadLimits } from './read-limits.ts';

export interface ParseJob {
  readonly bytes: Uint8Array;
  readonly request: ReadRequest;
  readonly limits: ReadLimits;
}

export type ParseAnswer =
  | { readonly kind: 'rows'; readonly rows: PackedRows }
  | { readonly kind: 'read'; readonly file: PackedFile }
  | { readonly kind: 'refused'; readonly code: FileRefusalCode; readonly facts: Readonly<Record<string, string | number>> }
  | { readonly kind: 'failed'; readonly message: string };

const rowsAtOnce = 4096;

/** Sends the rows in pieces, so that neither side ever holds the table twice. */
async function answer({ bytes, request, limits }: ParseJob, send: (answer: ParseAnswer) => void): Promise<void> {
  try {
    const file = await parseFile(bytes, request, limits);
    for (let from = 0; from < file.table.rows.length; from += rowsAtOnce) {
      send({ kind: 'rows', rows: packRows(file.table.rows.slice(from, from + rowsAtOnce)) });
    }
    send({ kind: 'read', file: packFile(file) });
  } catch (error) {
    if (error instanceof FileRefusal) send({ kind: 'refused', code: error.code, facts: error.facts });
    else send({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

parentPort?.on('message', (job: ParseJob) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
  void answer(job, (result) => parentPort?.postMessage(result));
});
