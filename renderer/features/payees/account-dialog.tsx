import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PayeeRow } from '#shared/contract/payees.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { cardKindText } from './data.ts';
import type { CardKindChoice } from './data.ts';

const relations = ['本人', '父亲', '母亲', '监护人', '祖父', '祖母', '外祖父', '外祖母'];

interface Typed {
  readonly holderName: string;
  readonly relation: string;
  readonly holderIdNumber: string;
  readonly accountNo: string;
  readonly bankName: string;
  readonly cardKind: CardKindChoice;
  readonly reason: string;
}

/** Enters a pupil's account or replaces it. The old number is not shown: a new card is copied from the card, not from the screen. */
export function AccountDialog({ row, onClose }: { readonly row: PayeeRow; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const old = row.account;
  const [typed, setTyped] = useState<Typed>({
    holderName: old?.holderName ?? '', relation: old?.relationText ?? '', holderIdNumber: '', accountNo: '', bankName: old?.bankName ?? '', cardKind: old?.cardKind ?? 'unknown', reason: '',
  });
  const change = (part: Partial<Typed>): void => setTyped((before) => ({ ...before, ...part }));
  const save = useCommand(client.payees.set, {
    quiet: true, done: ({ correctedLines }) => `${row.studentName}的账户已${old === null ? '登记' : '更换'}${correctedLines > 0 ? `，${correctedLines} 笔失败款可以补发了` : ''}`,
  });
  const ready = typed.holderName.trim() !== '' && typed.accountNo.trim() !== '' && (old === null || typed.reason.trim().length >= 2);
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title={`${old === null ? '登记' : '更换'}收款账户：${row.classLabel} ${row.studentName}`} submitLabel={old === null ? '登记' : '更换'} submitDisabled={!ready}
      {...(old === null ? {} : { sentence: `现在是 ${old.holderName} ${old.accountMasked}，更换后旧账户留作历史。` })}
      onSubmit={() => save.mutateAsync({ schoolId, studentId: row.studentId, ...typed })}
    >
      <div className="columns-2">
        <TextInput label="户名" required value={typed.holderName} maxLength={60} data-autofocus onChange={(event) => change({ holderName: event.currentTarget.value })} />
        <Autocomplete label="与学生关系" description="可照户口本写" data={relations} value={typed.relation} maxLength={20} onChange={(relation) => change({ relation })} />
        <TextInput label="账号" required description="从卡面抄录，16 到 19 位" value={typed.accountNo} maxLength={40} inputMode="numeric" onChange={(event) => change({ accountNo: event.currentTarget.value })} />
        <TextInput label="户主证件号" description="银行文件常要" value={typed.holderIdNumber} maxLength={30} onChange={(event) => change({ holderIdNumber: event.currentTarget.value })} />
        <TextInput label="开户行" value={typed.bankName} maxLength={60} onChange={(event) => change({ bankName: event.currentTarget.value })} />
        <Select
          label="卡种" allowDeselect={false} value={typed.cardKind} data={Object.entries(cardKindText).map(([value, label]) => ({ value, label }))}
          onChange={(value) => change({ cardKind: (value ?? 'unknown') as CardKindChoice })}
        />
      </div>
      {old !== null && <TextInput label="更换的原因" required value={typed.reason} maxLength={200} onChange={(event) => change({ reason: event.currentTarget.value })} />}
    </FormDialog>
  );
}
