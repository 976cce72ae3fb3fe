import { Select, TextInput } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ScoreSide } from '#shared/contract/scoring.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { itemsOf } from '#shared/domain/scoring/score-table.ts';
import { sideTexts, versionWords } from '#shared/text/scoring.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import type { TableList } from './data.ts';
import { fillableTables, useTable, useTables } from './data.ts';
import classes from './scoring.module.css';

const route = getRouteApi('/archive/scoring/import');

function nextStep(tableId: number): () => ReactElement {
  return () => <div><LinkButton to="/scoring" search={{ table: tableId }}>去看测评</LinkButton></div>;
}

function ImportUnder({ list, tableId, onTable }: { readonly list: TableList; readonly tableId: number; readonly onTable: (tableId: number) => void }): ReactElement {
  const { term } = useArchive();
  const { side: asked = 'verified' } = route.useSearch();
  const navigate = useNavigate();
  const full = useTable(tableId);
  const [side, setSide] = useState<ScoreSide>(asked);
  const [onDate, setOnDate] = useState<IsoDate | null>(null);
  const [by, setBy] = useState(asked === 'self' ? '家长' : '班级评议小组');
  return (
    <QueryView query={full} what="指标表">
      {({ table }) => (
        <ImportWizard
          key={`${term} ${tableId}`} purpose="score_sheet" subject="量化测评表" optionsReady={onDate !== null && by.trim() !== ''}
          hint="一人一行，一个指标一列，列名用指标的名称；格子里写选项的序号或文字。可先在测评页导出填写表"
          options={{ tableId, side, onDate, by: by.trim(), items: itemsOf(table).map(({ key, label }) => ({ key, label })) }}
          optionsForm={(
            <div className={classes['bar']}>
              <Select
                label="指标表" className={classes['version'] ?? ''} allowDeselect={false} value={String(tableId)}
                data={fillableTables(list).map((row) => ({ value: String(row.id), label: row.state === 'trial' ? `试算：${row.name}` : versionWords(row) }))} onChange={(value) => onTable(Number(value))}
              />
              <Select
                label="文件里是" allowDeselect={false} value={side} data={[{ value: 'self', label: sideTexts.self }, { value: 'verified', label: sideTexts.verified }]} onChange={(value) => setSide((value ?? 'verified') as ScoreSide)}
              />
              <DateInput label="测评日期" required value={onDate} onChange={setOnDate} />
              <TextInput label="由谁测评" required maxLength={60} value={by} onChange={(event) => setBy(event.currentTarget.value)} />
            </div>
          )}
          next={nextStep(tableId)} onLeave={() => void navigate({ to: '/scoring', search: {} })}
        />
      )}
    </QueryView>
  );
}

/** Imports a filled score sheet of a class, or of the school. */
export function ScoreImportPage(): ReactElement {
  const tables = useTables();
  const { table } = route.useSearch();
  const [picked, setPicked] = useState<number | null>(null);
  return (
    <QueryView query={tables} what="指标表">
      {(list) => {
        const open = fillableTables(list);
        const chosen = open.find((row) => row.id === (picked ?? table)) ?? open.find((row) => row.id === list.inForceId) ?? open[0];
        if (chosen === undefined) return <EmptyState title="还没有采用指标表" action={<LinkButton to="/scoring" search={{ tab: 'tables' }}>去看指标表</LinkButton>}>导入按指标表对列。先建一张并采用。</EmptyState>;
        return <ImportUnder key={chosen.id} list={list} tableId={chosen.id} onTable={setPicked} />;
      }}
    </QueryView>
  );
}
