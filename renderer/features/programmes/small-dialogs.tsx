import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { termsAround, useHardshipGrades } from './data.ts';

/** A row of the school's own, in words. */
export interface LocalRow {
  readonly what: 'rate' | 'rule' | 'tier';
  readonly id: number;
  readonly words: string;
}

/** Ends a local row after a term; nothing is deleted, old terms keep running under it. */
export function CloseDialog({ row, onClose }: { readonly row: LocalRow; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [validTo, setValidTo] = useState<string>(term);
  const close = useCommand(client.programmes.close, { quiet: true, done: '已设定停用学期' });
  return (
    <FormDialog
      opened danger onClose={onClose} title="停用本地规定" submitLabel="停用" sentence={`${row.words}：用到所选学期为止，以前的学期不受影响。`}
      onSubmit={() => close.mutateAsync({ schoolId, what: row.what, id: row.id, validTo: validTo as TermKey })}
    >
      <Select label="用到哪学期" data={termsAround(term)} allowDeselect={false} value={validTo} onChange={(value) => setValidTo(value ?? term)} />
    </FormDialog>
  );
}

/** Takes back a row typed by mistake; the core refuses where anything was calculated with it. */
export function VoidDialog({ row, onClose }: { readonly row: LocalRow; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const take = useCommand(client.programmes.voidRow, { quiet: true, done: '已作废，原样留在操作记录里' });
  return (
    <ReasonDialog
      label="作废的理由" onClose={onClose} title="作废填错的规定" submitLabel="作废" sentence={`${row.words}：只有还没有一笔应发按它计算过的才能作废。`}
      onSubmit={(reason) => take.mutateAsync({ schoolId, what: row.what, id: row.id, reason })}
    />
  );
}

/** Which 资助档 a 困难等级 gets in a tiered programme. */
export function AddTierDialog({ programme, onClose }: { readonly programme: ProgrammeView; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const grades = useHardshipGrades();
  const tiers = [...new Set(programme.rates.filter((rate) => rate.inForce).flatMap((rate) => rate.awardTier ?? []))];
  const [hardshipGrade, setGrade] = useState<string | null>(null);
  const [awardTier, setTier] = useState('');
  const [validFrom, setFrom] = useState<string>(term);
  const [document, setDocument] = useState('');
  const add = useCommand(client.programmes.addTier, { quiet: true, done: '对应关系已添加' });
  return (
    <FormDialog
      opened onClose={onClose} title={`困难等级对应资助档：${programme.name}`} submitLabel="添加" submitDisabled={hardshipGrade === null || awardTier.trim() === ''}
      onSubmit={() => (hardshipGrade === null ? Promise.resolve(false) : add.mutateAsync({
        schoolId, programmeKey: programme.key, hardshipGrade, awardTier: awardTier.trim(), validFrom: validFrom as TermKey, document: document.trim(),
      }))}
    >
      <Select label="困难等级" required data={grades} value={hardshipGrade} onChange={setGrade} />
      {tiers.length > 0
        ? <Select label="资助档" required data={tiers} value={awardTier === '' ? null : awardTier} onChange={(value) => setTier(value ?? '')} />
        : <TextInput label="资助档" required description="照标准表里的档名填写" value={awardTier} onChange={(event) => setTier(event.currentTarget.value)} />}
      <Select label="从哪学期起" data={termsAround(term)} allowDeselect={false} value={validFrom} onChange={(value) => setFrom(value ?? term)} />
      <TextInput label="依据" description="如校务会记录、县里的文号" maxLength={80} value={document} onChange={(event) => setDocument(event.currentTarget.value)} />
    </FormDialog>
  );
}
