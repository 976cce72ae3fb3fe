import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatYuan, sumFen, ZERO_FEN } from '#shared/domain/money/fen.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import type { DifferencesDialogProps } from './note-dialog.tsx';

/** A person's word that the ticked lines of both sides are the same money. */
export function MatchDialog({ view, differences, onClose, onDone }: DifferencesDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [reason, setReason] = useState('');
  const save = useCommand(client.reconciliation.match, { done: ({ fen }) => `已认作同一笔，${formatYuan(fen)} 元`, quiet: true, onDone });
  const left = sumFen(differences.map((one) => one.leftFen ?? ZERO_FEN));
  const right = sumFen(differences.map((one) => one.rightFen ?? ZERO_FEN));
  return (
    <FormDialog
      opened onClose={onClose} title="认作同一笔" submitLabel="认作同一笔" submitDisabled={reason.trim() === ''}
      sentence={`${view.leftLabel} ${formatYuan(left)} 元，${view.rightLabel} ${formatYuan(right)} 元${left === right ? '，相等。' : '，不相等：只有相等才能认作同一笔。'}`}
      onSubmit={() => save.mutateAsync({
        schoolId, term, pair: view.pair, leftKeys: differences.flatMap((one) => one.leftKeys), rightKeys: differences.flatMap((one) => one.rightKeys), reason: reason.trim(),
      })}
    >
      <Textarea label="为什么是同一笔" required autosize minRows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
