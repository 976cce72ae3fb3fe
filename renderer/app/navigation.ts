import type { Permission } from '#shared/domain/access/permission.ts';

export interface NavigationItem {
  readonly label: string;
  readonly path: string;
  /** Hidden from who may not read it. */
  readonly needs?: Permission;
}

export interface NavigationGroup {
  readonly label: string;
  readonly items: readonly NavigationItem[];
}

/** The side navigation. A page that isn't registered in routes.tsx is left out. */
export const navigation: readonly NavigationGroup[] = [
  { label: '本学期', items: [{ label: '工作台', path: '/' }] },
  {
    label: '名册',
    items: [
      { label: '学生', path: '/roster', needs: 'roster.read' },
      { label: '名单比对', path: '/lists', needs: 'lists.read' },
    ],
  },
  {
    label: '认定',
    items: [
      { label: '告知与回执', path: '/letters', needs: 'identification.read' },
      { label: '申请', path: '/applications', needs: 'identification.read' },
      { label: '家访', path: '/visits', needs: 'visit.read' },
      { label: '量化测评', path: '/scoring', needs: 'identification.read' },
      { label: '评议', path: '/panels', needs: 'identification.read' },
      { label: '认定', path: '/identification', needs: 'identification.read' },
      { label: '公示', path: '/notices', needs: 'notice.read' },
      { label: '名册与汇总', path: '/registers', needs: 'identification.read' },
      { label: '核查', path: '/verification', needs: 'identification.read' },
      { label: '谈心谈话', path: '/talks', needs: 'talk.read' },
    ],
  },
  {
    label: '资助',
    items: [
      { label: '应发', path: '/entitlements', needs: 'entitlement.read' },
      { label: '资助项目', path: '/programmes', needs: 'programme.read' },
      { label: '收款账户', path: '/payees', needs: 'payee.read' },
      { label: '发放', path: '/payments', needs: 'payment.read' },
      { label: '回盘', path: '/returns', needs: 'payment.read' },
      { label: '资金', path: '/funds', needs: 'ledger.read' },
      { label: '三方对账', path: '/reconciliation', needs: 'ledger.read' },
      { label: '结算', path: '/settlement', needs: 'ledger.read' },
    ],
  },
  {
    label: '档案',
    items: [
      { label: '一生一档', path: '/dossier', needs: 'dossier.read' },
      { label: '上报与核对', path: '/comparison', needs: 'comparison.read' },
      { label: '自查', path: '/checks', needs: 'check.read' },
      { label: '导入记录', path: '/imports', needs: 'import.read' },
    ],
  },
];

/** What belongs to the program itself; always in sight at the foot of the navigation. */
export const programNavigation: NavigationGroup = { label: '程序', items: [{ label: '设置', path: '/settings' }, { label: '帮助 F1', path: '/help' }] };
