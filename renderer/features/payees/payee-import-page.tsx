import { Button, Select } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import classes from './payees.module.css';

const route = getRouteApi('/archive/payees/import');

/** Imports pupils' accounts, or the staff's. */
export function PayeeImportPage(): ReactElement {
  const { purpose = 'payee_accounts' } = route.useSearch();
  const navigate = useNavigate();
  const [withoutHolder, setWithoutHolder] = useState<'refuse' | 'self'>('refuse');
  const leave = (): void => void navigate({ to: '/payees', search: purpose === 'staff_accounts' ? { tab: 'staff' } : {} });
  const next = (): ReactElement => <div><Button onClick={leave}>去看收款账户</Button></div>;
  if (purpose === 'staff_accounts') {
    return <ImportWizard key={purpose} purpose={purpose} subject="教职工账户" hint="工资卡名单：姓名、卡号两列就够。登记后，打到这些卡上的学生资助会被拦下" next={next} onLeave={leave} />;
  }
  return (
    <ImportWizard
      key={purpose} purpose={purpose} subject="收款账户" hint="学生与本人或监护人的卡的对照表；与现有账户不同的会替换，旧的留作历史" next={next} onLeave={leave} options={{ withoutHolder }}
      optionsForm={(
        <div className={classes['form']}>
          <Select
            className={classes['field']} label="文件里没有户名的行" allowDeselect={false} value={withoutHolder}
            data={[{ value: 'refuse', label: '不导入，等补上户名' }, { value: 'self', label: '是学生本人的卡' }]} onChange={(value) => setWithoutHolder(value === 'self' ? 'self' : 'refuse')}
          />
        </div>
      )}
    />
  );
}
