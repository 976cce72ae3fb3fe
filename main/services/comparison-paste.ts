import { formatCompactDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf, seasonOf } from '#shared/domain/calendar/term.ts';
import { comparableId } from '#shared/domain/comparison/compared-id.ts';
import type { TemplateRecord } from '#shared/domain/comparison/fill-template.ts';
import { fillTemplate } from '#shared/domain/comparison/fill-template.ts';
import { formatTemplateContent } from '#shared/domain/comparison/template-fields.ts';
import { isHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { nationalGradeOf } from '#shared/domain/identification/national-grade.ts';
import { formatPlainYuan } from '#shared/domain/money/fen.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { formatPupilClass, formatPupilYear } from '#shared/domain/roster/pupil-class.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { SentenceCode } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ComparedStudentRow } from '#main/db/queries/comparison.ts';
import { listApprovedEntitlements, listComparedStudents, listEvidencedGroups, listLiveAccounts, listPaid } from '#main/db/queries/comparison.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { TemplateProfile } from '#main/db/repositories/template-profile.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import { listStandingDecisions } from './comparison-sets.ts';
import { programmeNames } from './programme-names.ts';
import { settingsOf } from './settings.ts';

export interface PasteRequest {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly programmeKey: string | null;
}

interface Refused {
  readonly name: string;
  readonly className: string;
  readonly reason: string;
}

interface Filled {
  readonly headings: string[];
  readonly rows: string[][];
  readonly refused: Refused[];
}

type Candidate = { readonly student: ComparedStudentRow; readonly record: TemplateRecord; readonly refusal: SentenceCode | null };

const sexNames = { male: '男', female: '女', unknown: '' } as const;

/** The rows of a learned template, and by name whoever could not go in and why (handbook 5.2: a missing decision leaves the row refused). */
export function fillFor(db: ReadableDb, request: PasteRequest, template: TemplateProfile): Filled {
  const candidates = template.content === 'hardship' ? hardshipCandidates(db, request) : aidCandidates(db, request);
  const accepted: TemplateRecord[] = [];
  const refused: Refused[] = [];
  for (const { student, record, refusal } of candidates) {
    const reason = refusal ?? (comparableId(student.idNumber) === '' && student.registryNo === '' ? 'template.refused_no_number' : null);
    if (reason === null) accepted.push(record);
    else refused.push({ name: student.name, className: formatPupilClass(student, schoolYearOf(request.term)), reason: sentenceOf(reason as 'template.refused_no_number', {}) });
  }
  return { headings: template.columns.map((column) => column.heading), rows: fillTemplate(template.columns, accepted), refused };
}

/** What a template can say of a pupil whatever it is for. Not known stays away. */
function personRecord(db: ReadableDb, { schoolId, term }: PasteRequest): (student: ComparedStudentRow) => TemplateRecord {
  const school = findSchool(db, schoolId);
  const year: SchoolYear = schoolYearOf(term);
  return (student) => ({
    name: student.name,
    sex: sexNames[student.sex],
    idNumber: student.idNumber,
    registryNo: student.registryNo,
    birthDate: student.birthDate === null ? '' : formatCompactDate(student.birthDate),
    yearName: formatPupilYear(student, year),
    className: formatPupilClass(student, year),
    boarding: formatBoardingMode(student.boardingMode),
    schoolName: school?.name ?? '',
    schoolCode: school?.code ?? '',
    schoolYear: year,
    season: seasonOf(term) === 'autumn' ? '秋季学期' : '春季学期',
  });
}

function hardshipCandidates(db: ReadableDb, request: PasteRequest): Candidate[] {
  const { schoolId, term } = request;
  const person = personRecord(db, request);
  const { gradeSet, nationalGrades } = settingsOf(db, schoolId);
  const decisions = new Map(listStandingDecisions(db, request).map((one) => [one.studentId, one]));
  const groups = Map.groupBy(listEvidencedGroups(db, schoolId, schoolYearOf(term)), (row) => row.studentId);
  return listComparedStudents(db, schoolId).flatMap((student): Candidate[] => {
    const decision = decisions.get(student.studentId);
    const evidenced = groups.get(student.studentId) ?? [];
    if (!decision && evidenced.length === 0) return [];
    const flags = Object.fromEntries(evidenced.map(({ groupKey }) => [`group.${groupKey}`, '是']));
    if (!decision) return [{ student, record: { ...person(student), ...flags }, refusal: 'template.refused_no_decision' }];
    const { grade, decidedOn, reason } = decision.determination;
    const inHardship = isHardshipGrade(grade, gradeSet);
    const national = nationalGradeOf(grade, nationalGrades);
    const record = { ...person(student), ...flags, grade: national ?? '', decidedOn: formatCompactDate(decidedOn), reason: inHardship ? reason : '不困难' };
    const refusal = inHardship && !decision.announced ? 'template.refused_grade_unannounced' : national === null ? 'template.refused_grade_without_national' : null;
    return [{ student, record, refusal }];
  });
}

function aidCandidates(db: ReadableDb, request: PasteRequest): Candidate[] {
  const { schoolId, term, programmeKey } = request;
  const person = personRecord(db, request);
  const nameOf = programmeNames(db, schoolId);
  const { nationalGrades } = settingsOf(db, schoolId);
  const grades = new Map(listStandingDecisions(db, request).map((one) => [one.studentId, nationalGradeOf(one.determination.grade, nationalGrades) ?? one.determination.grade]));
  const accounts = new Map(listLiveAccounts(db, schoolId).map((row) => [row.studentId, row]));
  const paidOn = new Map(listPaid(db, schoolId, term).map((row) => [`${row.studentId}@${row.programmeKey}`, formatCompactDate(row.paidOn)]));
  const entitlements = Map.groupBy(listApprovedEntitlements(db, schoolId, term, programmeKey), (row) => row.studentId);
  return listComparedStudents(db, schoolId).flatMap((student) => (entitlements.get(student.studentId) ?? []).map((right): Candidate => {
    const account = accounts.get(student.studentId);
    return {
      student,
      record: {
        ...person(student),
        grade: grades.get(student.studentId) ?? '',
        programme: nameOf(right.programmeKey),
        awardTier: right.awardTier ?? '',
        amount: formatPlainYuan(right.fen),
        paidOn: paidOn.get(`${student.studentId}@${right.programmeKey}`) ?? '',
        holderName: account?.holderName ?? '',
        accountNo: account?.accountNo ?? '',
        bankName: account?.bankName ?? '',
      },
      refusal: null,
    };
  }));
}

/** 粘贴表: headings and rows as text in the template's order; on a second sheet who was left out and why. */
export function pasteSheets({ headings, rows, refused }: Filled, template: TemplateProfile): SheetToWrite[] {
  const header = (texts: readonly string[]): WriteCell[] => texts.map((text) => ({ text, look: 'header' as const }));
  return [
    { name: '粘贴表', rows: [header(headings), ...rows], headerRows: 1 },
    ...(refused.length === 0 ? [] : [{
      name: '未填入', rows: [header(['姓名', '班级', '原因']), ...refused.map((one) => [one.name, one.className, one.reason])], headerRows: 1,
    }]),
    { name: '说明', rows: [[`按“${template.name}”（${formatTemplateContent(template.content)}）登记的表头顺序，共 ${rows.length} 行。不知道的格子留空。`], ['请把“粘贴表”第 2 行起整块复制，粘贴到系统下载的空白模板表头下面。']] },
  ];
}
