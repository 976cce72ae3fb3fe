import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Problem } from '#shared/contract/base.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import type { OpenedVisit } from './data.ts';
import { draftOf, inputOf, newDraft } from './visit-draft.ts';
import { VisitFields } from './visit-fields.tsx';

interface NewVisitProps {
  readonly pupil: { readonly studentId: number; readonly name: string; readonly className: string };
  readonly needed: number;
  readonly onClose: () => void;
  readonly onLook: (problems: readonly Problem[]) => void;
}

/** One visit written down whole. */
export function NewVisitDialog({ pupil, needed, onClose, onLook }: NewVisitProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [draft, setDraft] = useState(() => newDraft({ visitedOn: today, visitors: [] }));
  const record = useCommand(client.visits.record, { quiet: true, done: `已登记 ${pupil.name} 的家访`, onDone: ({ look }) => onLook(look) });
  const submit = async (): Promise<unknown> => {
    const visit = inputOf(draft);
    return visit === null ? false : record.mutateAsync({ schoolId, term, visits: [{ studentId: pupil.studentId, ...visit }] });
  };
  return (
    <FormDialog
      opened onClose={onClose} size="62rem" title={`登记家访：${pupil.name}　${pupil.className}`} submitLabel="登记" submitDisabled={draft.visitedOn === null || draft.visitorsText.trim() === ''}
      sentence="照纸上的家访记录填；先只填日期、家访人也可以，详情以后补。登记以后改动会留下原来的一份。" onSubmit={submit}
    >
      <Stack gap="sm"><VisitFields draft={draft} needed={needed} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} /></Stack>
    </FormDialog>
  );
}

interface CorrectProps {
  readonly opened: OpenedVisit;
  readonly needed: number;
  readonly onClose: () => void;
  readonly onDone: (problems: readonly Problem[]) => void;
}

/** Writes a record anew: details brought in later, or a mistake put right. */
export function CorrectVisitDialog({ opened, needed, onClose, onDone }: CorrectProps): ReactElement {
  const { schoolId } = useArchive();
  const { visit } = opened;
  const [draft, setDraft] = useState(() => draftOf(visit));
  const [reason, setReason] = useState('补充家访详情');
  const correct = useCommand(client.visits.correct, { quiet: true, done: '已保存，原来的一份留着', onDone: ({ look }) => onDone(look) });
  const submit = async (): Promise<unknown> => {
    const input = inputOf(draft);
    return input === null ? false : correct.mutateAsync({ schoolId, visitId: visit.visitId, version: visit.version, visit: input, reason: reason.trim() });
  };
  return (
    <FormDialog
      opened onClose={onClose} size="62rem" title={`补充、更正：${opened.name}　${opened.className}`} submitLabel="保存" submitDisabled={draft.visitedOn === null || draft.visitorsText.trim() === '' || reason.trim().length < 2}
      sentence="将存为新的一份，原来的一份和原因都留着。" onSubmit={submit}
    >
      <Stack gap="sm">
        <VisitFields draft={draft} needed={needed} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
        <TextInput label="为什么改" required value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
