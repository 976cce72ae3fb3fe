import { formatChineseDate } from '../calendar/iso-date.ts';
import { formatTermShort, schoolYearOf } from '../calendar/term.ts';
import type { TermKey } from '../calendar/term.ts';
import { evidenceState } from '../identification/evidence.ts';
import type { GroupCatalogue } from '../identification/group-catalogue.ts';
import { needsRepair } from '../identity/id-document.ts';
import type { DossierCase, DossierEntitlement, DossierRows } from './dossier-rows.ts';
import type { CompletenessItem } from './student-file.ts';

/**
 * What this pupil's file must have by now and whether it has it (DEF-17; required items follow the 认定渠道, handbook 7.3).
 * Everyone needs identity and a guardian; whoever was looked at this 学年 needs evidence, a decision and its notice;
 * whoever is owed money this term needs approval, an account and the bank's answer.
 */
export function evaluateCompleteness(rows: DossierRows, term: TermKey, catalogue: GroupCatalogue): CompletenessItem[] {
  const year = schoolYearOf(term);
  const current = rows.cases.find((one) => one.schoolYear === year);
  const owed = rows.entitlements.filter((one) => one.term === term && one.state !== 'withdrawn');
  const listed = rows.groups.some((one) => one.schoolYear === year);
  return [
    ...identityItems(rows),
    ...(current || listed || owed.length > 0 ? identificationItems(rows, current, catalogue, owed) : []),
    ...(owed.length > 0 ? paymentItems(rows, owed, term) : []),
  ];
}

function item(name: string, present: boolean, there: string, missing: string): CompletenessItem {
  return { item: name, present, detail: present ? there : missing };
}

function identityItems({ pupil, members }: DossierRows): CompletenessItem[] {
  const idFine = pupil.idNumber !== '' && !needsRepair(pupil.idCheck);
  const guardians = members.filter((one) => one.isGuardian === 'yes');
  return [
    item('身份证件号', idFine, '校验通过', pupil.idNumber === '' ? '没有号码，请在名册中补登' : '校验不通过，请照户口簿核对后更正'),
    item('学籍号', pupil.registryNo !== '', '已登记', '没有学籍号，请从学籍系统导入名册'),
    item('监护人', guardians.length > 0, guardians.map((one) => one.name).join('、'), '没有登记监护人，请在名册中补登'),
  ];
}

function identificationItems(rows: DossierRows, current: DossierCase | undefined, catalogue: GroupCatalogue, owed: readonly DossierEntitlement[]): CompletenessItem[] {
  if (!current) return [item('困难认定', false, '', '在部门名单上，本学年还没有认定，请到“认定”处理')];
  if (current.state === 'declined') return [item('困难认定', true, '家庭自愿放弃', '')];
  const chain = rows.determinations.filter((one) => one.caseId === current.caseId);
  const decision = chain.at(-1);
  return [
    evidenceItem(rows, current, catalogue),
    item('认定决定', decision !== undefined, decision ? `${decision.grade}，${formatChineseDate(decision.decidedOn)} ${decision.body}` : '', '还没有认定决定'),
    noticeItem(rows, catalogue.year, owed),
  ];
}

function evidenceItem(rows: DossierRows, current: DossierCase, catalogue: GroupCatalogue): CompletenessItem {
  const groups = rows.groups.filter((one) => one.adopted && one.schoolYear === catalogue.year);
  const keys = [...new Set(groups.map((one) => one.groupKey))];
  const lacking = keys.filter((key) => evidenceState(key, groups.filter((one) => one.groupKey === key).map((one) => one.evidenceKind), catalogue.find(key)?.evidence ?? 'required') === 'asked');
  const there = keys.length > 0 ? keys.map(catalogue.label).join('、') : '个人申请';
  const applied = current.route === 'application';
  return item('认定依据', lacking.length === 0 && (keys.length > 0 || applied), there,
    lacking.length > 0 ? `${lacking.map(catalogue.label).join('、')}缺证明材料` : '没有名单、证件或承诺书作依据');
}

function noticeItem(rows: DossierRows, year: string, owed: readonly DossierEntitlement[]): CompletenessItem {
  const standing = rows.notices.filter((one) => schoolYearOf(one.term) === year && !one.withdrawn);
  const ended = standing.find((one) => one.state === 'ended' || one.state === 'taken_down');
  const waived = owed.find((one) => one.noticeWaivedReason !== null);
  if (ended) return item('公示', true, `${ended.no}，${ended.endOn === null ? '' : `至${formatChineseDate(ended.endOn)}`}`, '');
  if (waived) return item('公示', true, `未公示，理由：${waived.noticeWaivedReason ?? ''}`, '');
  return item('公示', false, '', standing.some((one) => one.state === 'posted') ? '公示期未满' : '还没有公示');
}

function paymentItems(rows: DossierRows, owed: readonly DossierEntitlement[], term: TermKey): CompletenessItem[] {
  const unapproved = owed.filter((one) => one.state === 'proposed').length;
  const payee = rows.payees.find((one) => one.live);
  const unpaid = owed.filter((one) => !isSettled(rows, one));
  return [
    item('应发审批', unapproved === 0, `${owed.length} 项已批准`, `${unapproved} 项待批准`),
    item('收款账户', payee !== undefined, payee?.holderName ?? '', '没有收款账户，请到“收款账户”登记'),
    item(`发放（${formatTermShort(term)}）`, unpaid.length === 0, '银行已全部入账', `${unpaid.length} 项还没有到账`),
  ];
}

/** Paid whole: the lines the bank credited make up the amount due. */
function isSettled(rows: DossierRows, entitlement: DossierEntitlement): boolean {
  const paid = rows.payments.filter((line) => line.entitlementId === entitlement.id && (line.state === 'paid' || line.state === 'waived'));
  return paid.reduce((sum, line) => sum + line.amountFen, 0) >= entitlement.dueFen;
}
