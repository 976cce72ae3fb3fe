import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CalendarDay } from '#shared/domain/calendar/workdays.ts';
import { yearOf } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { AnnouncedDays } from './announced-days.tsx';
import { OwnDayForm } from './own-day-form.tsx';
import { dayKindNames, formatDayInYear, yearChange } from './year-days.ts';
import type { YearDraft } from './year-days.ts';

type CalendarYear = Awaited<ReturnType<typeof client.calendar.year>>;

function standing({ announced, complete, source }: CalendarYear): ReactElement {
  if (announced) return <StatusTag tone="good">国务院办公厅已公布</StatusTag>;
  if (complete) return <StatusTag tone="good">本校已核对全年：{source}</StatusTag>;
  return <StatusTag tone="warn">未公布：公示日期会标“未核节假日”</StatusTag>;
}

function OwnDays({ days, onRemove }: { readonly days: readonly CalendarDay[]; readonly onRemove: (date: IsoDate) => void }): ReactElement {
  if (days.length === 0) return <p className="dim">本校还没有加过日子。校运动会、县里另外通知的放假和补课，加在这里。</p>;
  return (
    <table className="plain" aria-label="本校的日子">
      <thead><tr><th>日期</th><th>这一天</th><th>名称</th><th>依据</th><th><span className="dim">操作</span></th></tr></thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.date}>
            <td>{formatDayInYear(day.date)}</td>
            <td>{dayKindNames[day.kind]}</td>
            <td>{day.name}</td>
            <td>{day.source}</td>
            <td><Button variant="subtle" aria-label={`去掉 ${formatDayInYear(day.date)}${day.name}`} onClick={() => onRemove(day.date)}>去掉</Button></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SaveDialogProps {
  readonly year: number;
  readonly before: YearDraft;
  readonly draft: YearDraft;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function SaveDialog({ year, before, draft, onClose, onSaved }: SaveDialogProps): ReactElement {
  const save = useCommand(client.calendar.setYear, { quiet: true, done: `${year} 年的工作日历已保存`, onDone: onSaved });
  const { added, removed } = yearChange(before, draft);
  const holidays = draft.days.filter(({ kind }) => kind === 'holiday').length;
  const marked = draft.complete ? `，记为“本校已核对全年”（${draft.source.trim()}）` : before.complete ? '，取消“本校已核对全年”' : '';
  return (
    <ConfirmDialog
      opened onClose={onClose} title="保存工作日历" submitLabel="保存"
      onSubmit={() => save.mutateAsync({ year, days: [...draft.days], complete: draft.complete, source: draft.complete ? draft.source.trim() : '' })}
      sentence={`将保存 ${year} 年本校的日子：放假 ${holidays} 天、上班 ${draft.days.length - holidays} 天（新加 ${added} 天、去掉 ${removed} 天）${marked}。`
        + '以后算公示截止日和撤下日都照此，这份档案里的学校共用；已经张贴的公示，日期不变。'}
    />
  );
}

interface YearFormProps {
  readonly data: CalendarYear;
  readonly onDirty: (dirty: boolean) => void;
}

function YearForm({ data, onDirty }: YearFormProps): ReactElement {
  const before: YearDraft = { days: data.own as CalendarDay[], complete: data.complete, source: data.source };
  const [draft, setDraft] = useState(before);
  const [saving, setSaving] = useState(false);
  const [tried, setTried] = useState(false);
  const { changed, added, removed } = yearChange(before, draft);
  const put = (next: YearDraft): void => { setDraft(next); onDirty(yearChange(before, next).changed); };
  const sourceMissing = draft.complete && draft.source.trim() === '';
  const save = (): void => { setTried(true); if (!sourceMissing) setSaving(true); };
  return (
    <div className="columns-2">
      <AnnouncedDays year={data.year} holidays={data.holidays} workWeekends={data.workWeekends} />
      <section className="card padded" aria-label="本校加的日子">
        <Stack gap="md">
          <h2>本校加的日子</h2>
          <OwnDayForm year={data.year} taken={draft.days} onAdd={(day) => put({ ...draft, days: [...draft.days, day].sort((a, b) => (a.date < b.date ? -1 : 1)) })} />
          <OwnDays days={draft.days} onRemove={(date) => put({ ...draft, days: draft.days.filter((day) => day.date !== date) })} />
          <Checkbox
            label="本校已核对全年" description="全年的放假和调休都已齐全；勾上后，公示日期不再标“未核节假日”"
            checked={draft.complete} onChange={(event) => put({ ...draft, complete: event.currentTarget.checked })}
          />
          {draft.complete && (
            <TextInput
              label="核对的依据" required maxLength={200} placeholder="如 国务院办公厅关于当年部分节假日安排的通知" value={draft.source}
              error={tried && sourceMissing ? '请填核对的依据' : null} onChange={(event) => put({ ...draft, source: event.currentTarget.value })}
            />
          )}
          <Group gap="sm">
            <Button disabled={!changed} onClick={save}>保存 {data.year} 年</Button>
            <Button variant="default" disabled={!changed} onClick={() => put(before)}>放弃改动</Button>
            {changed && <span role="status">还没保存：新加 {added} 天，去掉 {removed} 天</span>}
          </Group>
        </Stack>
      </section>
      {saving && <SaveDialog year={data.year} before={before} draft={draft} onClose={() => setSaving(false)} onSaved={() => onDirty(false)} />}
    </div>
  );
}

export function CalendarPanel(): ReactElement {
  const { today } = useArchive();
  const [year, setYear] = useState(yearOf(today));
  const [dirty, setDirty] = useState(false);
  const query = useQuery(api.calendar.year.queryOptions({ input: { year } }));
  return (
    <Stack gap="md">
      <Group gap="sm" role="group" aria-label="年份">
        <Button variant="default" disabled={dirty || year <= 2000} onClick={() => setYear(year - 1)}>上一年</Button>
        <h2 aria-live="polite">{year} 年</h2>
        <Button variant="default" disabled={dirty || year >= 2199} onClick={() => setYear(year + 1)}>下一年</Button>
        {query.data?.year === year && standing(query.data)}
        {dirty && <span className="dim">有没保存的改动，保存或放弃后才能换年份</span>}
      </Group>
      <QueryView query={query} what={`${year} 年的工作日历`}>
        {(data) => <YearForm key={JSON.stringify([data.year, data.own, data.complete, data.source])} data={data} onDirty={setDirty} />}
      </QueryView>
    </Stack>
  );
}
