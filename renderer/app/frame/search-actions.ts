import type { NavigationItem } from '../navigation.ts';

/** Things to do that have a page of their own but no line in the side navigation. */
export function findActions(): readonly NavigationItem[] {
  return [
    { label: '导入名册', path: '/roster/import', needs: 'roster.write' },
    { label: '导入部门名单', path: '/lists/import', needs: 'lists.write' },
    { label: '导入认定名单', path: '/identification/import', needs: 'identification.write' },
    { label: '导入家访汇总表', path: '/visits/import', needs: 'visit.write' },
    { label: '导入收款账户', path: '/payees/import', needs: 'payee.write' },
    { label: '导入回盘', path: '/returns/import', needs: 'return.write' },
    { label: '导入全国系统导出表', path: '/comparison/import', needs: 'comparison.write' },
  ];
}
