import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import 'dayjs/locale/zh-cn';
import { useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { addDays, parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

interface DateInputProps {
  readonly label: string;
  readonly value: IsoDate | null;
  readonly onChange: (value: IsoDate | null) => void;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** A date typed as text in any usual form (2025-9-5, 20250905, 2025年9月5日), kept as ISO; arrows move it by a day. */
export function DateInput({ label, value, onChange, error, disabled = false, ...rest }: DateInputProps): ReactElement {
  const [text, setText] = useState(value ?? '');
  const [shown, setShown] = useState(value);
  const [opened, setOpened] = useState(false);
  if (shown !== value) {
    setShown(value);
    setText(value ?? '');
  }
  const wrong = text.trim() !== '' && parseIsoDate(text) === null;
  const put = (next: IsoDate | null, typed: string): void => {
    setText(typed);
    setShown(next);
    if (next !== value) onChange(next);
  };
  const press = (event: KeyboardEvent): void => {
    if (value === null || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const next = addDays(value, event.key === 'ArrowUp' ? 1 : -1);
    put(next, next);
  };
  return (
    <TextInput
      label={label} {...rest} disabled={disabled} value={text} placeholder="如 2025-09-05" inputMode="numeric"
      error={wrong ? '不是一个日期，请写成 2025-09-05 这样' : error}
      onChange={(event) => put(parseIsoDate(event.currentTarget.value), event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => { if (value !== null) setText(value); }}
      onKeyDown={press}
      rightSection={(
        <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray" disabled={disabled} aria-label={`在日历里选${label}`} onClick={() => setOpened(!opened)}>
              <IconCalendar size={16} aria-hidden="true" />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              locale="zh-cn" firstDayOfWeek={1} value={value} defaultDate={value ?? undefined} monthLabelFormat="YYYY年M月" yearLabelFormat="YYYY年"
              ariaLabels={{ nextMonth: '下个月', previousMonth: '上个月', nextYear: '下一年', previousYear: '上一年', nextDecade: '后十年', previousDecade: '前十年', monthLevelControl: '选月份', yearLevelControl: '选年份' }}
              onChange={(picked) => { const next = picked === null ? null : parseIsoDate(picked); put(next, next ?? ''); setOpened(false); }}
            />
          </Popover.Dropdown>
        </Popover>
      )}
    />
  );
}
