import { Button, Select, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm, schoolYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import { routeTexts } from '#shared/text/identification.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import classes from './determinations-import-page.module.css';

function nextStep(): ReactElement {
  return <div><Button component={Link} to="/identification">去看认定名册</Button></div>;
}

/** Imports a decision list: who decided, when, from which term on; columns of the file say more. */
export function DeterminationsImportPage(): ReactElement {
  const { term } = useArchive();
  const navigate = useNavigate();
  const [body, setBody] = useState('学校认定工作组');
  const [decidedOn, setDecidedOn] = useState<IsoDate | null>(null);
  const [effectiveTerm, setEffectiveTerm] = useState<TermKey>(term);
  const [route, setRoute] = useState<string | null>(null);
  const toRegister = (): void => void navigate({ to: '/identification', search: {} });
  return (
    <ImportWizard
      key={term} purpose="determinations" subject="认定名单" hint="会议定下的结果：姓名、班级、困难等级，有身份证号更好。等级改变时原认定保留"
      options={{ body, decidedOn, effectiveTerm, route }}
      optionsForm={(
        <div className={classes['form']}>
          <TextInput className={classes['field']} label="认定机构" description="文件里有这一列的，以文件为准" value={body} maxLength={60} onChange={(event) => setBody(event.currentTarget.value)} />
          <DateInput label="认定日期" description="文件里有这一列的，以文件为准" value={decidedOn} onChange={setDecidedOn} />
          <Select
            className={classes['field']} label="从哪个学期起生效" allowDeselect={false} value={effectiveTerm} data={termsOf(schoolYearOf(term)).map((value) => ({ value, label: formatTerm(value) }))}
            onChange={(value) => setEffectiveTerm((value ?? term) as TermKey)}
          />
          <Select
            className={classes['field']} label="还没有个案的学生，途径是" description="已有个案的不改" placeholder="文件里写明" clearable value={route}
            data={identificationRoutes.map((value) => ({ value, label: routeTexts[value] }))} onChange={setRoute}
          />
        </div>
      )}
      next={nextStep} onLeave={toRegister}
    />
  );
}
