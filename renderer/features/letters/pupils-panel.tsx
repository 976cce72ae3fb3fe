import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { LetterOverview, SlipRow } from '#shared/contract/letters.ts';
import type { FollowUp } from '#shared/domain/letters/follow-up.ts';
import { followUps } from '#shared/domain/letters/follow-up.ts';
import { followUpTexts, slipChoiceTexts, slipStandingTexts } from '#shared/text/letters.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './letters.module.css';

const tones = { not_given: 'warn', given: 'warn', returned: 'good' } as const;

const columns: readonly DataColumn<SlipRow>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 110, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 110 },
  { id: 'standing', title: '状态', kind: 'choice', value: (row) => (row.overdue ? '过期未回' : slipStandingTexts[row.standing]), width: 100, cell: (row) => <StatusTag tone={row.overdue ? 'bad' : tones[row.standing]}>{row.overdue ? '过期未回' : slipStandingTexts[row.standing]}</StatusTag> },
  { id: 'given', title: '发放', kind: 'date', value: (row) => row.givenOn, width: 100 },
  { id: 'returned', title: '交回', kind: 'date', value: (row) => row.returnedOn, width: 100 },
  { id: 'choice', title: '选择', kind: 'choice', value: (row) => (row.choice === null ? '' : slipChoiceTexts[row.choice]), width: 80 },
  { id: 'signer', title: '签名人', value: (row) => row.signer, width: 90 },
  { id: 'relation', title: '关系', value: (row) => row.relation, width: 70 },
  { id: 'listed', title: '部门名单', value: (row) => row.listed.join('、'), width: 150 },
  { id: 'scans', title: '扫描', kind: 'number', value: (row) => (row.scans === 0 ? null : row.scans), width: 60 },
  { id: 'todo', title: '待跟进', value: (row) => row.todo.map((todo) => followUpTexts[todo]).join('、'), width: 170, grow: true },
];

interface PupilsPanelProps {
  readonly overview: LetterOverview;
  readonly todo: FollowUp | null;
  readonly onTodo: (todo: FollowUp | null) => void;
  readonly onOpen: (studentId: number) => void;
}

/** 全部学生: every pupil of the register, and the lists of what is still to be asked. */
export function PupilsPanel({ overview, todo, onTodo, onOpen }: PupilsPanelProps): ReactElement {
  const rows = useMemo(() => (todo === null ? overview.rows : overview.rows.filter((row) => row.todo.includes(todo))), [overview.rows, todo]);
  return (
    <>
      <div className={classes['chips']} role="group" aria-label="待跟进名单">
        <Button size="compact-sm" variant={todo === null ? 'filled' : 'default'} aria-pressed={todo === null} onClick={() => onTodo(null)}>全部 {overview.rows.length}</Button>
        {followUps.map((one) => (
          <Button key={one} size="compact-sm" variant={todo === one ? 'filled' : 'default'} aria-pressed={todo === one} onClick={() => onTodo(todo === one ? null : one)}>
            {followUpTexts[one]} {overview.counts.byTodo[one]}
          </Button>
        ))}
      </div>
      <DataTable
        label="告知名册" rows={rows} columns={columns} rowKey={(row) => String(row.studentId)} onOpen={(row) => onOpen(row.studentId)} openHint="看经过和扫描" maxHeight="calc(100vh - 20rem)"
        empty={<p className="card padded dim">{todo === null ? '名册里还没有学生。' : `没有“${followUpTexts[todo]}”的学生。`}</p>}
      />
    </>
  );
}
