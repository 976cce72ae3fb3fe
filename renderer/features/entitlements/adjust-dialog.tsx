import { Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { ZERO_FEN, formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { adjustmentKindNames } from '#shared/text/adjustments.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';

export interface AdjustSubject {
  readonly entitlementId: number;
  readonly studentName: string;
  readonly programmeName: string;
  readonly amountFen: Fen;
  /** Filled in where the proposal follows from a movement. */
  readonly ends?: boolean;
  readonly reason?: string;
  readonly effectiveOn?: IsoDate;
}

/** Proposes an increase, a decrease or an end of one approved entitlement; another person approves it. */
export function AdjustDialog({ subject, onClose }: { readonly subject: AdjustSubject; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [ends, setEnds] = useState(subject.ends ?? false);
  const [amount, setAmount] = useState<Fen | null>(subject.amountFen);
  const [effectiveOn, setEffectiveOn] = useState<IsoDate | null>(subject.effectiveOn ?? null);
  const [reason, setReason] = useState(subject.reason ?? '');
  const [evidence, setEvidence] = useState('');
  const propose = useCommand(client.adjustments.propose, { quiet: true, done: (made) => `已提出${adjustmentKindNames[made.kind]}，等另一人审批` });
  const afterFen = ends ? ZERO_FEN : amount;
  const complete = afterFen !== null && afterFen !== subject.amountFen && effectiveOn !== null && reason.trim().length >= 2 && evidence.trim().length >= 2;
  return (
    <FormDialog
      opened onClose={onClose} title={`调整：${subject.studentName}　${subject.programmeName}`} submitLabel="提出调整" submitDisabled={!complete}
      sentence={<b>现为 {formatYuan(subject.amountFen)} 元{afterFen === null ? '' : `，调整后 ${formatYuan(afterFen)} 元`}</b>}
      onSubmit={() => (afterFen === null || effectiveOn === null ? Promise.resolve(false) : propose.mutateAsync({
        schoolId, term, entitlementId: subject.entitlementId, afterFen, effectiveOn, reason: reason.trim(), evidence: evidence.trim(),
      }))}
    >
      <Checkbox label="终止：本学期不再享受这一项，金额调为 0" checked={ends} onChange={(event) => setEnds(event.currentTarget.checked)} />
      {!ends && <MoneyInput label="调整后的应发" required value={amount} onChange={setAmount} />}
      <DateInput label="自何日起" required value={effectiveOn} onChange={setEffectiveOn} />
      <Textarea label="理由" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Textarea label="依据材料" description="写明文件、证明或会议记录；扫描件在提出之后附上" required autosize minRows={2} value={evidence} onChange={(event) => setEvidence(event.currentTarget.value)} />
      <p className="dim">要由另一人审批才生效，原来的金额和每一步都留存。已经发出的钱：终止时自动立追回案，追回后才生效。</p>
    </FormDialog>
  );
}
