import { Button, NativeSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AttendanceRow } from '#shared/contract/attendance.ts';
import { formatMonth } from '#shared/domain/entitlement/support-months.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import classes from './entitlements.module.css';

const choices = [{ value: '', label: '—' }, { value: '2', label: '全月' }, { value: '1', label: '半月' }, { value: '0', label: '0' }];
const wordOf = (halfMonths: number | null): string => choices.find((one) => one.value === (halfMonths === null ? '' : String(halfMonths)))?.label ?? '';

/** 中职考勤: which programmes are paid by months, and each pupil's months of support, class by class. */
export function AttendancePanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const navigate = useNavigate();
  const query = useQuery(api.attendance.grid.queryOptions({ input: { schoolId, term } }));
  const [className, setClassName] = useState<string | null>(null);
  const [planning, setPlanning] = useState(false);
  return (
    <QueryView query={query} what="中职考勤">
      {(grid) => {
        const names = [...new Set(grid.rows.map((row) => row.className))];
        const chosen = className !== null && names.includes(className) ? className : names[0] ?? null;
        const rows = grid.rows.filter((row) => row.className === chosen);
        const classId = rows[0]?.classId ?? null;
        if (grid.rows.length === 0) {
          return <EmptyState title="本学期没有中职学生" action={<LinkButton to="/roster">到学生名册导入</LinkButton>}>中职国家助学金按学期评定、按月发放的，在这里登记每名学生每月在校情况，按月数算出应发。</EmptyState>;
        }
        return (
          <>
            <p className="dim">
              {grid.plans.length === 0 ? '本学期没有项目按月核发；要按月数算应发，先点“核发月份”设定。' : grid.plans.map((plan) => `${plan.programmeName}：按 ${plan.months.map(formatMonth).join('、')} 核发（${plan.basis}）`).join('；')}
            </p>
            <div className={classes['bar']}>
              <Select aria-label="班级" allowDeselect={false} data={names.map((name) => ({ value: name, label: name || '未编班' }))} value={chosen} onChange={setClassName} />
              <span className={classes['spring']} />
              {can('entitlement.propose') && <Button variant="default" onClick={() => setPlanning(true)}>核发月份</Button>}
              {can('entitlement.propose') && <Button variant="default" onClick={() => void navigate({ to: '/entitlements/attendance-import' })}>导入考勤表</Button>}
              <FileButton make={() => client.attendance.file({ schoolId, term, format: 'xlsx' })}>导出名单</FileButton>
              <FileButton print make={() => client.attendance.file({ schoolId, term, format: 'pdf', ...(classId === null ? {} : { classId }) })}>打印本班月度名单</FileButton>
            </div>
            <MonthGrid key={`${term} ${chosen ?? ''}`} rows={rows} months={grid.months} />
            {planning && <PlanDialog programmes={grid.programmes} plans={grid.plans} months={grid.months} onClose={() => setPlanning(false)} />}
          </>
        );
      }}
    </QueryView>
  );
}

type Draft = Readonly<Record<string, string>>;

function MonthGrid({ rows, months }: { readonly rows: readonly AttendanceRow[]; readonly months: readonly string[] }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [draft, setDraft] = useState<Draft>({});
  const record = useCommand(client.attendance.record, { quiet: true, done: (done) => `已登记 ${done.changed} 处，应发请重新计算`, onDone: () => setDraft({}) });
  const writable = can('entitlement.propose');
  const entries = Object.entries(draft).flatMap(([key, value]) => {
    const [studentId, month] = key.split(' ');
    return value === '' || month === undefined ? [] : [{ studentId: Number(studentId), month, halfMonths: Number(value) }];
  });
  const fill = (month: string): void => setDraft({
    ...draft, ...Object.fromEntries(rows.flatMap((row) => row.cells.filter((cell) => cell.month === month && cell.closed === '' && cell.halfMonths === null).map(() => [`${row.studentId} ${month}`, '2']))),
  });
  return (
    <div className={classes['months']} role="region" aria-label="在校月份登记" tabIndex={0}>
      <table className="plain" aria-label="在校月份">
        <thead>
          <tr>
            <th>姓名</th><th>学籍状态</th>
            {months.map((month) => (
              <th key={month}>{formatMonth(month)}{writable && <Button variant="subtle" size="compact-xs" aria-label={`${formatMonth(month)}未登记的都记全月`} onClick={() => fill(month)}>全月</Button>}</th>
            ))}
            <th className="number">月数</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.studentId}>
              <td>{row.studentName}</td><td>{row.standing}</td>
              {row.cells.map((cell) => {
                const key = `${row.studentId} ${cell.month}`;
                const value = draft[key] ?? (cell.halfMonths === null ? '' : String(cell.halfMonths));
                return (
                  <td key={cell.month}>
                    {writable && cell.closed === ''
                      ? <NativeSelect size="xs" aria-label={`${row.studentName} ${formatMonth(cell.month)}`} data={choices} value={value} onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.value })} />
                      : <span className="dim" title={cell.closed}>{cell.closed === '' ? wordOf(cell.halfMonths) : '停'}</span>}
                  </td>
                );
              })}
              <td className="number">{row.cells.reduce((sum, cell) => sum + (cell.halfMonths ?? 0), 0) / 2}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {writable && (
        <div className={classes['bar']}>
          <Button
            disabled={entries.length === 0 || record.isPending}
            onClick={() => record.mutate({ schoolId, term, entries, note: '' })}
          >
            保存登记（{entries.length}）
          </Button>
          <span className="dim small">空白是尚未登记，不等于不在校；改过的记录留有历史</span>
        </div>
      )}
    </div>
  );
}
