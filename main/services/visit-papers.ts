import { formatSchoolYear, schoolYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { maskPhone } from '#shared/domain/identity/phone.ts';
import { formatSex } from '#shared/domain/identity/sex.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { placeOfAddress } from '#shared/domain/visits/place-of-address.ts';
import { formatVisitors } from '#shared/domain/visits/visit.ts';
import type { VisitRecord } from '#shared/domain/visits/visit.ts';
import { consistencyTexts, visitVerdictTexts, visitWayTexts } from '#shared/text/visits.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPupilHomes } from '#main/db/queries/pupil-homes.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { listHouseholdMembers } from '#main/db/repositories/household-member.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findStudent } from '#main/db/repositories/student.ts';
import { findVisitPlan } from '#main/db/repositories/visit-plan.ts';
import type { VisitPlan } from '#main/db/repositories/visit-plan.ts';
import type { VisitSheet, VisitSheetsPaper, WrittenVisit } from '#main/print/papers/visit-sheets.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { printPaper } from '#main/print/print-paper.ts';
import type { Core, Progress, Session } from './core.ts';
import { imprintOf } from './imprint-of.ts';
import { ownPupil, ownVisit } from './own-visits.ts';
import { packParts } from './paper-parts.ts';
import type { PaperPart } from './paper-parts.ts';
import { api, slow } from './procedure.ts';
import { procedureOf } from './procedure-of-school.ts';
import { notFound, refuse } from './refusal.ts';
import { coveragePaper, planPaper } from './visit-registers.ts';
import { planViews, visitRows } from './visit-views.ts';

/** More sheets than this in one document and the typesetter needs gigabytes. */
const largestDocument = 60;

export const visitPapers = {
  printSheets: api.visits.printSheets.handler(slow(async (scope) => {
    const { core, db, input, session, signal, progress, transact } = scope;
    const { studentIds, plan } = sheetPupils(db, session, input);
    if (studentIds.length === 0) throw refuse('visit.no_pupils', {});
    const head = sheetsHead(db, session, core, input.schoolId, schoolYearOf(input.term), plan);
    const sheet = sheetMaker(db, session, input.schoolId, schoolYearOf(input.term));
    const file = await printMany({ studentIds, name: plan?.name ?? '家访', progress, signal, paper: (ids) => ({ ...head, sheets: ids.map(sheet) }) });
    transact(({ note }) => {
      note({ students: studentIds.length, file: file.name, clear: session.can('sensitive.show') });
      return { pupils: studentIds.length };
    });
    return { file, pupils: studentIds.length };
  })),

  printVisit: api.visits.printVisit.handler(slow(async ({ core, db, input, session, transact }) => {
    const { line, pupil } = ownVisit(db, session, input.schoolId, input.visitId);
    const year = line.schoolYear as SchoolYear;
    const paper: VisitSheetsPaper = { ...sheetsHead(db, session, core, input.schoolId, year, null), sheets: [filledSheet(sheetMaker(db, session, input.schoolId, year)(pupil.studentId), line, session)] };
    const file = await pdfFile(`${formatPupilClass(pupil, year)}-${pupil.name}-家访记录.pdf`, paper);
    transact(({ note }) => {
      note({ visitId: line.visitId, studentId: pupil.studentId, name: pupil.name });
      return { visitId: line.visitId };
    });
    return file;
  })),

  printPlan: api.visits.printPlan.handler(slow(async ({ core, db, input, session, transact }) => {
    const plan = findVisitPlan(db, input.schoolId, input.planId);
    const view = plan && planViews(db, session, { schoolId: input.schoolId, term: termsOf(plan.schoolYear as SchoolYear)[0] }).find((one) => one.planId === plan.planId);
    if (!view) throw notFound('这个家访计划');
    const mayPhone = session.can('sensitive.show');
    const homes = listPupilHomes(db, input.schoolId);
    const homeOf = (studentId: number): { address: string; phone: string } => {
      const { address = '', phone = '' } = homes.get(studentId) ?? {};
      return { address: session.can('visit.write') ? address : placeOfAddress(address), phone: mayPhone ? phone : maskPhone(phone) };
    };
    const file = await pdfFile(`家访计划-${view.name}.pdf`, planPaper(view, homeOf, { school: schoolName(db, input.schoolId), imprint: imprintOf(core, session) }));
    transact(({ note }) => {
      note({ name: view.name, students: view.stops.length });
      return { planId: view.planId };
    });
    return file;
  })),

  printCoverage: api.visits.printCoverage.handler(slow(async ({ core, db, input, session, transact }) => {
    const paper = coveragePaper(visitRows(db, session, input), { school: schoolName(db, input.schoolId), year: schoolYearOf(input.term), asOf: core.today(), imprint: imprintOf(core, session) });
    const file = await pdfFile('家访覆盖情况.pdf', paper);
    transact(({ note }) => {
      note({ file: file.name });
      return { file: file.name };
    });
    return file;
  })),
};

function schoolName(db: ReadableDb, schoolId: number): string {
  return findSchool(db, schoolId)?.name ?? '';
}

interface AskedSheets {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly planId?: number | undefined;
  readonly classIds?: readonly number[] | undefined;
  readonly studentIds?: readonly number[] | undefined;
}

/** Whose sheets go along: an outing's stops that are not done, the chosen pupils, or in the chosen classes those who are due and not yet visited. */
function sheetPupils(db: ReadableDb, session: Session, asked: AskedSheets): { readonly studentIds: readonly number[]; readonly plan: VisitPlan | null } {
  if (asked.planId !== undefined) {
    const plan = findVisitPlan(db, asked.schoolId, asked.planId);
    const view = plan && planViews(db, session, { schoolId: asked.schoolId, term: termsOf(plan.schoolYear as SchoolYear)[0] }).find((one) => one.planId === plan.planId);
    if (!plan || !view) throw notFound('这个家访计划');
    return { studentIds: view.stops.filter((stop) => !stop.done).map((stop) => stop.studentId), plan };
  }
  if (asked.studentIds !== undefined) {
    for (const studentId of asked.studentIds) ownPupil(db, session, asked.schoolId, studentId);
    return { studentIds: [...new Set(asked.studentIds)], plan: null };
  }
  const due = visitRows(db, session, asked).filter((row) => row.cause !== null && row.visits.length === 0 && (asked.classIds === undefined || asked.classIds.includes(row.classId ?? 0)));
  return { studentIds: due.map((row) => row.studentId), plan: null };
}

function sheetsHead(db: ReadableDb, session: Session, core: Core, schoolId: number, year: SchoolYear, plan: VisitPlan | null): Omit<VisitSheetsPaper, 'sheets'> {
  return {
    kind: 'visit_sheets', school: schoolName(db, schoolId), schoolYear: formatSchoolYear(year), visitors: procedureOf(db, schoolId, year).spec.visitors, imprint: imprintOf(core, session),
    outing: plan === null ? null : { name: plan.name, plannedOn: plan.plannedOn, visitors: formatVisitors(plan.visitors) },
  };
}

/** Makes pages of what the roster knows of a pupil. A checker, who goes nowhere, is told the village only. */
function sheetMaker(db: ReadableDb, session: Session, schoolId: number, year: SchoolYear): (studentId: number) => VisitSheet {
  const lines = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line]));
  const homes = listPupilHomes(db, schoolId);
  return (studentId) => {
    const pupil = findStudent(db, schoolId, studentId);
    const line = lines.get(studentId);
    if (!pupil || !line) throw notFound('这名学生');
    const members = listHouseholdMembers(db, studentId);
    const { address = '', phone = '' } = homes.get(studentId) ?? {};
    return {
      name: pupil.name, sex: formatSex(pupil.sex), className: formatPupilClass(line, year), visit: null,
      address: session.can('visit.write') ? address : placeOfAddress(address), phone: session.can('sensitive.show') ? phone : maskPhone(phone),
      guardians: members.filter((one) => one.isGuardian === 'yes').map((one) => `${one.name}${one.relation === '' ? '' : `（${one.relation}）`}`).join('、'),
      members: members.map(({ name, relation }) => ({ name, relation })),
    };
  };
}

