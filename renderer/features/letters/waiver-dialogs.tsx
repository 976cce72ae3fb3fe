import { Select, Stack, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SlipRow } from '#shared/contract/letters.ts';
import type { Waiver, WaiverItem } from '#shared/contract/waivers.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTermShort, schoolYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { waiverEffect } from '#shared/domain/letters/waiver.ts';
import { caseStateTexts } from '#shared/text/identification.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { PupilSelect } from './pupil-select.tsx';

/** Stands for the whole in both choices. */
const all = 'all';

/** What registering will do to the pupil's case, said before it is done. */
function effectWords(row: SlipRow | undefined, item: string | null): string {
  if (row === undefined) return '请先选学生。放弃只对本学年有效，家庭随时可以撤回；学校不得要求家庭放弃。';
  if (item !== null) return `${row.name} 只放弃“${item}”：认定和其他资助不变；重新计算应发时不再提出这一项，已批准未发的会列出来等人确认。`;
  switch (waiverEffect(row.case, row.listed.length > 0)) {
    case 'open':
      return `${row.name} 在部门名单上（${row.listed.join('、')}）：将按名单比对建个案，并登记为“不申请/放弃”。`;
    case 'decline':
      return `${row.name} 的认定个案现在是“${row.case === null ? '' : caseStateTexts[row.case.state]}”，将改为“不申请/放弃”。`;
    case 'forbidden':
      return `${row.name} 的认定正在公示或处理异议，不能放弃；公示结束后再登记。`;
    case 'none':
      return `${row.name} 没有要变动的认定个案，只登记这份声明。`;
  }
}

interface WaiverDialogProps {
  readonly rows: readonly SlipRow[];
  readonly items: readonly WaiverItem[];
  readonly studentId: number | null;
  readonly onClose: () => void;
}

/** Registers a signed 放弃声明. */
export function WaiverDialog({ rows, items, studentId: asked, onClose }: WaiverDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const first = rows.find((row) => row.studentId === asked);
  const [studentId, setStudentId] = useState<number | null>(asked);
  const [signedOn, setSignedOn] = useState<IsoDate | null>(null);
  const [signer, setSigner] = useState(first?.guardian?.name ?? '');
  const [relation, setRelation] = useState(first?.guardian?.relation ?? '');
  const [reason, setReason] = useState('');
  const [witness, setWitness] = useState('');
  const [programmeKey, setProgrammeKey] = useState<string>(all);
  const [itemTerm, setItemTerm] = useState<string>(all);
  const record = useCommand(client.waivers.record, { quiet: true, done: ({ moved }) => (moved === 'none' ? '放弃声明已登记' : '放弃声明已登记，个案已改为“不申请/放弃”') });
  const row = rows.find((one) => one.studentId === studentId);
  const pick = (next: number | null): void => {
    setStudentId(next);
    const guardian = rows.find((one) => one.studentId === next)?.guardian ?? null;
    setSigner(guardian?.name ?? '');
    setRelation(guardian?.relation ?? '');
  };
  const ready = row !== undefined && signedOn !== null && signer.trim() !== '' && relation.trim() !== '' && reason.trim().length >= 2;
  return (
    <FormDialog
      opened onClose={onClose} title="登记放弃声明" submitLabel="登记" submitDisabled={!ready} sentence={effectWords(row, items.find((one) => one.programmeKey === programmeKey)?.name ?? null)} size="lg"
      onSubmit={() => record.mutateAsync({ schoolId, term, studentId: studentId ?? 0, reason, signer, relation, signedOn: signedOn as IsoDate, witness, item: programmeKey === all ? null : { programmeKey, term: itemTerm === all ? null : itemTerm as TermKey } })}
    >
      <Stack gap="sm">
        <PupilSelect rows={rows.filter((one) => !one.waived)} value={studentId} onChange={pick} />
        <div className="columns-2">
          <Select label="放弃什么" allowDeselect={false} data={[{ value: all, label: '全部：不申请认定和资助' }, ...items.map((one) => ({ value: one.programmeKey, label: one.name }))]} value={programmeKey} onChange={(next) => setProgrammeKey(next ?? all)} />
          <Select label="哪些学期" allowDeselect={false} disabled={programmeKey === all} data={[{ value: all, label: '全学年' }, ...termsOf(schoolYearOf(term)).map((one) => ({ value: one, label: formatTermShort(one) }))]} value={programmeKey === all ? all : itemTerm} onChange={(next) => setItemTerm(next ?? all)} />
        </div>
        <div className="columns-3">
          <DateInput label="签署日期" required value={signedOn} onChange={setSignedOn} />
          <TextInput label="签名人" required maxLength={30} value={signer} onChange={(event) => setSigner(event.currentTarget.value)} />
          <TextInput label="与学生关系" required maxLength={30} value={relation} onChange={(event) => setRelation(event.currentTarget.value)} />
        </div>
        <Textarea label="放弃的理由" description="照声明上写的抄，至少两个字" required autosize minRows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <TextInput label="见证人" maxLength={30} value={witness} onChange={(event) => setWitness(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}

/** What taking it back will do. */
function revocationWords({ item, what, caseState }: Waiver): string {
  if (item !== null) return `重新计算应发时，${what}重新提出。`;
  return caseState === 'declined' ? '个案从“不申请/放弃”重新打开，等待认定。' : '认定个案不变。';
}

/** The family takes its 放弃声明 back. */
export function RevokeDialog({ waiver, onClose }: { readonly waiver: Waiver; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [revokedOn, setRevokedOn] = useState<IsoDate | null>(today);
  const [reason, setReason] = useState('');
  const revoke = useCommand(client.waivers.revoke, { quiet: true, done: ({ moved }) => (moved === 'reopened' ? '已撤回，个案重新打开，等待认定' : '已撤回') });
  return (
    <FormDialog
      opened onClose={onClose} title={`撤回 ${waiver.name} 的放弃声明`} submitLabel="撤回声明" submitDisabled={revokedOn === null || reason.trim().length < 2}
      sentence={`声明留在档案里并写明撤回；${revocationWords(waiver)}`}
      onSubmit={() => revoke.mutateAsync({ schoolId, term, waiverId: waiver.id, revokedOn: revokedOn as IsoDate, reason })}
    >
      <Stack gap="sm">
        <DateInput label="撤回日期" required value={revokedOn} onChange={setRevokedOn} />
        <Textarea label="撤回的原因" description="至少两个字" required autosize minRows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
