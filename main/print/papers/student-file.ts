import type { StudentFile } from '#shared/domain/dossier/student-file.ts';
import type { Imprint } from './imprint.ts';

/** 一生一档: one pupil's file, or those of a class one after the other, each with its own page numbers. */
export interface StudentFilePaper {
  readonly kind: 'student_file';
  readonly files: readonly StudentFile[];
  readonly imprint: Imprint;
}
