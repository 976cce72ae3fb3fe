import type { StudentFile } from '#shared/domain/dossier/student-file.ts';
import { writeZip } from '#main/files/zip-writer.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import { printPaper } from '#main/print/print-paper.ts';
import type { Progress } from './core.ts';

interface BundleJob {
  readonly studentIds: readonly number[];
  readonly bundle: 'by_class' | 'by_student';
  readonly classOf: ReadonlyMap<number, number | null>;
  readonly imprint: Imprint;
  readonly signal: AbortSignal;
  files(studentIds: readonly number[]): StudentFile[];
  progress(progress: Progress): void;
}

/** More pupils than this in one document and the typesetter needs gigabytes; a class is never that large, a school is. */
const largestDocument = 60;

/** Prints many pupils' files, a document a class or a pupil, and packs several documents into one zip. Reads no more than one document at a time. */
export async function printBundles(job: BundleJob): Promise<{ readonly file: File; readonly papers: number }> {
  const documents = documentsOf(job);
  const parts: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  const taken = new Set<string>();
  let done = 0;
  for (const ids of documents) {
    const files = job.files(ids);
    job.progress({ done, total: job.studentIds.length, label: `打印一生一档` });
    const bytes = await printPaper({ kind: 'student_file', files, imprint: job.imprint }, job.signal);
    parts.push({ name: freeName(nameOf(files, job.bundle), taken), bytes });
    done += ids.length;
  }
  job.progress({ done, total: job.studentIds.length, label: '打印一生一档' });
  return { file: packed(parts), papers: parts.length };
}

function documentsOf({ studentIds, bundle, classOf }: BundleJob): number[][] {
  if (bundle === 'by_student') return studentIds.map((id) => [id]);
  const classes = [...Map.groupBy(studentIds, (id) => classOf.get(id) ?? 0).values()];
  return classes.flatMap((ids) => Array.from({ length: Math.ceil(ids.length / largestDocument) }, (_, part) => ids.slice(part * largestDocument, (part + 1) * largestDocument)));
}

/** Signs no file system takes are left out of names. */
function nameOf(files: readonly StudentFile[], bundle: BundleJob['bundle']): string {
  const [first] = files;
  const words = bundle === 'by_student' ? `${first?.className ?? ''}-${first?.name ?? ''}` : first?.className || '未分班';
  return words.replace(/[\\/:*?"<>|]|\p{Cc}/gu, '_');
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let again = 2; taken.has(free); again += 1) free = `${name}-${again}`;
  taken.add(free);
  return `${free}-一生一档.pdf`;
}

function packed(parts: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[]): File {
  const [only] = parts;
  if (only && parts.length === 1) return new File([only.bytes], only.name, { type: 'application/pdf' });
  return new File([writeZip(parts) as Uint8Array<ArrayBuffer>], '一生一档.zip', { type: 'application/zip' });
}
