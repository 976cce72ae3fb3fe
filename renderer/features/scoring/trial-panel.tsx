import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ScoreTrial, ScoreTrialRow } from '#shared/contract/scoring.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { formatSchoolYear, schoolYearOf, startYearOf } from '#shared/domain/calendar/term.ts';
import { formatScore } from '#shared/domain/scoring/score.ts';
import { scoreTableStateTexts, versionWords } from '#shared/text/scoring.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import type { TableLine, TableList } from './data.ts';
import { useTable } from './data.ts';
import classes from './scoring.module.css';

const route = getRouteApi('/archive/scoring');

const noProposal = '没有建议';
const undecided = '未认定';
const sources = { trial: '试算录入', sheet: '当年测评表', none: '没有测评表' } as const;

function remark(row: ScoreTrialRow): string {
  if (row.proposal.kind === 'open') return row.from === 'none' ? '没有可用的测评表' : `没有填或不明：${row.open.join('、') || '自评或核定'}`;
  if (row.proposal.kind === 'no_cutoffs') return '没有分数线';
  return row.differs ? '与认定不同' : '';
}

const columns: readonly DataColumn<ScoreTrialRow>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 110, frozen: true },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 130 },
  { id: 'total', title: '总分', kind: 'number', value: (row) => (row.total === null ? null : row.total / 100), cell: (row) => (row.total === null ? '' : formatScore(row.total)), width: 80 },
  { id: 'proposed', title: '测评建议', kind: 'choice', value: (row) => row.proposed ?? noProposal, width: 100 },
  { id: 'decided', title: '当年认定', kind: 'choice', value: (row) => row.decided ?? undecided, width: 100, tone: (row) => (row.differs ? 'warn' : undefined) },
  { id: 'from', title: '答案来自', kind: 'choice', value: (row) => sources[row.from], width: 110 },
  { id: 'remark', title: '说明', value: remark, width: 240, grow: true },
];

