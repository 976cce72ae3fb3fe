import { Button, Select, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { visitPurposes, visitWays } from '#shared/domain/visits/visit.ts';
import { visitPurposeTexts, visitWayTexts } from '#shared/text/visits.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import classes from './visits.module.css';

function nextStep(): ReactElement {
  return <div><Button component={Link} to={'/visits' as '/'}>去看家访名册</Button></div>;
}

/** Imports a class teacher's summary: one row a visit. */
export function VisitsImportPage(): ReactElement {
  const { term } = useArchive();
  const navigate = useNavigate();
  const [visitedOn, setVisitedOn] = useState<IsoDate | null>(null);
  const [way, setWay] = useState<string | null>('on_site');
  const [purpose, setPurpose] = useState('verification');
  const [visitors, setVisitors] = useState('');
  return (
    <ImportWizard
      key={term} purpose="home_visits" subject="家访汇总表" hint="一行一次家访：姓名、班级、家访日期、方式、家访人、是否一致、家访情况……列名不一样没关系，下一步可以对"
      options={{ visitedOn, way, purpose, visitors }}
      optionsForm={(
        <div className={classes['heads']}>
          <DateInput label="家访日期" description="文件里有这一列的，以文件为准" value={visitedOn} onChange={setVisitedOn} />
          <Select label="方式" description="文件里有这一列的，以文件为准" clearable placeholder="文件里写明" value={way} data={visitWays.map((value) => ({ value, label: visitWayTexts[value] }))} onChange={setWay} />
          <TextInput label="家访人" description="文件里有这一列的，以文件为准" placeholder="王芳（班主任）、刘洋" value={visitors} maxLength={200} onChange={(event) => setVisitors(event.currentTarget.value)} />
          <Select label="用途" description="整份文件一样" allowDeselect={false} value={purpose} data={visitPurposes.map((value) => ({ value, label: visitPurposeTexts[value] }))} onChange={(value) => setPurpose(value ?? 'verification')} />
        </div>
      )}
      next={nextStep} onLeave={() => void navigate({ to: '/visits' as '/', search: {} as never })}
    />
  );
}
