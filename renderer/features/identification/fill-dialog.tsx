import { Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RegisterRow } from '#shared/contract/identification.ts';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { routeTexts } from '#shared/text/identification.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import type { DraftEntry } from './draft.ts';

interface FillDialogProps {
  readonly rows: readonly RegisterRow[];
  readonly gradeSet: readonly string[];
  readonly onFill: (entries: ReadonlyMap<number, DraftEntry>) => void;
  readonly onClose: () => void;
}

/** Puts one grade, route or reason into the draft of every ticked pupil; nothing is saved yet. */
export function FillDialog({ rows, gradeSet, onFill, onClose }: FillDialogProps): ReactElement {
  const [grade, setGrade] = useState<string | null>(null);
  const [route, setRoute] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const entry: DraftEntry = {
      ...(grade === null ? {} : { grade }), ...(route === null ? {} : { route: route as IdentificationRoute }), ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    };
    onFill(new Map(rows.map((row) => [row.studentId, entry])));
  };
  return (
    <FormDialog
      opened onClose={onClose} title={`给勾选的 ${rows.length} 人填等级`} submitLabel={`填入 ${rows.length} 人`} submitDisabled={grade === null && route === null && reason.trim() === ''}
      sentence="先填进草稿，可以逐人再改；核对保存时再写认定机构和日期。不选的项不改。" onSubmit={submit}
    >
      <Stack gap="sm">
        <Select label="困难等级" placeholder="不改" clearable data={[...gradeSet]} value={grade} onChange={setGrade} data-autofocus />
        <Select label="途径" placeholder="不改" clearable data={identificationRoutes.map((value) => ({ value, label: routeTexts[value] }))} value={route} onChange={setRoute} />
        <TextInput label="理由" placeholder="不改" value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
