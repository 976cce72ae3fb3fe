import type { TermStepKey } from '#shared/domain/checks/term-steps.ts';

export interface StepAction {
  readonly label: string;
  readonly path: string;
}

/** Where each step is worked on; the label says what one goes there for once it has begun, and before. */
export const stepActions = {
  notify: null,
  roster: { begun: '看名册', first: '导入名册', path: '/roster' },
  lists: { begun: '去判定', first: '导入名单', path: '/lists' },
  identification: { begun: '去认定', first: '去认定', path: '/identification' },
  notice: { begun: '看公示', first: '做公示', path: '/notices' },
  entitlement: { begun: '看应发', first: '去测算', path: '/entitlements' },
  payment: { begun: '去发放', first: '做批次', path: '/payments' },
  return: { begun: '看回盘', first: '导入回盘', path: '/returns' },
  settlement: { begun: '看结算', first: '看结算', path: '/settlement' },
  comparison: { begun: '看差异', first: '导入导出表', path: '/comparison' },
  archive: { begun: '看档案', first: '看档案', path: '/dossier' },
} as const satisfies Record<TermStepKey, { begun: string; first: string; path: string } | null>;

/** The action of a step, or null where there is nothing to open. */
export function findStepAction(key: TermStepKey, begun: boolean): StepAction | null {
  const action = stepActions[key];
  return action === null ? null : { label: begun ? action.begun : action.first, path: action.path };
}
