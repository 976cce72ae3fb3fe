import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import { PileOptions } from './pile-options.tsx';
import type { Pile } from './pile-options.tsx';

function nextStep(): ReactElement {
  return <div><Button component={Link} to="/applications">去看申请表</Button></div>;
}

/** Imports a class's summary, one row a pupil. */
export function SummaryImportPage(): ReactElement {
  const { term } = useArchive();
  const navigate = useNavigate();
  const [pile, setPile] = useState<Pile>({ layout: 'two_page', appliedOn: null, signedOnPaper: false });
  return (
    <ImportWizard
      key={term} purpose="application_summary" subject="班级申请汇总表" hint="一名学生一行：姓名、班级、家庭人口、人均收入、特殊群体、家庭成员……列名和顺序不一样没关系"
      options={{ ...pile }} optionsForm={<PileOptions pile={pile} onChange={setPile} asksLayout />}
      confirmWords={(preview) => preview.counts.map((count) => `${count.label} ${count.count} 份`).join('，')}
      next={nextStep} onLeave={() => void navigate({ to: '/applications', search: {} })}
    />
  );
}
