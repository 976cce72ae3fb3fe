import { Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { formatDayInYear, holidaySpans } from './year-days.ts';

interface AnnouncedDaysProps {
  readonly year: number;
  readonly holidays: readonly { readonly date: string; readonly name: string }[];
  readonly workWeekends: readonly string[];
}

/** What the program counts with at present: days off between Monday and Friday, and weekends worked. */
export function AnnouncedDays({ year, holidays, workWeekends }: AnnouncedDaysProps): ReactElement {
  if (holidays.length === 0 && workWeekends.length === 0) {
    return <EmptyState title={`${year} 年还没有放假和调休`}>现在只按周一到周五上班、周末休息推算。国务院办公厅的通知出来后，把放假和调休的日子在右边逐天加进来。</EmptyState>;
  }
  const spans = holidaySpans(holidays.map(({ date, name }) => ({ date: date as IsoDate, name })));
  return (
    <section className="card padded" aria-label="现在按这些日子算">
      <Stack gap="sm">
        <h2>现在按这些日子算</h2>
        <p className="dim">周一到周五放假 {holidays.length} 天，周末上班 {workWeekends.length} 天；本校加的已算在内。</p>
        <table className="plain" aria-label="放假">
          <thead><tr><th>放假</th><th>日子</th><th>占工作日</th></tr></thead>
          <tbody>
            {spans.map((span) => (
              <tr key={span.from}>
                <td>{span.name === '' ? '没有写名称' : span.name}</td>
                <td>{formatDayInYear(span.from)}{span.to === span.from ? '' : ` 至 ${formatDayInYear(span.to)}`}</td>
                <td>{span.weekdays} 天</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h3>周末上班（调休）</h3>
        <p>{workWeekends.length === 0 ? '没有。' : workWeekends.map((date) => formatDayInYear(date as IsoDate)).join('、')}</p>
      </Stack>
    </section>
  );
}
