import type { StudentFile } from '#shared/domain/dossier/student-file.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import { printPaper } from '#main/print/print-paper.ts';
import type { Progress } from './core.ts';
import { freeName, packParts } from './paper-parts.ts';
import type { PaperPart } from './paper-parts.ts';

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
  const parts: PaperPart[] = [];
  const taken = new Set<string>();
  let done = 0;
  for (const ids of documents) {
    const files = job.files(ids);
    job.progress({ done, total: job.studentIds.length, label: `打印一生一档` });
    const bytes = await printPaper({ kind: 'student_file', files, imprint: job.imprint }, job.signal);
    parts.push({ name: freeName(nameOf(files, job.bundle), '一生一档', taken), bytes });
    done += ids.length;
  }
  job.progress({ done, total: job.studentIds.length, label: '打印一生一档' });
  return { file: packParts(parts, '一生一档'), papers: parts.length };
}

function documentsOf({ studentIds, bundle, classOf }: BundleJob): number[][] {
  if (bundle === 'by_student') return studentIds.map((id) => [id]);
  const classes = [...Map.groupBy(studentIds, (id) => classOf.get(id) ?? 0).values()];
  return classes.flatMap((ids) => Array.from({ length: Math.ceil(ids.length / largestDocument) }, (_, part) => ids.slice(part * largestDocument, (part + 1) * largestDocument)));
}

function nameOf(files: readonly StudentFile[], bundle: BundleJob['bundle']): string {
  const [first] = files;
  return bundle === 'by_student' ? `${first?.className ?? ''}-${first?.name ?? ''}` : first?.className || '未分班';
}
