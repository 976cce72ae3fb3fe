import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { useQuery } from '@tanstack/react-query';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { termsAround } from './words.ts';

export interface Closing {
  readonly what: 'rate' | 'rule' | 'tier';
  readonly id: number;
  readonly words: string;
}

/** Ends a local row after a term; nothing is deleted, old terms keep running under it. */
export function CloseDialog({ closing, onClose }: { readonly closing: Closing; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [validTo, setValidTo] = useState<string>(term);
  const close = useCommand(client.programmes.close, { quiet: true, done: '已设定停用学期' });
  return (
    <FormDialog
      opened danger onClose={onClose} title="停用本地规定" submitLabel="停用" sentence={`${closing.words}：用到所选学期为止，以前的学期不受影响。`}
      onSubmit={() => close.mutateAsync({ schoolId, what: closing.what, id: closing.id, validTo: validTo as TermKey })}
    >
      <Select label="用到哪学期" data={termsAround(term)} allowDeselect={false} value={validTo} onChange={(value) => setValidTo(value ?? term)} />
    </FormDialog>
  );
}

/** Which 资助档 a 困难等级 gets in a tiered programme. */
export function AddTierDialog({ programme, onClose }: { readonly programme: ProgrammeView; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const grades = (useQuery(api.settings.get.queryOptions({ input: { schoolId } })).data?.gradeSet ?? []).slice(0, -1);
  const tiers = [...new Set(programme.rates.filter((rate) => rate.inForce).flatMap((rate) => rate.awardTier ?? []))];
  const [hardshipGrade, setGrade] = useState<string | null>(null);
  const [awardTier, setTier] = useState('');
  const [validFrom, setFrom] = useState<string>(term);
  const add = useCommand(client.programmes.addTier, { quiet: true, done: '对应关系已添加' });
  return (
    <FormDialog
      opened onClose={onClose} title={`困难等级对应资助档：${programme.name}`} submitLabel="添加" submitDisabled={hardshipGrade === null || awardTier.trim() === ''}
      onSubmit={() => (hardshipGrade === null ? Promise.resolve(false) : add.mutateAsync({
        schoolId, programmeKey: programme.key, hardshipGrade, awardTier: awardTier.trim(), validFrom: validFrom as TermKey,
      }))}
    >
      <Select label="困难等级" required data={grades} value={hardshipGrade} onChange={setGrade} />
      {tiers.length > 0
        ? <Select label="资助档" required data={tiers} value={awardTier === '' ? null : awardTier} onChange={(value) => setTier(value ?? '')} />
        : <TextInput label="资助档" required description="照标准表里的档名填写" value={awardTier} onChange={(event) => setTier(event.currentTarget.value)} />}
      <Select label="从哪学期起" data={termsAround(term)} allowDeselect={false} value={validFrom} onChange={(value) => setFrom(value ?? term)} />
    </FormDialog>
  );
}
