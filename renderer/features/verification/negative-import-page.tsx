import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import classes from './verification.module.css';

function nextStep(): ReactElement {
  return <div><Button component={Link} to="/verification">去看命中</Button></div>;
}

/** Imports one list of the negative check: which kind, who sent it, as of when. */
export function NegativeImportPage(): ReactElement {
  const navigate = useNavigate();
  const { schoolId, term } = useArchive();
  const kinds = useQuery(api.verification.kinds.queryOptions({ input: { schoolId } })).data?.filter((kind) => kind.active) ?? [];
  const [kindKey, setKindKey] = useState('public_payroll');
  const [issuer, setIssuer] = useState('');
  const [asOf, setAsOf] = useState<IsoDate | null>(null);
  return (
    <ImportWizard
      key={term} purpose="negative_list" subject="负面名单" hint="把县里转来的名单原样拖进来，有姓名或身份证号一列就能比；原文件不留存，只留比对要用的几栏"
      options={{ kindKey, issuer, asOf }}
      optionsForm={(
        <div className={classes['form']}>
          <Select
            className={classes['wide']} label="名单种类" description="没有这一类时，先到“名单种类”里加" allowDeselect={false} value={kindKey} data={kinds.map((kind) => ({ value: kind.key, label: kind.label }))}
            onChange={(value) => setKindKey(value ?? 'public_payroll')}
          />
          <TextInput className={classes['field']} label="发文单位" description="谁转来的" value={issuer} maxLength={60} onChange={(event) => setIssuer(event.currentTarget.value)} />
          <DateInput label="名单截止日期" description="不知道就空着" value={asOf} onChange={setAsOf} />
        </div>
      )}
      next={nextStep} onLeave={() => void navigate({ to: '/verification', search: {} })}
    />
  );
}
