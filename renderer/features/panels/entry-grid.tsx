import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ClipboardEvent, ComponentProps, FocusEvent, KeyboardEvent, ReactElement } from 'react';
import type { AgendaCase, MeetingView } from '#shared/contract/meetings.ts';
import { outcomeWords } from '#shared/text/panels.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { parseTsv } from '#renderer/components/data-table/table-view.ts';
import { factsWords } from './agenda-tab.tsx';
import { entryColumns, followVotes, outcomeOf, pasteCells, readEntry, readKey } from './entry-draft.ts';
import type { EntryColumn, EntryDraft } from './entry-draft.ts';
import classes from './panels.module.css';

interface EntryGridProps {
  readonly meeting: MeetingView;
  readonly editable: boolean;
  readonly draftOf: (row: AgendaCase) => EntryDraft;
  readonly onChange: (changed: ReadonlyMap<number, EntryDraft>) => void;
  readonly onLeaveRow: (row: AgendaCase) => void;
  readonly onRevote: (row: AgendaCase) => void;
}

const outcomeTones: Readonly<Record<ReturnType<typeof outcomeOf>['kind'], Tone>> = {
  carried: 'good', mean: 'good', tie: 'warn', short: 'warn', no_grade: 'warn', too_few_to_trim: 'warn', count_differs: 'plain', no_quorum: 'bad',
};

function placeOf(element: Element): { readonly row: number; readonly column: number } | null {
  const { row, column } = (element as HTMLElement).dataset;
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
}

const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Inside a text the arrows move the caret; at its ends, or with all of it marked, they go to the next cell. */
function leavesCell(event: KeyboardEvent, element: HTMLInputElement): boolean {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return true;
  const { selectionStart: start, selectionEnd: end, value } = element;
  const marked = start === 0 && end === value.length;
  return marked || (start === end && (event.key === 'ArrowLeft' ? start === 0 : end === value.length));
}

/** As many cases as are drawn at once, so that typing stays quick in a meeting of a thousand. */
const pageSize = 50;

