import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import { purposeWords } from './purpose-words.ts';

const hints = {
  roster: '学籍系统或资助系统的学生导出、学籍导入模板，或学校自己的名单。列名不一样没关系，第二步可以对。',
  payee_accounts: '学生与收款账户（本人或监护人的卡）的对照表。',
  staff_accounts: '教职工的工资卡号，用来防止把学生的钱打到教职工账户。',
} as const;

/** The import of a file that needs no settings of its own. */
export function NewImportPage(): ReactElement {
  const { purpose } = getRouteApi('/archive/imports/new').useSearch();
  return (
    <ImportWizard
      key={purpose} purpose={purpose} subject={purposeWords[purpose] ?? purpose} hint={hints[purpose]}
      next={() => <Link to="/imports">看导入记录</Link>}
    />
  );
}
