import { Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { MeetingView } from '#shared/contract/meetings.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm, schoolYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { ProblemList } from '#renderer/components/problem-list.tsx';
import { useMeetingPlace } from './data.ts';
import classes from './panels.module.css';

type Row = Awaited<ReturnType<typeof client.meetings.previewDecision>>['rows'][number];

const columns: readonly DataColumn<Row>[] = [
  { id: 'label', title: '案号', value: (row) => row.label, width: 72, frozen: true, total: 'count' },
  { id: 'name', title: '姓名', value: (row) => row.name, width: 96 },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 108 },
  { id: 'before', title: '原等级', kind: 'choice', value: (row) => row.before, width: 96 },
  { id: 'grade', title: '评议意见', kind: 'choice', value: (row) => row.grade, width: 96 },
  { id: 'sentence', title: '将要做的', value: (row) => (row.problems[0]?.sentence ?? row.sentence), width: 240, grow: true,
    tone: (row) => (row.problems.length > 0 ? 'bad' : undefined) },
];

/** 按评议结果认定: a preview in names and numbers, then all of it or nothing. No number of pupils is too many. */
export function DecideDialog({ meeting, onClose }: { readonly meeting: MeetingView; readonly onClose: () => void }): ReactElement {
  const place = useMeetingPlace(meeting.meetingId);
  const proposed = useMemo(() => meeting.agenda.filter((one) => one.current.grade !== null), [meeting.agenda]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(() => new Set(proposed.filter((one) => one.decidedGrade !== one.current.grade).map((one) => String(one.meetingCaseId))));
  const [body, setBody] = useState('学校认定工作组');
  const [decidedOn, setDecidedOn] = useState<IsoDate | null>(null);
  const [effectiveTerm, setEffectiveTerm] = useState<TermKey>(place.term);
  const ready = decidedOn !== null && body.trim() !== '' && proposed.length > 0;
  const decision = { body: body.trim() || '—', decidedOn: decidedOn ?? meeting.heldOn, effectiveTerm };
  const preview = useQuery({
    ...api.meetings.previewDecision.queryOptions({ input: { ...place, meetingCaseIds: proposed.map((one) => one.meetingCaseId), decision } }), enabled: ready,
    placeholderData: (before) => before,
  });
  const decide = useCommand(client.meetings.decide, { quiet: true, done: ({ firstDecisions, changedDecisions }) => `已认定：新认定 ${firstDecisions} 人，调整 ${changedDecisions} 人` });
  const rows = preview.data?.rows ?? [];
  const chosen = rows.filter((row) => selected.has(String(row.meetingCaseId)));
  const problems = ready ? chosen.flatMap((row) => row.problems) : [];
  const fresh = chosen.filter((row) => row.before === null).length;
  return (
    <FormDialog
      opened onClose={onClose} title="按评议结果认定" size="64rem" submitLabel={`认定 ${chosen.length} 人`}
        submitDisabled={!ready || chosen.length === 0 || problems.length > 0 || preview.isFetching}
      sentence={ready ? `将按第 ${meeting.no} 次评议会的意见认定 ${chosen.length} 人：第一次认定 ${fresh} 人，已有认定另记一次 ${chosen.length - fresh} 人（原认定保留）。` : '评议是建议，由认定机构决定：填好机构和日期，程序先列出每个人将怎样。'}
      onSubmit={() => decide.mutateAsync({ ...place, meetingCaseIds: chosen.map((row) => row.meetingCaseId), decision })}
    >
      <Stack gap="sm">
        <div className={classes['fields']}>
          <TextInput label="认定机构" required maxLength={60} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
          <DateInput label="认定日期" required description={`不早于会议日期 ${meeting.heldOn}`} value={decidedOn} onChange={setDecidedOn} />
          <Select
            label="从哪个学期起生效" allowDeselect={false} value={effectiveTerm} data={termsOf(schoolYearOf(place.term)).map((value) => ({ value, label: formatTerm(value) }))}
            onChange={(value) => setEffectiveTerm((value ?? place.term) as TermKey)}
          />
        </div>
        <FailureNotice error={ready ? preview.error : null} />
        {problems.length > 0 && <div role="alert"><ProblemList problems={problems} most={8} /></div>}
        {ready && rows.length > 0 && <DataTable label="认定预览" rows={rows} columns={columns} rowKey={(row) => String(row.meetingCaseId)} selected={selected}
          onSelect={setSelected} wrap maxHeight="20rem" />}
      </Stack>
    </FormDialog>
  );
}
