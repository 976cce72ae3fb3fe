import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterRow } from '#shared/contract/roster.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatMovementKind, movementsFrom, statusAfter } from '#shared/domain/roster/movement.ts';
import type { StatusMovement } from '#shared/domain/roster/movement.ts';
import { formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

export type MovedPupil = Pick<RosterRow, 'studentId' | 'name' | 'status'>;

interface MoveDialogProps {
  readonly pupils: readonly MovedPupil[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** 休学, 复学, 转出 … of one pupil or several on one day. Only what is possible for all of them is offered. */
export function MoveDialog({ pupils, onClose, onDone }: MoveDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const possible = movementsFrom(pupils[0]?.status ?? 'enrolled').filter((kind) => pupils.every(({ status }) => statusAfter(status, kind) !== null));
  const [kind, setKind] = useState<StatusMovement | null>(possible[0] ?? null);
  const [date, setDate] = useState<IsoDate | null>(today);
  const [evidence, setEvidence] = useState('');
  const move = useCommand(client.roster.move, { done: ({ moved }) => `已登记 ${moved} 人的异动`, quiet: true });
  const names = pupils.slice(0, 5).map(({ name }) => name).join('、') + (pupils.length > 5 ? ` 等 ${pupils.length} 人` : '');
  const after = kind === null ? null : statusAfter(pupils[0]?.status ?? 'enrolled', kind);
  return (
    <FormDialog
      opened onClose={onClose} title="登记异动" submitLabel="登记" danger submitDisabled={kind === null || date === null}
      sentence={kind === null || after === null
        ? `${names} 的状态不同，没有能一起办的异动。请分开登记。`
        : `将把 ${names} 从 ${date ?? '……'} 起改为“${formatStudentStatus(after)}”。记录不会被删除，登错了可以更正，两条都留着。`}
      onSubmit={async () => {
        if (kind === null || date === null) return false;
        await move.mutateAsync({ schoolId, term, studentIds: pupils.map(({ studentId }) => studentId), kind, effectiveDate: date, evidence });
        onDone();
        return true;
      }}
    >
      <Select
        label="异动" allowDeselect={false} value={kind} data={possible.map((value) => ({ value, label: formatMovementKind(value) }))}
        onChange={(value) => setKind(value as StatusMovement | null)}
      />
      <DateInput label="从哪天起" required value={date} onChange={setDate} />
      <TextInput label="依据" description="文号、证明、审批表等" value={evidence} maxLength={200} onChange={(event) => setEvidence(event.currentTarget.value)} />
    </FormDialog>
  );
}