function filledSheet(sheet: VisitSheet, visit: VisitRecord, session: Session): VisitSheet {
  const address = visit.address === '' || !session.can('visit.write') ? sheet.address : visit.address;
  return { ...sheet, address, visit: writtenVisit(visit) };
}

function writtenVisit(visit: VisitRecord): WrittenVisit {
  const { visitedOn, household, incomeFen, incomeNote, spendingNote, housing, health, findings, differs, familyWords, conclusion, photosReason } = visit;
  return {
    visitedOn, household, incomeFen, incomeNote, spendingNote, housing, health, findings, differs, familyWords, conclusion, photosReason,
    visitors: visit.visitors.map((one) => formatVisitors([one])),
    entrusted: visit.entrustedTo === '' ? '' : `${visit.entrustedTo}；${visit.entrustedReason}`,
    respondent: visit.respondent === '' ? '' : `${visit.respondent}${visit.respondentRelation === '' ? '' : `（${visit.respondentRelation}）`}`,
    ticks: [
      visitWayTexts[visit.way], consistencyTexts[visit.consistent], ...(visit.verdict === null ? [] : [visitVerdictTexts[visit.verdict]]),
      ...(visit.policyTold === 'unknown' ? [] : [visit.policyTold === 'yes' ? '已讲解' : '未讲解']), ...(visit.photosUnsuitable ? ['不宜拍照'] : []),
    ],
  };
}

interface ManySheets {
  readonly studentIds: readonly number[];
  readonly name: string;
  readonly signal: AbortSignal;
  paper(studentIds: readonly number[]): VisitSheetsPaper;
  progress(progress: Progress): void;
}

/** One document, or several in a zip; no more than one of them is in memory. */
async function printMany({ studentIds, name, signal, paper, progress }: ManySheets): Promise<File> {
  const parts: PaperPart[] = [];
  const safe = name.replace(/[\\/:*?"<>|]|\p{Cc}/gu, '_');
  const documents = Array.from({ length: Math.ceil(studentIds.length / largestDocument) }, (_, part) => studentIds.slice(part * largestDocument, (part + 1) * largestDocument));
  for (const [index, ids] of documents.entries()) {
    progress({ done: index * largestDocument, total: studentIds.length, label: '打印家访记录表' });
    parts.push({ name: `${safe}-家访记录表${documents.length === 1 ? '' : `-${index + 1}`}.pdf`, bytes: await printPaper(paper(ids), signal) as Uint8Array<ArrayBuffer> });
  }
  progress({ done: studentIds.length, total: studentIds.length, label: '打印家访记录表' });
  return packParts(parts, `${safe}-家访记录表`);
}
