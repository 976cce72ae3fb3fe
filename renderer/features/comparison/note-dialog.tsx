import { Autocomplete, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { ComparisonCode } from '#shared/domain/comparison/three-zero-errors.ts';
import type { Difference } from '#shared/contract/comparison.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

/** Causes of handbook 5.5; any other words may be typed. */
const causes = ['转学未同步', '补录未开', '认定改档', '回盘失败', '录入错误', '时间差'];

interface NoteDialogProps {
  readonly code: ComparisonCode;
  readonly difference: Difference;
  readonly onClose: () => void;
}

/** Why one difference is there and what is done about it. */
export function NoteDialog({ code, difference, onClose }: NoteDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const { note } = difference;
  const [cause, setCause] = useState(note?.cause ?? '');
  const [responsible, setResponsible] = useState(note?.responsible ?? '');
  const [deadline, setDeadline] = useState<IsoDate | null>(note?.deadline ?? null);
  const [resolution, setResolution] = useState(note?.resolution ?? '');
  const [resolvedOn, setResolvedOn] = useState<IsoDate | null>(note?.resolvedOn ?? null);
  const save = useCommand(client.comparison.setNote, { done: '原因已记下', quiet: true });
  const title = difference.name === '' ? difference.programmeName : difference.name;
  return (
    <FormDialog
      opened onClose={onClose} title={`${title}：原因与处理`} submitLabel="记下原因" submitDisabled={cause.trim() === ''}
      sentence={[difference.kindLabel, difference.detail].filter((part) => part !== '').join('。')}
      onSubmit={() => save.mutateAsync({ schoolId, term, code, elementKey: difference.elementKey, cause, responsible, deadline, resolution, resolvedOn })}
    >
      <Autocomplete label="原因" required data={causes} value={cause} maxLength={100} onChange={setCause} />
      <TextInput label="责任人" value={responsible} maxLength={60} onChange={(event) => setResponsible(event.currentTarget.value)} />
      <DateInput label="期限" value={deadline} onChange={setDeadline} />
      <Textarea label="怎么处理的" autosize minRows={2} maxLength={300} value={resolution} onChange={(event) => setResolution(event.currentTarget.value)} />
      <DateInput label="处理完的日期" description="没处理完就空着" value={resolvedOn} onChange={setResolvedOn} />
      {note !== null && <p className="dim small">上次由 {note.by} 记下</p>}
    </FormDialog>
  );
}