/** Proposed grades down, decided grades across; on the diagonal both agree. */
function CrossTable({ trial }: { readonly trial: ScoreTrial }): ReactElement {
  const down = [...trial.grades, null];
  const count = (proposed: string | null, decided: string | null): number => trial.cross.find((cell) => cell.proposed === proposed && cell.decided === decided)?.count ?? 0;
  const sum = (cells: readonly { readonly count: number }[]): number => cells.reduce((all, cell) => all + cell.count, 0);
  return (
    <table className={`plain ${classes['cross'] ?? ''}`} aria-label="测评建议与当年认定对照">
      <thead><tr><th>测评建议 ＼ 当年认定</th>{down.map((grade) => <th key={grade ?? ''}>{grade ?? undecided}</th>)}<th>合计</th></tr></thead>
      <tbody>
        {down.map((proposed) => (
          <tr key={proposed ?? ''}>
            <th scope="row">{proposed ?? noProposal}</th>
            {down.map((decided) => {
              const pupils = count(proposed, decided);
              const look = proposed === null || decided === null || pupils === 0 ? undefined : proposed === decided ? classes['same'] : classes['differs'];
              return <td key={decided ?? ''} className={look}>{pupils === 0 ? <span className="dim">0</span> : pupils}</td>;
            })}
            <td>{sum(trial.cross.filter((cell) => cell.proposed === proposed))}</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr><td>合计</td>{down.map((decided) => <td key={decided ?? ''}>{sum(trial.cross.filter((cell) => cell.decided === decided))}</td>)}<td>{sum(trial.cross)}</td></tr></tfoot>
    </table>
  );
}

function TrialResult({ trial }: { readonly trial: ScoreTrial }): ReactElement {
  const [onlyDiffering, setOnlyDiffering] = useState(false);
  const { counts } = trial;
  const rows = onlyDiffering ? trial.rows.filter((row) => row.differs) : trial.rows;
  if (counts.cases === 0) return <EmptyState title="这个学年没有认定个案">试算用一个学年的个案：看每个人会得到什么建议，与当年的认定对照。请换一个学年，或先登记申请。</EmptyState>;
  return (
    <>
      <SummaryStrip
        label="试算人数" items={[
          { label: '个案', value: counts.cases }, { label: '算出', value: counts.reckoned }, { label: '算不出', value: counts.open, ...(counts.open > 0 ? { tone: 'warn' as const } : {}) },
          { label: '与认定相同', value: counts.same, tone: 'good' }, { label: '与认定不同', value: counts.differ, ...(counts.differ > 0 ? { tone: 'warn' as const } : {}) }, { label: '当年未认定', value: counts.undecided },
        ]}
      />
      <div className="card padded"><CrossTable trial={trial} /></div>
      <DataTable
        label="试算名单" rows={rows} columns={columns} rowKey={(row) => String(row.studentId)} maxHeight="22rem"
        tools={<Switch label={`只看与认定不同的 ${counts.differ} 人`} checked={onlyDiffering} onChange={(event) => setOnlyDiffering(event.currentTarget.checked)} />}
      />
    </>
  );
}

function TrialOf({ line }: { readonly line: TableLine }): ReactElement {
  const { schoolId, term } = useArchive();
  const start = startYearOf(term);
  const years = [0, 1, 2].map((back) => `${start - back}-${start - back + 1}` as SchoolYear);
  const [schoolYear, setSchoolYear] = useState<SchoolYear>(line.state === 'adopted' ? schoolYearOf(term) : years[1] ?? schoolYearOf(term));
  const [cutoffsFrom, setCutoffsFrom] = useState<IsoDate | null>(null);
  const full = useTable(line.id);
  const trial = useQuery(api.scoring.trial.queryOptions({ input: { schoolId, tableId: line.id, schoolYear, cutoffsFrom } }));
  const cutoffs = full.data?.table.cutoffs ?? [];
  return (
    <>
      <div className={classes['bar']}>
        <Select label="用哪个学年的个案" allowDeselect={false} value={schoolYear} data={years.map((year) => ({ value: year, label: formatSchoolYear(year) }))} onChange={(value) => setSchoolYear((value ?? schoolYear) as SchoolYear)} />
        {cutoffs.length > 1 && (
          <Select label="分数线" placeholder="最后一组" clearable value={cutoffsFrom} data={cutoffs.map((one) => ({ value: one.validFrom, label: `${one.validFrom} 起` }))} onChange={(value) => setCutoffsFrom(value as IsoDate | null)} />
        )}
        {line.state === 'trial' && <LinkButton variant="default" to="/scoring" search={{ tab: 'filling', table: line.id }}>录入试算用的测评</LinkButton>}
        <LinkButton variant="default" to="/scoring/tables/$tableId" params={{ tableId: String(line.id) }}>打开指标表</LinkButton>
      </div>
      <QueryView query={trial} what="试算">{(data) => <TrialResult trial={data} />}</QueryView>
    </>
  );
}

/** 试算: a table over a year's cases, before it is adopted. Nothing is stored. */
export function TrialPanel({ list }: { readonly list: TableList }): ReactElement {
  const { table } = route.useSearch();
  const navigate = useNavigate();
  const tables = list.rows.filter((row) => row.wrong === 0).toReversed();
  const chosen = tables.find((row) => row.id === table) ?? tables.find((row) => row.state === 'trial') ?? tables[0];
  if (chosen === undefined) {
    return (
      <EmptyState title="还没有可以试算的指标表" action={<LinkButton to="/scoring" search={{ tab: 'tables' }}>去看指标表</LinkButton>}>
        采用一张表以前，先用去年或今年的个案算一遍：谁会得到什么建议，与当年的认定差在哪里。试算不改任何个案。
      </EmptyState>
    );
  }
  return (
    <div className={classes['list']}>
      <div className={classes['bar']} style={{ marginBottom: 0 }}>
        <Select
          label="试算哪张表" className={classes['version'] ?? ''} allowDeselect={false} value={String(chosen.id)}
          data={tables.map((row) => ({ value: String(row.id), label: row.versionNo === null ? `${row.name}（${scoreTableStateTexts[row.state]}）` : versionWords(row) }))}
          onChange={(value) => void navigate({ to: '/scoring', search: { tab: 'trial', table: Number(value) } })}
        />
        <p className="dim small">只算不存。答案用试算录入的；没有的用当年的测评表，按指标对上；再没有的只看特殊群体。</p>
      </div>
      <TrialOf key={chosen.id} line={chosen} />
    </div>
  );
}
