import { Button, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { StandingRow } from '#shared/contract/standings.ts';
import type { Standing } from '#shared/domain/entitlement/standing.ts';
import { standingNames } from '#shared/text/entitlements.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import classes from './entitlements.module.css';
import { WhyStanding } from './why-standing.tsx';

export const standingTones: Readonly<Record<Standing, Tone>> = { approved: 'good', proposed: 'plain', due: 'warn', asked: 'warn', not: 'plain' };

const whyOf = (row: StandingRow): string => (row.further > 0 ? `${row.sentence}（另有 ${row.further} 条理由）` : row.sentence);

const columns: readonly DataColumn<StandingRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className || '未编班', width: 104, frozen: true, total: () => '合计' },
  { id: 'name', title: '姓名', value: (row) => row.studentName, width: 80, frozen: true, total: (rows) => `${new Set(rows.map((row) => row.studentId)).size} 人` },
  { id: 'grade', title: '困难等级', kind: 'choice', value: (row) => row.hardshipGrade || '未认定', width: 88 },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 176, total: (rows) => `${rows.length} 人次` },
  {
    id: 'standing', title: '结果', kind: 'choice', value: (row) => standingNames[row.standing], width: 84,
    cell: (row) => <StatusTag tone={standingTones[row.standing]}>{standingNames[row.standing]}</StatusTag>,
  },
  { id: 'amount', title: '金额（元）', kind: 'money', value: (row) => row.amountFen, width: 98, total: 'sum' },
  { id: 'why', title: '为什么', value: whyOf, width: 300, grow: true },
];

const keyOf = (row: StandingRow): string => `${row.studentId} ${row.programmeKey}`;
const order: readonly Standing[] = ['approved', 'proposed', 'due', 'asked', 'not'];

interface Chosen { readonly classId: string | null; readonly programmeKey: string | null; readonly every: boolean }

/** 为何没有: every pupil × programme with the reason that decides; the panel beside it tells every condition. */
export function StandingsPanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const [every, setEvery] = useState(false);
  const [classId, setClassId] = useState<string | null>(null);
  const [programmeKey, setProgrammeKey] = useState<string | null>(null);
  const [active, setActive] = useState<StandingRow | null>(null);
  const query = useQuery(api.standings.list.queryOptions({ input: { schoolId, term, every } }));
  const chosen = { classId, programmeKey, every };
  return (
    <QueryView query={query} what="每名学生的享受情况">
      {({ rows }) => (rows.length === 0 ? (
        <EmptyState title="还没有学生" action={<LinkButton to="/roster">到学生名册导入</LinkButton>}>
          名册里的每名学生，对本学段的每个资助项目都会有一个结果：已批准、待批准、可列入、待裁定或不享受，并写明起决定作用的理由。
        </EmptyState>
      ) : (
        <Standings
          rows={rows} chosen={chosen} active={active} onActive={setActive}
          choose={{ setEvery: (next) => { setEvery(next); setProgrammeKey(null); }, setClassId, setProgrammeKey }}
        />
      ))}
    </QueryView>
  );
}

interface StandingsProps {
  readonly rows: readonly StandingRow[];
  readonly chosen: Chosen;
  readonly choose: { setEvery(next: boolean): void; setClassId(next: string | null): void; setProgrammeKey(next: string | null): void };
  readonly active: StandingRow | null;
  readonly onActive: (row: StandingRow | null) => void;
}

function Standings({ rows, chosen, choose, active, onActive }: StandingsProps): ReactElement {
  const { schoolId, term } = useArchive();
  const shown = useMemo(() => rows.filter((row) => (chosen.classId === null || String(row.classId) === chosen.classId)
    && (chosen.programmeKey === null || row.programmeKey === chosen.programmeKey)), [rows, chosen.classId, chosen.programmeKey]);
  const classList = [...new Map(rows.flatMap((row) => (row.classId === null ? [] : [[String(row.classId), row.className] as const])))];
  const programmes = [...new Map(rows.map((row) => [row.programmeKey, row.programmeName]))];
  const make = (format: 'pdf' | 'xlsx' | 'csv') => () => client.standings.file({
    schoolId, term, format, every: chosen.every,
    ...(chosen.classId === null ? {} : { classId: Number(chosen.classId) }), ...(chosen.programmeKey === null ? {} : { programmeKey: chosen.programmeKey }),
  });
  const count = (standing: Standing): string => `${shown.filter((row) => row.standing === standing).length} 人次`;
  return (
    <>
      <SummaryStrip
        label="享受情况合计"
        items={[
          { label: '学生', value: `${new Set(shown.map((row) => row.studentId)).size} 人` },
          ...order.map((standing) => ({ label: standingNames[standing], value: count(standing), tone: standing === 'asked' || standing === 'due' ? 'warn' as const : 'plain' as const })),
        ]}
      />
      <div className={classes['bar']}>
        <Select aria-label="班级" placeholder="全校" clearable searchable data={classList.map(([value, label]) => ({ value, label }))} value={chosen.classId} onChange={choose.setClassId} />
        <Select aria-label="资助项目" placeholder="全部项目" clearable data={programmes.map(([value, label]) => ({ value, label }))} value={chosen.programmeKey} onChange={choose.setProgrammeKey} />
        <Switch label="含本校不发的项目" checked={chosen.every} onChange={(event) => choose.setEvery(event.currentTarget.checked)} />
        <span className={classes['spring']} />
        <FileButton make={make('csv')}>导出文本</FileButton>
        <FileButton make={make('xlsx')}>导出表格</FileButton>
        <FileButton print make={make('pdf')}>{chosen.classId === null ? '按班打印' : '打印本班'}</FileButton>
      </div>
      <div className={`beside ${classes['fill']}`}>
        <DataTable
          label="每名学生的享受情况" rows={shown} columns={columns} rowKey={keyOf} wrap onActive={onActive} onOpen={onActive} openHint="看全部理由" maxHeight="calc(100vh - 22rem)"
          tools={active === null && <span className="dim small">每人每项各有一个结果；点一行看全部理由，“筛选”里可按姓名查找</span>}
        />
        {active !== null && (
          <aside className={classes['why']} aria-label="理由">
            <WhyStanding studentId={active.studentId} programmeKey={active.programmeKey} />
            <Button className={classes['fold']} variant="subtle" size="compact-sm" onClick={() => onActive(null)}>收起理由</Button>
          </aside>
        )}
      </div>
    </>
  );
}
