import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { isoDateOf, yearOf } from '#shared/domain/calendar/iso-date.ts';
import type { ClassCodeKind } from '#shared/domain/ledger/class-code.ts';
import { classCodeKinds, formatClassCodeKind } from '#shared/domain/ledger/class-code.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import classes from './funds.module.css';

/** One class code of one programme from a day on. */
export function ClassCodeDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const save = useCommand(client.vouchers.setClassCode, { done: '分类编码已登记', quiet: true });
  const [programmeKey, setProgramme] = useState<string | null>(null);
  const [kind, setKind] = useState<ClassCodeKind>('functional');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [validFrom, setFrom] = useState<IsoDate | null>(isoDateOf(yearOf(today), 1, 1));
  const [docNo, setDocNo] = useState('');
  return (
    <FormDialog
      opened onClose={onClose} title="登记分类编码" submitLabel="登记" submitDisabled={programmeKey === null || validFrom === null || docNo.trim() === ''}
      sentence="从所填的日期起用；以前的凭证仍用以前的编码。编码留空表示从那天起不用。"
      onSubmit={async () => (programmeKey === null || validFrom === null ? false : save.mutateAsync({ schoolId, programmeKey, kind, code: code.trim(), name: name.trim(), validFrom, docNo: docNo.trim() }))}
    >
      <div className={classes['fields']}>
        <Select label="资助项目" required searchable placeholder="请选一个" value={programmeKey} data={programmes.map((one) => ({ value: one.key, label: one.name }))} onChange={setProgramme} />
        <Select label="分类" required allowDeselect={false} value={kind} data={classCodeKinds.map((value) => ({ value, label: formatClassCodeKind(value) }))} onChange={(value) => setKind((value ?? 'functional') as ClassCodeKind)} />
        <TextInput label="编码" description="如 2050204、30308、50902" value={code} maxLength={7} onChange={(event) => setCode(event.currentTarget.value)} />
        <TextInput label="名称" description="如 高中教育、助学金" value={name} maxLength={40} onChange={(event) => setName(event.currentTarget.value)} />
        <DateInput label="从哪天起" required value={validFrom} onChange={setFrom} />
        <TextInput label="依据" required description="哪一年的科目表或哪份文件" value={docNo} maxLength={80} onChange={(event) => setDocNo(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
