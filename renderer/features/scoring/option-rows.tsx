import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent, ReactElement } from 'react';
import { formatPoints, parsePoints } from '#shared/domain/scoring/points-text.ts';
import type { ChoiceItem, Points, ScoreTable } from '#shared/domain/scoring/score-table.ts';
import { parseTsv } from '#renderer/components/data-table/table-view.ts';
import classes from './scoring.module.css';
import { addOption, moved, pasteOptions, replaced, withItem } from './table-draft.ts';

interface PointsInputProps {
  readonly name: string;
  readonly value: Points;
  readonly onChange: (value: Points) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** 12, -2, 0~15 or 不明; what can't be read stays in the field and is said. */
function PointsInput({ name, value, onChange, onKeyDown }: PointsInputProps): ReactElement {
  const [text, setText] = useState(formatPoints(value));
  const [shown, setShown] = useState(value);
  if (formatPoints(shown) !== formatPoints(value)) {
    setShown(value);
    setText(formatPoints(value));
  }
  const parsed = parsePoints(text);
  const type = (typed: string): void => {
    const next = parsePoints(typed);
    setText(typed);
    if (next === null) return;
    setShown(next);
    onChange(next);
  };
  return (
    <TextInput
      aria-label={name} className={classes['points'] ?? ''} value={text} styles={{ input: { textAlign: 'right' } }} error={parsed === null ? '写 12、-2、0~15 或不明' : undefined}
      onChange={(event) => type(event.currentTarget.value)} onFocus={(event) => event.currentTarget.select()} onKeyDown={onKeyDown}
    />
  );
}

interface OptionRowsProps {
  readonly table: ScoreTable;
  readonly item: ChoiceItem;
  readonly onChange: (table: ScoreTable) => void;
}

/** The choices of an item: Enter adds one below, a block from Excel (文字, 分值) fills them. */
export function OptionRows({ table, item, onChange }: OptionRowsProps): ReactElement {
  const holder = useRef<HTMLDivElement>(null);
  const called = item.label === '' ? '这个指标' : item.label;
  const set = (options: ChoiceItem['options']): void => onChange(withItem(table, item.key, (one) => (one.kind === 'range' ? one : { ...one, options })));
  const focusLabel = (at: number): void => { requestAnimationFrame(() => holder.current?.querySelectorAll<HTMLInputElement>('[data-option] input')[at]?.focus()); };
  const add = (below: number): void => {
    onChange(addOption(table, item.key, below));
    focusLabel(below + 1);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>, at: number): void => {
    if (event.key === 'Enter') add(at);
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const by = event.key === 'ArrowUp' ? -1 : 1;
      set(moved(item.options, at, by));
      focusLabel(at + by);
    } else return;
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, at: number): void => {
    const cells = parseTsv(event.clipboardData.getData('text/plain'));
    if (cells.length === 1 && cells[0]?.length === 1) return;
    event.preventDefault();
    onChange(pasteOptions(table, item.key, at, cells));
  };
  return (
    <div className={classes['options']} ref={holder}>
      {item.options.map((option, at) => (
        <div key={option.key} className={classes['option']}>
          <span className={classes['no']}>{at + 1}</span>
          <div data-option="" style={{ flex: 1 }}>
            <TextInput
              aria-label={`${called}的选项 ${at + 1}`} value={option.label} maxLength={80} onKeyDown={(event) => press(event, at)} onPaste={(event) => paste(event, at)}
              onChange={(event) => set(replaced(item.options, at, { ...option, label: event.currentTarget.value }))}
            />
          </div>
          <PointsInput
            name={`${called}的选项 ${at + 1} 的分值`} value={option.points} onKeyDown={(event) => press(event, at)}
            onChange={(points) => set(replaced(item.options, at, { ...option, points }))}
          />
          <span className="dim small">{item.kind === 'count' ? '分／个' : '分'}</span>
          <ActionIcon variant="subtle" color="gray" aria-label={`删去${called}的选项 ${at + 1}`} onClick={() => set(item.options.filter((_, index) => index !== at))}>×</ActionIcon>
        </div>
      ))}
      <div><Button variant="subtle" aria-label={`给${called}加一个选项`} onClick={() => add(item.options.length - 1)}>加一个选项</Button></div>
    </div>
  );
}
