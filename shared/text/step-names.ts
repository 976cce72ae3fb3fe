import type { TermStepKey } from '#shared/domain/checks/term-steps.ts';

/** The steps of the term as they are called on screen and on paper. */
export const stepNames = {
  notify: '告知', roster: '名册', lists: '名单比对', identification: '认定', notice: '公示', entitlement: '应发', payment: '发放', return: '回盘',
  settlement: '结算', comparison: '上报', archive: '归档',
} as const satisfies Record<TermStepKey, string>;
