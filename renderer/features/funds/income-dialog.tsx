import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { SetAsideYear } from '#shared/contract/own-funds.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import classes from './funds.module.css';

/** One item of income as finance's books have it. */
export function IncomeDialog({ year, onClose }: { readonly year: SetAsideYear; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const record = useCommand(client.ownFunds.recordIncome, { done: '收入已登记', quiet: true });
  const [stage, setStage] = useState(year.stages[0]?.stage ?? null);
  const [item, setItem] = useState('');
  const [fen, setFen] = useState<Fen | null>(null);
  const [voucherNo, setVoucherNo] = useState('');
  const known = [...new Set([...year.stages.flatMap((one) => one.rule?.baseItems ?? []), ...year.presets.flatMap((preset) => preset.baseItems)])];
  return (
    <FormDialog
      opened onClose={onClose} title="登记收入" submitLabel="登记收入" submitDisabled={stage === null || item.trim() === '' || fen === null || fen <= 0 || voucherNo.trim() === ''}
      sentence={`${year.year} 年的收入。规定的基数里没有的项目也可以登记，不会计入。`}
      onSubmit={() => (stage === null || fen === null ? Promise.resolve(false) : record.mutateAsync({ schoolId, year: year.year, stage, item: item.trim(), fen, voucherNo }))}
    >
      <div className={classes['fields']}>
        <Select label="学段" required allowDeselect={false} value={stage} data={year.stages.map((one) => ({ value: one.stage, label: one.stageLabel }))} onChange={(value) => setStage(value as typeof stage)} />
        <Autocomplete label="收入项目" required maxLength={60} data={known} value={item} onChange={setItem} />
        <MoneyInput label="金额" required value={fen} onChange={setFen} />
        <TextInput label="凭证号或报表" required maxLength={60} value={voucherNo} onChange={(event) => setVoucherNo(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
