import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent, MouseEvent, ReactElement } from 'react';
import type { ScoreGridRow, ScoreSide } from '#shared/contract/scoring.ts';
import { evaluateScore, proposedGrade } from '#shared/domain/scoring/evaluate-score.ts';
import { formatAnswer, readAnswer } from '#shared/domain/scoring/read-answer.ts';
import { formatScore } from '#shared/domain/scoring/score.ts';
import type { ScoreItem, ScoreTable } from '#shared/domain/scoring/score-table.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { itemKindTexts, sideTexts } from '#shared/text/scoring.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import { parseTsv } from '#renderer/components/data-table/table-view.ts';
import { formatPoints } from '#shared/domain/scoring/points-text.ts';
import { pasteFrom, pasteTable } from './paste-cells.ts';
import type { PastedCells } from './paste-cells.ts';
import classes from './scoring.module.css';
import { answersOf } from './sheet-draft.ts';
import type { PupilDraft, SheetDraft, SheetDraftTools } from './sheet-draft.ts';

/** What an item's cell takes, in one line: 1 双方稳定（10） 2 …. */
export function legendOf(item: ScoreItem): string {
  if (item.kind === 'range') return `填 ${formatScore(item.min)} 至 ${formatScore(item.max)} 分`;
  const choices = item.options.map((option, index) => `${index + 1} ${option.label}（${formatPoints(option.points)}${item.kind === 'count' ? '／个' : ''}）`).join('　');
  const how = item.kind === 'multiple' ? '可填几个序号，用顿号隔开，都没有填 0' : item.kind === 'count' ? (item.options.length === 1 ? '填数量' : '按次序填各多少个，用顿号隔开') : '填序号';
  return `${choices}　${how}${item.kind !== 'count' && item.options.some((option) => option.points.kind === 'judged') ? '；由评定人给分的写“序号=分数”' : ''}`;
}

interface GridProps {
  readonly table: ScoreTable;
  readonly items: readonly ScoreItem[];
  readonly rows: readonly ScoreGridRow[];
  readonly side: ScoreSide;
  readonly onDate: IsoDate;
  readonly draft: SheetDraft;
  readonly tools: SheetDraftTools;
  readonly mayWrite: boolean;
  readonly opened: number | null;
  readonly onOpen: (studentId: number) => void;
  readonly onPasted: (problems: readonly string[], filled: number) => void;
}

interface RowProps {
  readonly row: ScoreGridRow;
  readonly at: number;
  readonly table: ScoreTable;
  readonly items: readonly ScoreItem[];
  readonly side: ScoreSide;
  readonly onDate: IsoDate;
  readonly typed: PupilDraft | undefined;
  /** The column the caret is in; null elsewhere. */
  readonly active: number | null;
  readonly mayWrite: boolean;
  readonly opened: boolean;
  readonly onOpen: (studentId: number) => void;
  readonly onFocus: (row: number, column: number) => void;
  readonly onType: (studentId: number, item: string, text: string) => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>, row: ScoreGridRow, item: ScoreItem) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}

/** The cell shows words; with the caret in it, the numbers that are typed. */
function cellText(item: ScoreItem, row: ScoreGridRow, side: ScoreSide, typed: string | undefined, active: boolean): string {
  if (typed !== undefined) {
    const reading = active ? null : readAnswer(item, typed);
    return reading?.kind === 'answer' ? formatAnswer(item, reading.marks, 'words') : typed;
  }
  return formatAnswer(item, row[side]?.answers[item.key], active ? 'number' : 'words');
}

/** A first press enters the cell as Tab would, with all of it selected; a press inside the cell places the caret. */
function enterByMouse(event: MouseEvent<HTMLInputElement>): void {
  if (document.activeElement === event.currentTarget) return;
  event.preventDefault();
  event.currentTarget.focus();
}

const GridRow = memo(({ row, at, table, items, side, onDate, typed, active, mayWrite, opened, onOpen, onFocus, onType, onKey, onPaste }: RowProps): ReactElement => {
  const { answers, problems } = answersOf(row, side, typed, items);
  const given = (one: ScoreSide) => (one === side ? (Object.keys(answers).length > 0 || typed?.found || row[side] !== null ? answers : null) : row[one]?.answers ?? null);
  const result = evaluateScore(table, { self: given('self'), verified: given('verified'), groupKeys: row.groupKeys, onDate: typed === undefined && row.scoredOn !== null ? row.scoredOn : onDate });
  const own = result[side]?.total ?? null;
  const locked = !mayWrite;
  const entered = useRef<HTMLInputElement>(null);
  // Selected once the cell shows its number, and before the next key: who types fast must not lose a digit to a selection that comes late.
  useLayoutEffect(() => { if (active !== null) entered.current?.select(); }, [active]);
  return (
    <tr className={typed === undefined ? undefined : classes['changed']} aria-selected={opened}>
      <th scope="row" className={classes['name']}>
        <button type="button" className={classes['open']} aria-pressed={opened} title="看为何是这个分" onClick={() => onOpen(row.studentId)}>{row.name}</button>
        {row.otherVersion !== null && <div className="warn small">已按{row.otherVersion}测评</div>}
        {result.bypass !== null && <div className="dim small">{row.groups.join('、')}</div>}
      </th>
      {items.map((item, column) => {
        const wrong = problems.some((problem) => problem.item.key === item.key);
        return (
          <td key={item.key}>
            <input
              className={classes['cell']} aria-label={`${row.name}的${item.label}`} aria-invalid={wrong} aria-describedby="score-legend" data-cell={`${at}-${column}`} readOnly={locked}
              value={cellText(item, row, side, typed?.cells[item.key], active === column)} autoComplete="off" spellCheck={false}
              ref={active === column ? entered : undefined} onMouseDown={enterByMouse} onFocus={() => onFocus(at, column)}
              onChange={(event) => onType(row.studentId, item.key, event.currentTarget.value)}
              onKeyDown={(event) => onKey(event, row, item)} onPaste={onPaste}
            />
          </td>
        );
      })}
      <td className="number">{own === null ? '' : formatScore(own)}</td>
      <td className="number"><b>{result.total === null ? (result.bypass === null ? '' : '不测评') : formatScore(result.total)}</b></td>
      <td>{proposedGrade(result.proposal) ?? ''}{typed?.found && <div className="dim small">待保存</div>}</td>
      <td>{row.decided ?? ''}</td>
    </tr>
  );
});

