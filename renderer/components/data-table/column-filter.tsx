import { Checkbox, Popover, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DataColumn } from './data-column.ts';
import classes from './data-table.module.css';
import { choicesOf } from './table-view.ts';

interface ColumnFilterProps<Row> {
  readonly column: DataColumn<Row>;
  readonly rows: readonly Row[];
  readonly value: string | readonly string[] | undefined;
  readonly onChange: (value: string | readonly string[]) => void;
}

function ChoiceFilter<Row>({ column, rows, value, onChange }: ColumnFilterProps<Row>): ReactElement {
  const [opened, setOpened] = useState(false);
  const ticked = Array.isArray(value) ? (value as readonly string[]) : [];
  const label = ticked.length === 0 ? '全部' : ticked.map((text) => text || '（空）').join('、');
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <button type="button" className={classes['filterButton']} aria-label={`按${column.title}筛选：${label}`} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {label}
        </button>
      </Popover.Target>
      <Popover.Dropdown mah="20rem" style={{ overflowY: 'auto' }}>
        <Checkbox.Group label={`只看这些${column.title}`} value={[...ticked]} onChange={onChange}>
          <Stack gap="xs" mt="xs">
            {opened && choicesOf(column, rows).map(({ text, count }) => (
              <Checkbox key={text} size="xs" value={text} label={`${text || '（空）'}　${count}`} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}

const hint: Readonly<Record<string, string>> = { number: '如 >=100 或 1..9', money: '如 >=500 或 1..9', date: '如 2025-09' };

export function ColumnFilter<Row>(props: ColumnFilterProps<Row>): ReactElement {
  const { column, value, onChange } = props;
  if (column.kind === 'choice') return <ChoiceFilter {...props} />;
  return (
    <input
      className={classes['filterInput']}
      aria-label={`按${column.title}筛选`}
      placeholder={hint[column.kind ?? 'text'] ?? '包含'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => event.stopPropagation()}
    />
  );
}
