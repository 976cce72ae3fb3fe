import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RegisterRow } from '#shared/contract/identification.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

const events = [
  { event: 'decline', label: '不申请/放弃：家长交了书面声明' },
  { event: 'file', label: '建档备案：公示无异议，材料归档并已进系统' },
  { event: 'revoke', label: '取消认定：由认定机构决定' },
  { event: 'apply', label: '重新收到申请' },
] as const;

type Happening = (typeof events)[number]['event'];

/** Writes down what happened to the cases of the ticked pupils; what can't happen to one of them is refused with his name. */
export function EventDialog({ rows, onClose }: { readonly rows: readonly RegisterRow[]; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [event, setEvent] = useState<Happening>('decline');
  const [onDate, setOnDate] = useState<IsoDate | null>(null);
  const [note, setNote] = useState('');
  const withCase = rows.filter((row) => row.case !== null);
  const record = useCommand(client.identification.recordEvent, { quiet: true, done: ({ moved }) => `已登记 ${moved} 人` });
  const needsNote = event === 'revoke' && note.trim() === '';
  return (
    <FormDialog
      opened onClose={onClose} danger title="放弃、建档、取消" submitLabel={`登记 ${withCase.length} 人`} submitDisabled={withCase.length === 0 || needsNote}
      sentence={`将改变勾选的 ${rows.length} 人中有个案的 ${withCase.length} 人的个案状态，逐人留记录。`}
      onSubmit={() => record.mutateAsync({ schoolId, term, studentIds: withCase.map((row) => row.studentId), event, onDate, note })}
    >
      <Stack gap="sm">
        <Radio.Group label="发生了什么" value={event} onChange={(value) => setEvent(value as Happening)}>
          <Stack gap={4} mt={4}>{events.map((one) => <Radio key={one.event} value={one.event} label={one.label} />)}</Stack>
        </Radio.Group>
        <DateInput label="日期" description="材料上的日期；不知道就空着" value={onDate} onChange={setOnDate} />
        <TextInput label={event === 'revoke' ? '原因' : '说明'} required={event === 'revoke'} value={note} maxLength={200} onChange={(change) => setNote(change.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
