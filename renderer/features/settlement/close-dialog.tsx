import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';

interface CloseDialogProps {
  readonly carryOver: readonly { readonly programmeKey: string; readonly programmeName: string; readonly source: string; readonly sourceLabel: string; readonly fen: Fen }[];
  readonly nextTerm: TermKey;
  readonly onClose: () => void;
}

/** Closes the term: says what is locked and what is carried, in numbers. */
export function CloseDialog({ carryOver, nextTerm, onClose }: CloseDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [closedOn, setClosedOn] = useState<IsoDate | null>(today);
  const [note, setNote] = useState('');
  const close = useCommand(client.settlement.close, { done: (result) => `已结算，结转 ${formatYuan(result.carriedFen)} 元`, quiet: true });
  const total = sumFen(carryOver.map((one) => one.fen));
  return (
    <FormDialog
      opened danger onClose={onClose} title={`结算${formatTerm(term)}`} submitLabel="结算并锁定" submitDisabled={closedOn === null} size="lg"
      sentence={`将锁定${formatTerm(term)}的全部账目，以后不能再记账；${carryOver.length === 0 ? '没有结余需要结转' : `结余 ${formatYuan(total)} 元结转到${formatTerm(nextTerm)}`}。`}
      onSubmit={async () => (closedOn === null ? false : close.mutateAsync({ schoolId, term, closedOn, note }))}
    >
      {carryOver.length > 0 && (
        <table className="plain" aria-label="结转下期">
          <thead><tr><th>资助项目</th><th>来源</th><th className="number">结转（元）</th></tr></thead>
          <tbody>
            {carryOver.map((one) => (
              <tr key={`${one.programmeKey}-${one.source}`}><td>{one.programmeName}</td><td>{one.sourceLabel}</td><td className="number"><MoneyText fen={one.fen} /></td></tr>
            ))}
          </tbody>
          <tfoot><tr><td colSpan={2}>合计</td><td className="number"><MoneyText fen={total} /></td></tr></tfoot>
        </table>
      )}
      <DateInput label="结算日期" required value={closedOn} onChange={setClosedOn} />
      <Textarea label="说明" description="可空" autosize minRows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </FormDialog>
  );
}
