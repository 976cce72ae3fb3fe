import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MeetingView } from '#shared/contract/meetings.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { proposalWords } from '#shared/text/panels.ts';
import { client } from '#renderer/bridge/client.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { useMeetingPlace } from './data.ts';

const held = '暂缓';

/** One thing put right beside what stood there: an opinion, the day, or a remark. */
export function CorrectDialog({ meeting, onClose }: { readonly meeting: MeetingView; readonly onClose: () => void }): ReactElement {
  const place = useMeetingPlace(meeting.meetingId);
  const [what, setWhat] = useState<string>('remark');
  const [opinion, setOpinion] = useState<string | null>(null);
  const [heldOn, setHeldOn] = useState<IsoDate | null>(meeting.heldOn);
  const [reason, setReason] = useState('');
  const correct = useCommand(client.meetings.correct, { quiet: true, done: '更正已记入，原来的留着；请重新打印、签字' });
  const ofCase = what !== 'remark' && what !== 'day';
  const ready = reason.trim().length >= 2 && (!ofCase || opinion !== null) && (what !== 'day' || (heldOn !== null && heldOn !== meeting.heldOn));
  const submit = (): Promise<unknown> => correct.mutateAsync({
    ...place, reason, meetingCaseId: ofCase ? Number(what) : null, grade: ofCase && opinion !== held ? opinion : null, heldOver: ofCase && opinion === held,
    heldOn: what === 'day' ? heldOn : null,
  });
  return (
    <FormDialog
      opened danger onClose={onClose} title="写更正" submitLabel="记入更正" submitDisabled={!ready} onSubmit={submit}
      sentence="更正写在纪要后面，原来的票数和意见不动；已经签字的要重新签字。已按评议结果认定的，更正后可以再按新意见认定一次。"
    >
      <Select
        label="更正什么" allowDeselect={false} searchable value={what} onChange={(value) => setWhat(value ?? 'remark')}
        data={[{ value: 'remark', label: '只写说明' }, { value: 'day', label: '会议日期' }, ...meeting.agenda
          .map((one) => ({ value: String(one.meetingCaseId), label: `${one.label} 号的意见（现在：${proposalWords(one.current)}）` }))]}
      />
      {ofCase && <Select label="更正后的意见" required value={opinion} data={[...meeting.grades, held]} onChange={setOpinion} />}
      {what === 'day' && <DateInput label="更正后的会议日期" required value={heldOn} onChange={setHeldOn} />}
      <Textarea label="原因" required autosize minRows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
