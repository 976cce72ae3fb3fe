import type { TermStepKey, TermStepState } from '#shared/domain/checks/term-steps.ts';

export interface StepAction {
  readonly label: string;
  readonly path: string;
}

interface StepLabels {
  readonly path: string;
  /** Before anything is there, while something is missing, and when nothing is. */
  readonly first: string;
  readonly open: string;
  readonly done: string;
}

const stepLabels = {
  notify: { path: '/letters', first: '拟告知书', open: '去登记', done: '看告知' },
  roster: { path: '/roster', first: '导入名册', open: '去更正', done: '看名册' },
  lists: { path: '/lists', first: '导入名单', open: '去判定', done: '看名单' },
  identification: { path: '/identification', first: '去认定', open: '去认定', done: '看认定' },
  notice: { path: '/notices', first: '做公示', open: '看公示', done: '看公示' },
  entitlement: { path: '/entitlements', first: '去测算', open: '去审核', done: '看应发' },
  payment: { path: '/payments', first: '做批次', open: '去发放', done: '看发放' },
  return: { path: '/returns', first: '导入回盘', open: '去处理', done: '看回盘' },
  settlement: { path: '/settlement', first: '看结算', open: '去结算', done: '看结算' },
  comparison: { path: '/comparison', first: '导入导出表', open: '看差异', done: '看核对' },
  archive: { path: '/dossier', first: '看档案', open: '看档案', done: '看档案' },
} as const satisfies Record<TermStepKey, StepLabels>;

/** Where a step is worked on and what one goes there for. */
export function findStepAction(key: TermStepKey, state: TermStepState): StepAction {
  const labels: StepLabels = stepLabels[key];
  const label = state === 'not_begun' ? labels.first : state === 'done' ? labels.done : labels.open;
  return { label, path: labels.path };
}
