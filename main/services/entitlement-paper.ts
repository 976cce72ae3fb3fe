import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { formatPlainYuan, sumFen } from '#shared/domain/money/fen.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { entitlementStateNames, wordReason } from '#shared/text/entitlements.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { EntitlementRecord } from '#main/db/repositories/entitlement.ts';
import { listEntitlements } from '#main/db/repositories/entitlement.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import type { EntitlementListLine, EntitlementListPaper } from '#main/print/papers/entitlement-list.ts';
import { programmeName } from './entitlement-evaluation.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { liveOnly, loadPupils, policyOf } from './entitlement-facts.ts';
import { findFacts, reasonsOf } from './entitlement-views.ts';
import { settingsOf } from './settings.ts';

const sexNames = { male: '男', female: '女', unknown: '' } as const;

export interface ListScope {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly programmeKey?: string | undefined;
  readonly classId?: number | undefined;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
}

export interface ApprovalList {
  readonly scope: string;
  readonly lines: readonly (EntitlementListLine & { readonly record: EntitlementRecord })[];
}

/** The live entitlements of the scope, one line each, by programme and then in the order of the classes. */
export function approvalList(db: ReadableDb, scope: ListScope): ApprovalList {
  const settings = settingsOf(db, scope.schoolId);
  const { catalogue } = policyOf(db, scope.schoolId, settings);
  const records = liveOnly(listEntitlements(db, scope.schoolId, scope.term))
    .filter((record) => scope.programmeKey === undefined || record.programmeKey === scope.programmeKey);
  const pupils = loadPupils(db, scope.schoolId, scope.term, settings).filter(({ row }) =>
    (scope.classId === undefined || row.classId === scope.classId)
    && (scope.classIds === null || (row.classId !== null && scope.classIds.includes(row.classId))));
  const byStudent = Map.groupBy(records, (record) => record.studentId);
  const found = catalogue.programmes.flatMap((programme) => pupils.flatMap((pupil) =>
    (byStudent.get(pupil.facts.studentId) ?? []).filter((record) => record.programmeKey === programme.key)
      .map((record) => ({ record, pupil, name: programme.name }))));
  const className = scope.classId === undefined ? '' : pupils[0]?.className ?? '';
  const programme = scope.programmeKey === undefined ? '全部项目' : programmeName(catalogue, scope.programmeKey);
  return {
    scope: className === '' ? programme : `${className} ${programme}`,
    lines: found.map(({ record, pupil, name }, index) => ({ record, ...lineOf(record, pupil, name, index + 1) })),
  };
}

function lineOf(record: EntitlementRecord, pupil: PupilInTerm, programme: string, ordinal: number): EntitlementListLine {
  const reasons = reasonsOf(record);
  const rate = findFacts(reasons, 'entitlement.rate_applies');
  const groups = findFacts(reasons, 'entitlement.group_qualifies') ?? findFacts(reasons, 'entitlement.group_noted');
  const boarding = findFacts(reasons, 'entitlement.boarding_fits')?.boarding ?? pupil.facts.boarding;
  return {
    ordinal,
    className: pupil.className,
    name: pupil.row.name,
    sex: sexNames[pupil.row.sex],
    boarding: formatBoardingMode(boarding),
    programme,
    groups: (groups?.groups ?? []).map((group) => group.replace(/（.*）$/, '')).join('、'),
    hardshipGrade: findFacts(reasons, 'entitlement.hardship_determined')?.grade ?? '',
    standard: rate === undefined ? '' : wordReason('entitlement.rate_applies', { ...rate, document: null, validFrom: null } as never),
    amountFen: record.amountFen,
    ...(record.noticeWaivedReason === null ? {} : { remark: `未经公示批准：${record.noticeWaivedReason}` }),
  };
}

function onlyOne(values: readonly (string | null)[]): string | null {
  const named = [...new Set(values.filter((value) => value !== null))];
  return named.length === 0 ? null : named.join('、');
}

export function approvalPaper(list: ApprovalList, facts: { school: string; term: TermKey; printedBy: string; printedAt: string }): EntitlementListPaper {
  const records = list.lines.map((line) => line.record);
  const allApproved = records.length > 0 && records.every((record) => record.state === 'approved');
  return {
    kind: 'entitlement_list',
    school: facts.school,
    term: facts.term,
    scope: list.scope,
    lines: list.lines.map(({ record: _record, ...line }) => line),
    proposedBy: onlyOne(records.map((record) => record.proposedBy)),
    approvedBy: allApproved ? onlyOne(records.map((record) => record.approvedBy)) : null,
    onePerson: records.some((record) => record.state === 'approved' && record.checkedById === null),
    imprint: { purpose: 'archive', printedBy: facts.printedBy, printedAt: facts.printedAt },
  };
}

/** The same list as a worksheet with its totals row. */
export function approvalSheet(list: ApprovalList, term: TermKey): SheetToWrite {
  const head = ['序号', '学期', '班级', '姓名', '性别', '就读方式', '资助项目', '困难等级', '特殊群体', '资助标准', '应发金额（元）', '状态', '经办', '批准', '备注'];
  const rows = list.lines.map((line): WriteCell[] => [
    String(line.ordinal), formatTerm(term), line.className, line.name, line.sex, line.boarding, line.programme, line.hardshipGrade, line.groups, line.standard,
    { number: formatPlainYuan(line.amountFen) }, entitlementStateNames[line.record.state], line.record.proposedBy, line.record.approvedBy ?? '', line.remark ?? '',
  ]);
  const total: WriteCell[] = head.map((_, column) => {
    if (column === 0) return { text: '合计', look: 'total' };
    if (column === 3) return { text: `${list.lines.length} 人次`, look: 'total' };
    return column === 10 ? { number: formatPlainYuan(sumFen(list.lines.map((line) => line.amountFen))), look: 'total' } : { text: '', look: 'total' };
  });
  return { name: '应发名单', headerRows: 1, rows: [head.map((text): WriteCell => ({ text, look: 'header' })), ...rows, total] };
}
