import type { CheckView, FindingView } from '#shared/contract/checks.ts';

/** An address within the program and what the link to it says. */
export interface Place {
  readonly to: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly search?: Readonly<Record<string, string>>;
  readonly label: string;
}

const areaPlaces: Readonly<Record<string, Place>> = {
  roster: { to: '/roster', label: '到“学生”' }, lists: { to: '/lists', label: '到“名单比对”' }, identification: { to: '/identification', label: '到“认定”' }, notice: { to: '/notices', label: '到“公示”' },
  archive: { to: '/dossier', label: '到“一生一档”' }, entitlement: { to: '/entitlements', label: '到“应发”' }, payee: { to: '/payees', label: '到“收款账户”' }, payment: { to: '/payments', label: '到“发放”' },
  return: { to: '/returns', label: '到“回盘”' }, ledger: { to: '/funds', label: '到“资金”' }, system: { to: '/comparison', label: '到“上报与核对”' },
};

const ownPlaces: Readonly<Record<string, Place>> = {
  '13': { to: '/verification', label: '到“核查”' }, '19': { to: '/checks', search: { tab: 'negative' }, label: '到“负面清单”' }, '20': { to: '/checks', search: { tab: 'negative' }, label: '到“负面清单”' },
  '26': { to: '/checks', search: { tab: 'deadlines' }, label: '看时限' }, '28': { to: '/settlement', label: '到“结算”' }, '29': { to: '/reconciliation', label: '到“三方对账”' }, '30': { to: '/funds', search: { tab: 'set-aside' }, label: '到“校内资助经费”' },
  '11': { to: '/entitlements', label: '到“应发”' }, '27': { to: '/returns', label: '到“回盘”登记追回' },
};

/** Where a check's findings are put right. */
export function placeOfCheck(check: Pick<CheckView, 'no' | 'area'>): Place | null {
  return ownPlaces[check.no] ?? areaPlaces[check.area] ?? null;
}

/** The record a finding is about. */
export function placeOfFinding({ subject }: FindingView): Place | null {
  switch (subject.kind) {
    case 'pupil': return { to: '/dossier/$studentId', params: { studentId: String(subject.id) }, label: '打开一生一档' };
    case 'batch': return { to: '/payments/$batchId', params: { batchId: String(subject.id) }, label: '打开批次' };
    case 'return_file': return { to: '/returns/$returnFileId', params: { returnFileId: String(subject.id) }, label: '打开回盘文件' };
    case 'notice': return { to: '/notices', label: '打开公示' };
    case 'receipt': return { to: '/funds', search: { tab: 'movements' }, label: '打开资金登记' };
    case 'programme': return { to: '/funds', search: { tab: 'chain' }, label: '打开资金总览' };
    case 'stage': return { to: '/funds', search: { tab: 'set-aside' }, label: '打开校内资助经费' };
    case 'fund': return { to: '/funds', search: { tab: 'set-aside' }, label: '打开校内资助经费' };
    case 'difference': return { to: '/comparison', label: '打开上报与核对' };
    case 'term': return null;
  }
}
