import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { BoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { useClasses } from './data.ts';

interface PlaceDialogProps {
  readonly pupils: readonly { readonly studentId: number; readonly name: string }[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Another class or another 就读方式 from a day on. */
export function PlaceDialog({ pupils, onClose, onDone }: PlaceDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const classes = useClasses();
  const [classId, setClassId] = useState<string | null>(null);
  const [boarding, setBoarding] = useState<string | null>(null);
  const [date, setDate] = useState<IsoDate | null>(today);
  const [evidence, setEvidence] = useState('');
  const place = useCommand(client.roster.place, { done: ({ moved }) => `已改 ${moved} 人`, quiet: true });
  const names = pupils.slice(0, 5).map(({ name }) => name).join('、') + (pupils.length > 5 ? ` 等 ${pupils.length} 人` : '');
  return (
    <FormDialog
      opened onClose={onClose} title="调班、改就读方式" submitLabel="保存" submitDisabled={date === null || (classId === null && boarding === null)}
      sentence={`将改 ${names}（${pupils.length} 人），每人留一条异动记录。就读方式决定寄宿或非寄宿的补助标准，从下学期的应发起算。`}
      onSubmit={async () => {
        if (date === null) return false;
        await place.mutateAsync({
          schoolId, term, studentIds: pupils.map(({ studentId }) => studentId), effectiveDate: date, evidence,
          ...(classId === null ? {} : { classId: Number(classId) }), ...(boarding === null ? {} : { boardingMode: boarding as BoardingMode }),
        });
        onDone();
        return true;
      }}
    >
      <Select label="调到班级" placeholder="不变" clearable searchable value={classId} data={(classes.data ?? []).map(({ id, className }) => ({ value: String(id), label: className }))} onChange={setClassId} />
      <Select label="就读方式" placeholder="不变" clearable value={boarding} data={[{ value: 'boarding', label: '住校' }, { value: 'day', label: '走读' }]} onChange={setBoarding} />
      <DateInput label="从哪天起" required value={date} onChange={setDate} />
      <TextInput label="依据" value={evidence} maxLength={200} onChange={(event) => setEvidence(event.currentTarget.value)} />
    </FormDialog>
  );
}
