import { Button, Group, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import type { OwnDecisions } from '#renderer/components/import-wizard/import-wizard.tsx';
import { GonePupils, readGone } from './gone-pupils.tsx';

const scopes = [
  { value: 'auto', label: '由程序看：人数够一半就当全校' },
  { value: 'school', label: '是全校的名册' },
  { value: 'classes', label: '只是文件里这几个班的' },
];

function showGone({ preview, own, setOwn }: OwnDecisions): ReactElement {
  return <GonePupils gone={readGone(preview.extra)} own={own} setOwn={setOwn} />;
}

function showNext(): ReactElement {
  return <NextSteps />;
}

function NextSteps(): ReactElement {
  const navigate = useNavigate();
  return (
    <Group gap="sm">
      <Button onClick={() => void navigate({ to: '/roster', search: {} })}>去看名册</Button>
      <Button variant="default" onClick={() => void navigate({ to: '/roster', search: { tab: 'repairs' } })}>看要修正的</Button>
    </Group>
  );
}

/** Imports a roster of any layout and shows what it changes. */
export function RosterImportPage(): ReactElement {
  const { term } = useArchive();
  const navigate = useNavigate();
  const [scope, setScope] = useState('auto');
  const toRoster = (): void => void navigate({ to: '/roster', search: {} });
  return (
    <ImportWizard
      key={term} purpose="roster" subject="学生名册"
      hint="学籍系统的学生模板、资助系统的“在校学生信息”，或学校自己的花名册；列名不一样没关系，下一步可以对"
      options={{ scope }}
      optionsForm={(
        <Select
          label="文件里是哪些人" description="决定谁算“名册里有而文件里没有”" allowDeselect={false} value={scope} data={scopes} style={{ maxWidth: '22rem' }}
          onChange={(value) => setScope(value ?? 'auto')}
        />
      )}
      ownDecisions={showGone}
      confirmWords={(preview) => {
        const [added, changed] = ['new', 'changed'].map((key) => preview.counts.find((count) => count.key === key)?.count ?? 0);
        return `新增 ${added} 人，变动 ${changed} 人；名册里有而文件里没有的，只改您写了去向的。`;
      }}
      next={showNext}
      onLeave={toRoster}
    />
  );
}
