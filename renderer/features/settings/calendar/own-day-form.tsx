import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { CalendarDay } from '#shared/domain/calendar/workdays.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate, yearOf } from '#shared/domain/calendar/iso-date.ts';
import { DateInput } from '#renderer/components/date-input.tsx';

interface OwnDayFormProps {
  readonly year: number;
  readonly taken: readonly CalendarDay[];
  readonly onAdd: (day: CalendarDay) => void;
}

/** One day into the list; the list itself is saved as a whole. */
export function OwnDayForm({ year, taken, onAdd }: OwnDayFormProps): ReactElement {
  const [date, setDate] = useState<IsoDate | null>(null);
  const [kind, setKind] = useState<CalendarDay['kind']>('holiday');
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const [tried, setTried] = useState(false);
  const dateProblem = date === null ? '请填日期'
    : yearOf(date) !== year ? `不在 ${year} 年里；别的年份请先在上面换年份`
    : taken.some((day) => day.date === date) ? `${formatChineseDate(date)}已经在下面了，要改请先去掉原来的` : null;
  const nameProblem = name.trim() === '' ? '请填名称' : null;
  const sourceProblem = source.trim() === '' ? '请填依据，日后查得到' : null;
  const add = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (date === null || dateProblem !== null || nameProblem !== null || sourceProblem !== null) return;
    onAdd({ date, kind, name: name.trim(), source: source.trim() });
    // The source stays: one notice usually names several days.
    setDate(null);
    setName('');
    setTried(false);
  };
  return (
    <form noValidate aria-label="加一天" onSubmit={add}>
      <Stack gap="sm">
        <div className="columns-2">
          <DateInput label="日期" required value={date} onChange={setDate} error={tried ? dateProblem : null} />
          <Radio.Group label="这一天" value={kind} onChange={(value) => setKind(value === 'workday' ? 'workday' : 'holiday')}>
            <Group gap="md" mt="xs"><Radio value="holiday" label="放假" /><Radio value="workday" label="上班" /></Group>
          </Radio.Group>
          <TextInput label="名称" required maxLength={40} placeholder="如 校运动会、国庆节调休" value={name} error={tried ? nameProblem : null} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label="依据" required maxLength={200} placeholder="哪份通知、哪天发的" value={source} error={tried ? sourceProblem : null} onChange={(event) => setSource(event.currentTarget.value)} />
        </div>
        <Group><Button type="submit" variant="default">加入清单</Button></Group>
      </Stack>
    </form>
  );
}
