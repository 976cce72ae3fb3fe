import type { ResponsibilityAct } from '#shared/contract/registers.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { formatSchoolYear } from '#shared/domain/calendar/term.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { CaseEvent, CaseState } from '#shared/domain/identification/case-state.ts';
import { currentDetermination } from '#shared/domain/identification/determination.ts';
import type { EvidenceKind } from '#shared/domain/identification/evidence.ts';
import { gradeChanges } from '#shared/domain/identification/grade-change.ts';
import { gradesWithoutNational } from '#shared/domain/identification/national-grade.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { caseEventTexts, caseStateTexts, evidenceKindTexts } from '#shared/text/identification.ts';
import { registerTexts, responsibilityTexts } from '#shared/text/registers.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findCase, listDeterminations } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { listResponsibility } from '#main/db/queries/responsibility.ts';
import type { ResponsibilityLine } from '#main/db/queries/responsibility.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Session } from './core.ts';
import { imprintOf } from './imprint-of.ts';
import { api, classScope, read, slow } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { notFound, refuse } from './refusal.ts';
import type { RegisterScope } from './register-lists.ts';
import { changesOf, nationalRows, summaryOf } from './register-lists.ts';
import { registerPaper, registerSheet, responsibilityPaper } from './register-papers.ts';
import { settingsOf } from './settings.ts';
import { wallTime } from './wall-clock.ts';

function scopeOf(db: ReadableDb, input: Pick<RegisterScope, 'schoolId' | 'term'>, session: Session): RegisterScope {
  return { schoolId: input.schoolId, term: input.term, settings: settingsOf(db, input.schoolId), classIds: classScope(session) };
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const registersService = {
  summary: api.registers.summary.handler(read(({ db, input, session }) => {
    const scope = scopeOf(db, input, session);
    const { grades, byClass, byYear, byRoute, byGroup, total } = summaryOf(db, scope);
    const copied = (lines: typeof byClass) => lines.map((line) => ({ ...line, byGrade: [...line.byGrade] }));
    return {
      schoolYear: input.term.slice(0, 9) as SchoolYear, grades: [...grades], byClass: copied(byClass), byYear: copied(byYear), byRoute: copied(byRoute), byGroup: copied(byGroup),
      total: { ...total, byGrade: [...total.byGrade] }, gradesWithoutNational: [...gradesWithoutNational(grades, scope.settings.nationalGrades)],
    };
  })),

  changes: api.registers.changes.handler(read(({ db, input, session }) => {
    const { previousTerm, rows, all } = changesOf(db, scopeOf(db, input, session));
    return { previousTerm, rows: [...rows], counts: gradeChanges.map((change) => ({ change, count: all.filter((row) => row.change === change).length })) };
  })),

  national: api.registers.national.handler(read(({ db, input, session }) => {
    const scope = scopeOf(db, input, session);
    const rows = nationalRows(db, scope);
    return { rows, gradesWithoutNational: [...gradesWithoutNational(rows.map((row) => row.grade), scope.settings.nationalGrades)] };
  })),

  print: api.registers.print.handler(slow(async ({ core, db, input, session }) => {
    const school = findSchool(db, input.schoolId)?.name ?? '';
    const paper = registerPaper(db, scopeOf(db, input, session), input.register, { school, imprint: { purpose: input.register === 'national' ? 'report' : 'archive', printedBy: session.displayName, printedAt: core.at() } });
    return pdfFile(`${registerTexts[input.register]} ${input.term}.pdf`, paper);
  })),

  exportXlsx: api.registers.exportXlsx.handler(read(({ db, input, session }) => {
    const bytes = writeXlsx([registerSheet(db, scopeOf(db, input, session), input.register)]);
    return new File([new Uint8Array(bytes)], `${registerTexts[input.register]} ${input.term}.xlsx`, { type: xlsxType });
  })),

  responsibility: api.registers.responsibility.handler(read(({ db, input, session }) => traceOf(db, input, session))),

  printResponsibility: api.registers.printResponsibility.handler(slow(async ({ core, db, input, session }) => {
    const { name, className, acts, grade } = traceOf(db, input, session);
    if (acts.length === 0) throw refuse('register.no_acts', { name });
    const school = findSchool(db, input.schoolId)?.name ?? '';
    const head = { school, imprint: imprintOf(core, session) };
    return pdfFile(`责任追溯 ${className}${name}.pdf`, responsibilityPaper(head, { name, className, grade, yearText: formatSchoolYear(input.schoolYear) }, acts));
  })),
};

interface Asked {
  readonly schoolId: number;
  readonly studentId: number;
  readonly schoolYear: SchoolYear;
}

function traceOf(db: ReadableDb, { schoolId, studentId, schoolYear }: Asked, session: Session) {
  const scope = classScope(session);
  const pupil = listPupilLines(db, schoolId).find((line) => line.studentId === studentId);
  if (!pupil || (scope !== null && !scope.includes(pupil.classId ?? 0))) throw notFound('这名学生');
  const one = findCase(db, schoolId, studentId, schoolYear);
  const chain = one === undefined ? [] : listDeterminations(db, schoolId, schoolYear, one.caseId);
  const words = wording(programmeNames(db, schoolId));
  return {
    name: pupil.name, className: formatPupilClass(pupil, schoolYear), grade: currentDetermination(chain)?.grade ?? '还没有认定',
    acts: listResponsibility(db, schoolId, studentId, schoolYear)
      .filter((line) => session.can('entitlement.read') || !line.kind.startsWith('entitlement'))
      .map((line) => actOf(line, words)),
  };
}

interface Words {
  before(line: ResponsibilityLine): string;
  after(line: ResponsibilityLine): string;
}

/** Codes of states, groups, evidence and programmes in words; what is already a word stays. */
function wording(programmeName: (key: string) => string): Words {
  const state = (text: string | null): string => (text === null ? '' : caseStateTexts[text as CaseState] ?? text);
  const evidence = (text: string | null): string => (text === null ? '' : evidenceKindTexts[text as EvidenceKind] ?? text);
  return {
    before: (line) => {
      switch (line.kind) {
        case 'case_event': return state(line.before);
        case 'group_removed': return `${formatSpecialGroup(line.subject)}（${evidence(line.before)}）`;
        default: return line.before ?? '';
      }
    },
    after: (line) => {
      switch (line.kind) {
        case 'case_event': return state(line.after);
        case 'group_added': return `${formatSpecialGroup(line.subject)}（${evidence(line.after)}）`;
        case 'group_removed': return '撤下';
        case 'determination': return `${line.after ?? ''}（${line.subject}）`;
        case 'notice_posted': return `${line.subject}${line.after === null || line.after === '' ? '' : `，${line.after}`}`;
        case 'notice_ended': return line.subject;
        case 'entitlement_proposed': case 'entitlement_approved': return `${programmeName(line.subject)} ${formatYuan(fen(Number(line.after)))} 元`;
        case 'scan': return line.after ?? '';
      }
    },
  };
}

function actOf(line: ResponsibilityLine, words: Words): ResponsibilityAct {
  const what = line.kind === 'case_event' ? caseEventTexts[line.subject as CaseEvent] ?? line.subject : responsibilityTexts[line.kind];
  return {
    at: wallTime(line.at), onDate: line.onDate as ResponsibilityAct['onDate'], what, before: words.before(line), after: words.after(line), note: line.note, by: line.by, checkedBy: line.checkedBy,
  };
}
