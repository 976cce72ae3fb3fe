import type { Paper } from './paper.ts';

/** The paper as PDF/A-2b. The same paper gives the same bytes. */
export function printPaper(_paper: Paper): Promise<Uint8Array> {
  return Promise.reject(new Error('not built yet'));
}