/** A line for each case by number, a cell for each vote or score; the whole is worked by keyboard. */
export function EntryGrid(props: EntryGridProps): ReactElement {
  const { meeting, draftOf, onChange, onLeaveRow } = props;
  const columns = entryColumns(meeting);
  const holder = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(0);
  const start = page * pageSize;
  const shown = meeting.agenda.slice(start, start + pageSize);
  const focusCell = (row: number, column: number): boolean => {
    const next = holder.current?.querySelector<HTMLInputElement>(`[data-row="${row}"][data-column="${column}"]:not(:disabled)`);
    next?.focus();
    next?.select();
    return next !== null && next !== undefined;
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const at = placeOf(event.target as Element);
    const step = steps[event.key];
    if (at === null || step === undefined || !leavesCell(event, event.target as HTMLInputElement)) return;
    event.preventDefault();
    const [down, right] = step;
    // A disabled cell (回避) is stepped over.
    for (let reach = 1; reach <= 20; reach += 1) if (focusCell(at.row + down * reach, at.column + right * reach)) return;
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const at = placeOf(event.target as Element);
    const texts = parseTsv(event.clipboardData.getData('text/plain'));
    if (at === null || (texts.length === 1 && texts[0]?.length === 1)) return;
    event.preventDefault();
    onChange(pasteCells(meeting, at, texts, draftOf));
  };
  const leave = (event: FocusEvent<HTMLTableRowElement>, row: AgendaCase): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) onLeaveRow(row);
  };
  return (
    <>
      {meeting.agenda.length > pageSize && <Pages count={meeting.agenda.length} page={page} onPage={setPage} label={(at) => meeting.agenda[at]?.label ?? ''} />}
      <div className={`card ${classes['grid']}`} ref={holder}>
        <table aria-label="投票和意见">
          <thead>
            <tr>
              <th className={classes['first']}>案号</th><th>材料</th>
              {columns.map((column) => <th key={column.id}>{column.title}</th>)}
              <th>结果</th><th>建议等级</th><th>暂缓</th>{meeting.method !== 'score' && meeting.tieRule === 'chair' && <th>主持人定</th>}<th>理由</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={row.meetingCaseId} aria-label={`${row.label} 号`} onBlur={(event) => leave(event, row)}>
                <GridRow {...props} row={row} index={start + at} columns={columns} draft={draftOf(row)} onNext={(column) => focusCell(start + at, column)}
                  cell={{ onKeyDown: press, onPaste: paste, onFocus: (event) => event.currentTarget.select() }} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Pages({ count, page, onPage, label }: { readonly count: number; readonly page: number; readonly onPage: (page: number) => void; readonly label: (at: number) => string }): ReactElement {
  const last = Math.ceil(count / pageSize) - 1;
  return (
    <div className={classes['bar']} role="navigation" aria-label="翻页">
      <Button size="compact-sm" variant="default" disabled={page === 0} onClick={() => onPage(page - 1)}>上一页</Button>
      <span className="small">{label(page * pageSize)} 至 {label(Math.min(count, (page + 1) * pageSize) - 1)}，共 {count} 个案号</span>
      <Button size="compact-sm" variant="default" disabled={page === last} onClick={() => onPage(page + 1)}>下一页</Button>
    </div>
  );
}

interface GridRowProps extends EntryGridProps {
  readonly row: AgendaCase;
  readonly index: number;
  readonly columns: readonly EntryColumn[];
  readonly draft: EntryDraft;
  readonly onNext: (column: number) => void;
  /** Keys and pastes of every text cell. */
  readonly cell: Pick<ComponentProps<'input'>, 'onKeyDown' | 'onPaste' | 'onFocus'>;
}

function GridRow({ meeting, editable, row, index, columns, draft, onChange, onRevote, onNext, cell }: GridRowProps): ReactElement {
  const { wrong } = readEntry(meeting, row, draft);
  const outcome = outcomeOf(meeting, row, draft);
  const put = (next: EntryDraft): void => onChange(new Map([[row.meetingCaseId, next]]));
  const type = (column: EntryColumn, at: number, text: string): void => {
    const read = readKey(meeting, text);
    put(followVotes(meeting, row, draft, { ...draft, cells: { ...draft.cells, [column.id]: read } }));
    if (read !== text) onNext(at + 1);
  };
  return (
    <>
      <td className={classes['first']}>{row.label}{row.round > 1 ? `（第 ${row.round} 轮）` : ''}</td>
      <td className={`dim ${classes['facts']}`}>{factsWords(row.facts)}</td>
      {columns.map((column, at) => {
        const recused = column.memberId !== null && row.recused.includes(column.memberId);
        return (
          <td key={column.id}>
            <input
              className={`${classes['cell']} ${wrong.has(column.id) ? classes['wrong'] : ''}`} aria-label={`${row.label} ${column.title}`}
                aria-invalid={wrong.has(column.id)} data-row={index} data-column={at}
              disabled={!editable || recused} value={recused ? '回避' : draft.cells[column.id] ?? ''} {...cell} onChange={(event) => type(column, at, event.currentTarget.value)}
            />
          </td>
        );
      })}
      <td>
        <StatusTag tone={outcomeTones[outcome.kind]}>{outcomeWords(outcome)}</StatusTag>
        {editable && (outcome.kind === 'tie' || outcome.kind === 'short') && <Button size="compact-sm" variant="subtle" aria-label={`${row.label} 重投`}
          onClick={() => onRevote(row)}>重投</Button>}
        {row.earlierRounds.map((round) => <div key={round.round} className="dim">第 {round.round} 轮：{round.words}</div>)}
      </td>
      <td>
        <select className={`${classes['cell']} ${classes['choice']}`} aria-label={`${row.label} 建议等级`} disabled={!editable || draft.heldOver}
          value={draft.heldOver ? '' : draft.grade} onChange={(event) => put({ ...draft, grade: event.currentTarget.value })}>
          <option value="">（未定）</option>
          {meeting.grades.map((grade) => <option key={grade} value={grade}>{grade}</option>)}
        </select>
      </td>
      <td className="number"><input type="checkbox" aria-label={`${row.label} 暂缓`} disabled={!editable} checked={draft.heldOver}
        onChange={(event) => put({ ...draft, heldOver: event.currentTarget.checked, byChair: false })} /></td>
      {meeting.method !== 'score' && meeting.tieRule === 'chair' && (
        <td className="number">
          <input type="checkbox" aria-label={`${row.label} 主持人定`} disabled={!editable || draft.heldOver || (outcome.kind !== 'tie' && !draft.byChair)}
            checked={draft.byChair} onChange={(event) => put({ ...draft, byChair: event.currentTarget.checked })} />
        </td>
      )}
      <td><input className={`${classes['cell']} ${classes['reason']}`} aria-label={`${row.label} 理由`} data-row={index} data-column={columns.length} maxLength={300}
        disabled={!editable} value={draft.reason} {...cell} onChange={(event) => put({ ...draft, reason: event.currentTarget.value })} /></td>
    </>
  );
}
