import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { isoDateOf, yearOf } from '#shared/domain/calendar/iso-date.ts';
import type { ChartLineView } from '#shared/contract/account-books.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import classes from './funds.module.css';

/** What finance calls one account of the chart, for all programmes or for one. */
export function FinanceAccountDialog({ line, onClose }: { readonly line: ChartLineView; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const save = useCommand(client.vouchers.setAccount, { done: '财务科目已登记', quiet: true });
  const [programmeKey, setProgramme] = useState('');
  const [number, setNumber] = useState(line.financeNumber);
  const [name, setName] = useState(line.financeName);
  const [validFrom, setFrom] = useState<IsoDate | null>(isoDateOf(yearOf(today), 1, 1));
  return (
    <FormDialog
      opened onClose={onClose} title={`财务科目：${line.number} ${line.label}`} submitLabel="登记" submitDisabled={validFrom === null}
      sentence="导出凭证时用财务自己的科目编码和名称；编码留空就用本账的编码。以前的凭证仍用以前的。"
      onSubmit={async () => (validFrom === null ? false : save.mutateAsync({ schoolId, accountCode: line.accountCode, programmeKey, number: number.trim(), name: name.trim(), validFrom }))}
    >
      <div className={classes['fields']}>
        <Select label="资助项目" description="不选就对所有项目" clearable searchable placeholder="所有项目" value={programmeKey === '' ? null : programmeKey} data={programmes.map((one) => ({ value: one.key, label: one.name }))} onChange={(value) => setProgramme(value ?? '')} />
        <DateInput label="从哪天起" description="这天以后的凭证" required value={validFrom} onChange={setFrom} />
        <TextInput label="财务科目编码" value={number} maxLength={30} onChange={(event) => setNumber(event.currentTarget.value)} />
        <TextInput label="财务科目名称" value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
