import { Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CoverageGapView } from '#shared/contract/recheck.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { followUpWayTexts } from '#shared/text/special-groups.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

type Way = keyof typeof followUpWayTexts;

/** Writes down how the families of listed pupils were reached and what came of it. */
export function FollowUpDialog({ gaps, onClose }: { readonly gaps: readonly CoverageGapView[]; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [way, setWay] = useState<Way>('phone');
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [result, setResult] = useState('');
  const followUp = useCommand(client.coverage.followUp, { quiet: true, done: `已记下 ${gaps.length} 人的跟进` });
  const [first] = gaps;
  return (
    <FormDialog
      opened onClose={onClose} title={gaps.length === 1 ? `跟进 ${first?.name ?? ''}` : `跟进勾选的 ${gaps.length} 人`} submitLabel="记下" submitDisabled={onDate === null || result.trim().length < 2}
      onSubmit={() => followUp.mutateAsync({ schoolId, term, studentIds: gaps.map((gap) => gap.studentId), onDate: onDate ?? today, way, result })}
    >
      <Stack gap="sm">
        {gaps.length === 1 && (first?.followUps.length ?? 0) > 0 && (
          <div className="small" role="group" aria-label="以前的跟进">{first?.followUps.map((one, index) => <div key={index}>{one.onDate} {followUpWayTexts[one.way]}：{one.result}　<span className="dim">{one.by}</span></div>)}</div>
        )}
        <Select label="怎样联系的" allowDeselect={false} value={way} data={Object.entries(followUpWayTexts).map(([value, label]) => ({ value, label }))} onChange={(value) => setWay((value ?? 'phone') as Way)} />
        <DateInput label="哪一天" required value={onDate} onChange={setOnDate} />
        <Textarea label="结果" required description="至少两个字，会印在清单上；不写病情等隐私" autosize minRows={2} maxLength={200} placeholder="如 家长说周五交申请表" value={result} onChange={(event) => setResult(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
