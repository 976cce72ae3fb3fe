import { useRef } from 'react';
import type { ClipboardEvent, KeyboardEvent, ReactElement } from 'react';
import { slipColumns } from '#shared/domain/letters/slip-sheet.ts';
import type { SlipColumn, TypedSlip } from '#shared/domain/letters/slip-sheet.ts';
import { followUpTexts } from '#shared/text/letters.ts';
import { parseTsv } from '#renderer/components/data-table/table-view.ts';
import classes from './letters.module.css';
import type { SlipLine } from './slip-lines.ts';

const titles: Readonly<Record<SlipColumn, string>> = { givenOn: '发放日期', returnedOn: '交回日期', choice: '选择', signer: '签名人', relation: '关系', note: '备注' };

interface SlipGridProps {
  readonly lines: readonly SlipLine[];
  readonly className: string;
  /** The day of this round, in the shortest form: filled by = and beside a choice. */
  readonly roundDay: string;
  readonly onType: (studentId: number, cells: Partial<TypedSlip>) => void;
  readonly onPaste: (cells: string[][], from: number, column: SlipColumn) => void;
  readonly onSave: () => void;
  readonly onOpen: (studentId: number) => void;
}

/** 1 and 2 tick; a slip that is ticked came back, on the day of the round where no other stands. */
function ticked(line: SlipLine, choice: string, roundDay: string): Partial<TypedSlip> {
  return { choice, ...(line.typed.returnedOn === '' ? { returnedOn: roundDay } : {}) };
}

function fillFromKey(line: SlipLine, column: SlipColumn, key: string, roundDay: string): Partial<TypedSlip> | null {
  if (column === 'choice' && key === '1') return ticked(line, '申请', roundDay);
  if (column === 'choice' && key === '2') return ticked(line, '不申请', roundDay);
  if (key !== '=') return null;
  if (column === 'givenOn' || column === 'returnedOn') return { [column]: roundDay };
  if ((column === 'signer' || column === 'relation') && line.row.guardian !== null) return { signer: line.row.guardian.name, relation: line.row.guardian.relation };
  return null;
}

/** A class's slips as one sheet of cells: arrows and Enter move, 1 and 2 tick, = fills the day or the guardian, a paste from Excel spreads. */
export function SlipGrid({ lines, className, roundDay, onType, onPaste, onSave, onOpen }: SlipGridProps): ReactElement {
  const holder = useRef<HTMLTableElement>(null);
  const focusCell = (row: number, column: number): void => {
    const cell = holder.current?.querySelector<HTMLInputElement>(`input[data-at="${row}-${column}"]`);
    cell?.focus();
    cell?.select();
  };
  const press = (row: number, column: number) => (event: KeyboardEvent<HTMLInputElement>): void => {
    const line = lines[row];
    const name = slipColumns[column];
    if (line === undefined || name === undefined) return;
    if ((event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault();
      onSave();
      return;
    }
    const filled = event.ctrlKey || event.metaKey || event.altKey ? null : fillFromKey(line, name, event.key, roundDay);
    const move: Partial<Record<string, readonly [number, number]>> = { Enter: [row + 1, column], ArrowDown: [row + 1, column], ArrowUp: [row - 1, column] };
    if (filled !== null) {
      event.preventDefault();
      onType(line.row.studentId, filled);
      if (name === 'choice') focusCell(row, column + 1);
    } else if (event.nativeEvent.isComposing) return;
    else if (move[event.key] !== undefined) {
      event.preventDefault();
      focusCell(...move[event.key] as [number, number]);
    } else if (event.key === 'ArrowRight' && event.currentTarget.selectionEnd === event.currentTarget.value.length) focusCell(row, column + 1);
    else if (event.key === 'ArrowLeft' && event.currentTarget.selectionStart === 0) focusCell(row, column - 1);
  };
  const paste = (row: number, column: SlipColumn) => (event: ClipboardEvent): void => {
    const cells = parseTsv(event.clipboardData.getData('text/plain'));
    if (cells.length === 1 && cells[0]?.length === 1) return;
    event.preventDefault();
    onPaste(cells, row, column);
  };
  return (
    <div className={classes['sheet']} role="region" aria-label={`${className} 的登记表`} tabIndex={-1}>
      <table ref={holder} aria-label={`${className} 发放和回执登记`}>
        <thead><tr><th scope="col">序号</th><th scope="col">姓名</th>{slipColumns.map((column) => <th key={column} scope="col">{titles[column]}</th>)}<th scope="col">待跟进</th></tr></thead>
        <tbody>
          {lines.map((line, row) => (
            <tr key={line.row.studentId} className={line.changed ? classes['changed'] : ''}>
              <td className="number">{row + 1}</td>
              <th scope="row"><button type="button" className={classes['name']} tabIndex={-1} title="看经过和扫描" onClick={() => onOpen(line.row.studentId)}>{line.row.name}</button></th>
              {slipColumns.map((column, at) => (
                <td key={column} className={classes[column]}>
                  <input
                    data-at={`${row}-${at}`} value={line.typed[column]} aria-label={`${line.row.name}的${titles[column]}`} maxLength={column === 'note' ? 200 : 30}
                    aria-invalid={line.wrong.has(column)} placeholder={column === 'signer' ? line.row.guardian?.name ?? '' : column === 'relation' ? line.row.guardian?.relation ?? '' : ''}
                    onChange={(event) => onType(line.row.studentId, { [column]: event.currentTarget.value })} onFocus={(event) => event.currentTarget.select()}
                    onKeyDown={press(row, at)} onPaste={paste(row, column)} autoComplete="off" spellCheck={false}
                  />
                </td>
              ))}
              <td className={classes['todo']}>
                {line.problems.length > 0
                  ? <span className="bad">{line.problems.map((one) => one.replace(`${line.row.name}：`, '')).join('；')}</span>
                  : line.changed ? <span className="warn">未保存</span> : line.row.todo.filter((todo) => todo !== 'not_given' && todo !== 'not_returned').map((todo) => followUpTexts[todo]).join('、')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
