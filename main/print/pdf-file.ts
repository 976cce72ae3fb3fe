import type { Paper } from './paper.ts';
import { printPaper } from './print-paper.ts';

/** A paper as the PDF file a shell saves or prints. */
export async function pdfFile(name: string, paper: Paper): Promise<File> {
  return new File([await printPaper(paper) as Uint8Array<ArrayBuffer>], name, { type: 'application/pdf' });
}
