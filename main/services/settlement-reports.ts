import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { progressByClass } from '#shared/domain/settlement/class-progress.ts';
import type { ClassProgress, ReportTables, SettlementReport } from '#shared/contract/settlement-reports.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPupilPostings } from '#main/db/queries/pupil-postings.ts';
import { listPupilsInSeats } from '#main/db/queries/pupil-seats.ts';
import { listClassGroups } from '#main/db/repositories/class-group.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { RegisterPaper } from '#main/print/papers/register.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { crossViewsContent } from './cross-views-report.ts';
import { executionContent, executionViews } from './execution-report.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow } from './procedure.ts';
import { registerWorkbook } from './register-workbook.ts';
import { schoolLedgerContent } from './school-ledger-report.ts';
import type { ReportContent } from './settlement-report-content.ts';

function contentOf(db: ReadableDb, schoolId: number, report: SettlementReport): ReportContent {
  switch (report.kind) {
    case 'views': return crossViewsContent(db, schoolId, report.schoolYear);
    case 'execution': return executionContent(db, schoolId, report.scope);
    case 'school_ledger': return schoolLedgerContent(db, schoolId, report.term, report.wholeYear);
  }
}

function tablesOf({ title, subtitle, facts, columns, parts, notes }: ReportContent): ReportTables {
  const shown = (of: ReportContent['columns']): ReportTables['parts'][number]['columns'] => of.map((column) => ({ title: column.title.replace('\n', ''), align: column.align }));
  return {
    title, subtitle, facts: [...facts], notes: [...notes],
    parts: parts.map((part) => ({ heading: part.heading, columns: shown(part.columns ?? columns), rows: part.rows.map((row) => [...row]), total: part.total === null || part.total.length === 0 ? null : [...part.total] })),
  };
}

function paperOf(db: ReadableDb, schoolId: number, report: SettlementReport, imprint: Imprint): RegisterPaper {
  const content = contentOf(db, schoolId, report);
  return { kind: 'register', imprint, ...content, title: `${findSchool(db, schoolId)?.name ?? ''}${content.title}` };
}

/** Where the term's money stands, class by class, in the order of classes; pupils without a class last. */
function progressViews(db: ReadableDb, schoolId: number, term: TermKey): ClassProgress[] {
  const seats = listPupilsInSeats(db, schoolId, schoolYearOf(term));
  const found = progressByClass(listPupilPostings(db, schoolId, term), (studentId) => seats.get(studentId)?.classId ?? null);
  const names = new Map([...seats.values()].map((seat) => [seat.classId, seat.className]));
  return [...listClassGroups(db, schoolId).map((group) => group.id), null].flatMap((classId) => {
    const sums = found.get(classId);
    return sums === undefined ? [] : [{ classId, className: classId === null ? '没有班级' : names.get(classId) ?? '', ...sums }];
  });
}

export const settlementReportsService = {
  report: api.settlementReports.report.handler(read(({ db, input }) => tablesOf(contentOf(db, input.schoolId, input.report)))),

  execution: api.settlementReports.execution.handler(read(({ db, input }) => executionViews(db, input.schoolId, input.scope))),

  progress: api.settlementReports.progress.handler(read(({ db, input }) => progressViews(db, input.schoolId, input.term))),

  take: api.settlementReports.take.handler(slow(async ({ db, input, session, core, signal, transact }) => {
    const { schoolId, report, format } = input;
    const paper = paperOf(db, schoolId, report, imprintOf(core, session));
    const bytes = format === 'pdf' ? await printPaper(paper, signal) : writeXlsx(registerWorkbook(paper));
    transact(({ note }) => note({ [format === 'pdf' ? 'printed' : 'exported']: report.kind, scope: paper.subtitle }));
    const name = `${paper.title} ${paper.subtitle}.${format}`.replace(/[\\/:*?"<>|]/gu, ' ');
    return new File([bytes as Uint8Array<ArrayBuffer>], name, { type: format === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
  })),
};
