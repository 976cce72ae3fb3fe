import type { DossierLine } from '#shared/contract/dossier.ts';
import type { StudentFile } from '#shared/domain/dossier/student-file.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listDossierIds } from '#main/db/queries/dossier.ts';
import { previewPaper } from '#main/print/print-paper.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Session } from './core.ts';
import { printBundles } from './dossier-bundles.ts';
import { dossierView, studentFiles } from './dossier-files.ts';
import { imprintOf } from './imprint-of.ts';
import { api, classScope, read, slow } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

interface Asked {
  readonly schoolId: number;
  readonly term: TermKey;
}

export const dossierService = {
  list: api.dossier.list.handler(read(({ db, input, session }) => {
    const ids = listDossierIds(db, input.schoolId, classesAsked(session, input.classIds), false).map((row) => row.studentId);
    const year = schoolYearOf(input.term);
    return studentFiles(db, input.schoolId, ids, dossierView(db, session, input, false)).map((file) => lineOf(file, year));
  })),

  get: api.dossier.get.handler(read(({ db, input, session }) => oneFile(db, session, input, input.studentId, false))),

  preview: api.dossier.preview.handler(slow(async ({ core, db, input, session, signal }) => {
    const file = oneFile(db, session, input, input.studentId, false);
    return { pages: await previewPaper({ kind: 'student_file', files: [file], imprint: imprintOf(core, session) }, signal) };
  })),

  print: api.dossier.print.handler(slow(async ({ core, db, input, session, transact }) => {
    mayPrintClear(session, input.clear);
    const file = oneFile(db, session, input, input.studentId, input.clear);
    const pdf = await pdfFile(`${file.className}-${file.name}-一生一档.pdf`, { kind: 'student_file', files: [file], imprint: imprintOf(core, session) });
    transact(({ note }) => {
      note({ studentId: file.studentId, name: file.name, clear: input.clear });
      return { printed: file.studentId };
    });
    return pdf;
  })),

  printMany: api.dossier.printMany.handler(slow(async ({ core, db, input, session, signal, progress, transact }) => {
    mayPrintClear(session, input.clear);
    const rows = listDossierIds(db, input.schoolId, classesAsked(session, input.classIds), input.onRollOnly);
    if (rows.length === 0) throw refuse('dossier.no_pupils', {});
    const view = dossierView(db, session, input, input.clear);
    const printed = await printBundles({
      studentIds: rows.map((row) => row.studentId), bundle: input.bundle, imprint: imprintOf(core, session), signal, progress,
      files: (ids) => studentFiles(db, input.schoolId, ids, view), classOf: new Map(rows.map((row) => [row.studentId, row.classId])),
    });
    transact(({ note }) => {
      note({ pupils: rows.length, papers: printed.papers, classIds: input.classIds ?? null, clear: input.clear, file: printed.file.name });
      return { pupils: rows.length };
    });
    return { file: printed.file, pupils: rows.length, papers: printed.papers };
  })),
};

/** The classes asked for, inside those the account is confined to; null is the whole school. */
function classesAsked(session: Session, asked: readonly number[] | undefined): readonly number[] | null {
  const scope = classScope(session);
  if (scope === null) return asked ?? null;
  return asked === undefined ? scope : asked.filter((id) => scope.includes(id));
}

function oneFile(db: ReadableDb, session: Session, asked: Asked, studentId: number, clear: boolean): StudentFile {
  const [file] = studentFiles(db, asked.schoolId, [studentId], dossierView(db, session, asked, clear));
  const scope = classScope(session);
  if (!file || (scope !== null && (file.classId === null || !scope.includes(file.classId)))) throw notFound('这名学生');
  return file;
}

function mayPrintClear(session: Session, clear: boolean): void {
  if (clear && !session.can('sensitive.show')) throw refuse('dossier.clear_needs_permission', {});
}

function lineOf(file: StudentFile, schoolYear: string): DossierLine {
  const missing = file.completeness.filter((item) => !item.present).map((item) => item.item);
  return {
    studentId: file.studentId, name: file.name, classId: file.classId, className: file.className, status: file.status, hardshipGrade: file.hardshipGrade,
    groups: [...new Set(file.groups.filter((group) => group.schoolYear === schoolYear).map((group) => group.group))].join('、'),
    dueFen: file.totals.dueFen, paidFen: file.totals.paidFen,
    present: file.completeness.length - missing.length, needed: file.completeness.length, missing,
  };
}