/** A class's sheets as Excel would show them: numbers typed, Enter goes down, Tab to the right, blocks pasted. */
export function ScoreGrid({ table, items, rows, side, onDate, draft, tools, mayWrite, opened, onOpen, onPasted }: GridProps): ReactElement {
  const [active, setActive] = useState<{ readonly row: number; readonly column: number } | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const item = active === null ? undefined : items[active.column];
  const onFocus = useCallback((row: number, column: number): void => setActive({ row, column }), []);
  const goTo = (row: number, column: number): void => { holder.current?.querySelector<HTMLInputElement>(`[data-cell="${row}-${column}"]`)?.focus(); };
  const { type, undo } = tools;
  const onType = useCallback((studentId: number, key: string, text: string): void => type([{ studentId, item: key, text }]), [type]);
  const press = (event: KeyboardEvent<HTMLInputElement>, row: ScoreGridRow, one: ScoreItem): void => {
    if (active === null) return;
    const field = event.currentTarget;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const down = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey);
    const up = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey);
    const left = event.key === 'ArrowLeft' && (whole || field.selectionEnd === 0);
    const right = event.key === 'ArrowRight' && (whole || field.selectionStart === field.value.length);
    if (event.key === 'Escape') undo(row.studentId, one.key);
    else if (down || up) goTo(active.row + (down ? 1 : -1), active.column);
    else if (left || right) goTo(active.row, active.column + (right ? 1 : -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const cells = parseTsv(event.clipboardData.getData('text/plain'));
    if (active === null || !mayWrite || (cells.length === 1 && cells[0]?.length === 1)) return;
    event.preventDefault();
    const placed: PastedCells = pasteTable(cells, rows, items) ?? pasteFrom(cells, rows, items, active);
    type(placed.cells);
    onPasted(placed.problems, new Set(placed.cells.map((cell) => cell.studentId)).size);
  };
  // The rows are memoised; they always call the newest of these.
  const latest = useRef({ press, paste });
  useEffect(() => { latest.current = { press, paste }; });
  const onKey = useCallback<RowProps['onKey']>((event, row, one) => latest.current.press(event, row, one), []);
  const onPaste = useCallback<RowProps['onPaste']>((event) => latest.current.paste(event), []);
  const activeRow = active === null ? undefined : rows[active.row];
  const wrong = activeRow === undefined ? undefined : answersOf(activeRow, side, draft.get(activeRow.studentId), items).problems.find((one) => one.item === item);
  return (
    <>
      <div id="score-legend" className={classes['legend']}>
        {item === undefined ? <span className="dim">把光标放进格子：这里列出可填的序号。回车向下，Tab 向右，Esc 还原；可从 Excel 成块粘贴。</span>
          : <><b>{item.label}</b>（{itemKindTexts[item.kind]}）　{legendOf(item)}</>}
        {wrong !== undefined && <span className="bad" role="alert">　{sentenceOf(wrong.problem.code, wrong.problem.facts as never)}</span>}
      </div>
      <div className={classes['scroll']} ref={holder} role="region" aria-label="测评表" tabIndex={-1}>
        <table className={`plain ${classes['grid'] ?? ''}`} aria-label={`${sideTexts[side]}测评`}>
          <thead>
            <tr>
              <th className={classes['name']}>姓名</th>
              {items.map((one) => <th key={one.key} title={legendOf(one)}>{one.label}{one.optional ? '' : ' *'}</th>)}
              <th className="number">{sideTexts[side]}合计</th><th className="number">总分</th><th>测评建议</th><th>认定</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <GridRow
                key={row.studentId} row={row} at={at} table={table} items={items} side={side} onDate={onDate} typed={draft.get(row.studentId)} active={active?.row === at ? active.column : null}
                mayWrite={mayWrite} opened={opened === row.studentId} onOpen={onOpen} onFocus={onFocus} onType={onType} onKey={onKey} onPaste={onPaste}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
