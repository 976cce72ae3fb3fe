import { Button } from '@mantine/core';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import type { ClipboardEvent, KeyboardEvent, ReactElement } from 'react';
import type { MemberDraft, MemberPart } from '#shared/domain/applications/application-form.ts';
import { emptyMember, memberParts } from '#shared/domain/applications/application-form.ts';
import type { FormProblem } from '#shared/domain/applications/form-problem.ts';
import { formProblemSentence } from '#shared/text/applications.ts';
import classes from './application.module.css';
import { focusField, stepFrom } from './walk-fields.ts';

const heads: Readonly<Record<MemberPart, string>> = { name: '姓名', age: '年龄', relation: '与学生关系', employer: '工作（学习）单位', job: '职业', income: '年收入（元）', health: '健康状况' };

interface MembersGridProps {
  readonly members: readonly MemberDraft[];
  readonly problems: readonly FormProblem[];
  readonly readOnly: boolean;
  readonly onChange: (members: readonly MemberDraft[]) => void;
}

function isBlank(member: MemberDraft): boolean {
  return memberParts.every((part) => member[part].trim() === '');
}

/** Cells copied from a spreadsheet, put in from a cell on; further rows are made as needed. */
function withPasted(members: readonly MemberDraft[], text: string, row: number, column: number): MemberDraft[] {
  const result = [...members];
  for (const [down, line] of text.replace(/\r?\n$/, '').split(/\r?\n/).entries()) {
    const cells = line.split('\t');
    const values = Object.fromEntries(cells.flatMap((cell, right) => { const part = memberParts[column + right]; return part === undefined ? [] : [[part, cell.trim()]]; }));
    result[row + down] = { ...(result[row + down] ?? emptyMember), ...values };
  }
  return result;
}

/** 家庭成员情况: Enter goes from cell to cell and at the end of the last row makes the next; an empty last row ends the table. */
export function MembersGrid({ members, problems, readOnly, onChange }: MembersGridProps): ReactElement {
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = members.length === 0 ? [emptyMember] : members;
  const cell = (row: number, column: number): HTMLElement | null => body.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`) ?? null;
  /** The rows change and the cursor stands in one of them before the next key is heard: a fast typist's next letter must not fall into the cell before. */
  const changeAndFocus = (next: readonly MemberDraft[], row: number): void => {
    flushSync(() => onChange(next));
    const field = cell(row, 0);
    if (field) focusField(field);
  };
  const set = (row: number, part: MemberPart, value: string): void => onChange(rows.map((member, at) => (at === row ? { ...member, [part]: value } : member)));
  const remove = (row: number): void => {
    changeAndFocus(rows.filter((_, at) => at !== row), Math.max(0, row - 1));
  };
  const add = (): void => {
    changeAndFocus([...rows, emptyMember], rows.length);
  };

  const press = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const last = row === rows.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = cell(row + (event.key === 'ArrowDown' ? 1 : -1), column);
      if (next) { event.preventDefault(); focusField(next); }
    } else if (event.key === 'Delete' && event.ctrlKey && !readOnly) {
      event.preventDefault();
      remove(row);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !readOnly && last && column === 0 && isBlank(rows[row] ?? emptyMember)) {
      // An empty row at the end is no member: on to what comes after the table.
      event.preventDefault();
      const end = cell(row, memberParts.length - 1);
      if (end) stepFrom(end, 1);
      if (rows.length > 1) onChange(rows.slice(0, -1));
    } else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !readOnly && last && column === memberParts.length - 1) {
      event.preventDefault();
      add();
    }
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(text.trim()) || readOnly) return;
    event.preventDefault();
    onChange(withPasted(rows, text, row, column));
  };
  const problemOf = (row: number, part: MemberPart): FormProblem | undefined => problems.find((problem) => problem.path === `members.${row}.${part}`);

  return (
    <div>
      <table className={classes['members']} aria-label="家庭成员情况">
        <thead><tr><th scope="col" className={classes['row']}>序</th>{memberParts.map((part) => <th key={part} scope="col" className={classes[part]}>{heads[part]}</th>)}<th scope="col"><span className={classes['hidden']}>删去</span></th></tr></thead>
        <tbody ref={body}>
          {rows.map((member, row) => (
            // A row is known by its place: members have nothing else while they are typed.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={row}>
              <td className={classes['row']}>{row + 1}</td>
              {memberParts.map((part, column) => {
                const problem = problemOf(row, part);
                const bad = problem?.severity === 'wrong';
                return (
                  <td key={part} className={problem === undefined ? undefined : classes[bad ? 'wrongCell' : 'lookCell']}>
                    <input
                      aria-label={`成员 ${row + 1} ${heads[part]}`} value={member[part]} readOnly={readOnly} autoComplete="off" data-walk data-path={`members.${row}.${part}`} data-cell={`${row}:${column}`}
                      aria-invalid={bad || undefined} title={problem && formProblemSentence(problem)} list={part === 'relation' ? 'relation-words' : part === 'health' ? 'health-words' : undefined}
                      className={part === 'income' || part === 'age' ? classes['numberCell'] : undefined}
                      onChange={(event) => set(row, part, event.currentTarget.value)} onKeyDown={(event) => press(event, row, column)} onPaste={(event) => paste(event, row, column)}
                    />
                  </td>
                );
              })}
              <td>{!readOnly && <button type="button" className={classes['remove']} aria-label={`删去成员 ${row + 1} ${member.name}`} title="删去这一行（Ctrl+Delete）" onClick={() => remove(row)}>×</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!readOnly && <Button size="compact-sm" variant="subtle" mt={4} onClick={add}>加一行</Button>}
      <span className="dim small">　学生本人不列。末行末格按 Enter 加一行，空行按 Enter 结束；可从 Excel 整块粘贴；收入可写 3.2万，不知道的留空。</span>
    </div>
  );
}
