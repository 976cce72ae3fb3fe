import { parentPort, workerData } from 'node:worker_threads';
import type { Paper } from './paper.ts';
import type { Templates } from './read-templates.ts';
import type { PrintResources } from './resources.ts';
import type { TemplateFailure } from './template-failure.ts';
import { TemplateError } from './template-failure.ts';
import { Typesetter } from './typesetter.ts';

/** What a worker starts with. */
export interface PrintWorkerData {
  readonly resources: PrintResources;
  readonly templates: Templates;
}

/** One job for the worker; `id` comes back with its answer. */
export interface PrintJob {
  readonly id: number;
  readonly output: 'pdf' | 'pages';
  readonly paper: Paper;
}

export type PrintAnswer =
  | { readonly id: number; readonly ok: true; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly ok: true; readonly pages: readonly string[] }
  | { readonly id: number; readonly ok: false; readonly message: string; readonly template: TemplateFailure | null };

const port = parentPort;
if (port) {
  const { resources, templates } = workerData as PrintWorkerData;
  const typesetter = new Typesetter(resources, templates);
  port.on('message', (job: PrintJob) => {
    port.postMessage(answer(typesetter, job));
  });
}

function answer(typesetter: Typesetter, job: PrintJob): PrintAnswer {
  try {
    if (job.output === 'pages') return { id: job.id, ok: true, pages: typesetter.pages(job.paper) };
    return { id: job.id, ok: true, pdf: new Uint8Array(typesetter.pdf(job.paper)) };
  } catch (error) {
    return { id: job.id, ok: false, message: error instanceof Error ? error.message : String(error), template: error instanceof TemplateError ? error.failure : null };
  }
}
