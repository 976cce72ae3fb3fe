import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DateShape, FinanceColumn, FinanceField, FinanceLayout } from '#shared/domain/ledger/finance-layout.ts';
import { financeFields, formatFinanceField } from '#shared/domain/ledger/finance-layout.ts';
import type { VoucherSystem } from '#shared/domain/ledger/voucher.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './funds.module.css';

const fieldChoices = financeFields.map((value) => ({ value, label: formatFinanceField(value) }));

interface LayoutDialogProps {
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}

interface ColumnsEditorProps {
  readonly columns: readonly FinanceColumn[];
  readonly onChange: (columns: FinanceColumn[]) => void;
}

function ColumnsEditor({ columns, onChange }: ColumnsEditorProps): ReactElement {
  const put = (index: number, part: Partial<FinanceColumn>): void => onChange(columns.map((column, at) => (at === index ? { ...column, ...part } : column)));
  const move = (index: number, by: -1 | 1): void => {
    const next = [...columns];
    const [taken] = next.splice(index, 1);
    if (taken) next.splice(index + by, 0, taken);
    onChange(next);
  };
  return (
    <table className="plain" aria-label="导出的列">
      <thead><tr><th>第几列</th><th>内容</th><th>表头</th><th>固定内容</th><th>次序</th></tr></thead>
      <tbody>
        {columns.map((column, index) => (
          <tr key={index}>
            <td className="number">{index + 1}</td>
            <td><Select aria-label={`第 ${index + 1} 列的内容`} searchable allowDeselect={false} value={column.field} data={fieldChoices} onChange={(value) => put(index, { field: (value ?? 'summary') as FinanceField })} /></td>
            <td><TextInput aria-label={`第 ${index + 1} 列的表头`} value={column.heading} maxLength={40} onChange={(event) => put(index, { heading: event.currentTarget.value })} /></td>
            <td>{column.field === 'fixed' && <TextInput aria-label={`第 ${index + 1} 列的固定内容`} value={column.fixed} maxLength={60} onChange={(event) => put(index, { fixed: event.currentTarget.value })} />}</td>
            <td className={classes['acts'] ?? ''}>
              <ActionIcon variant="subtle" color="gray" disabled={index === 0} aria-label={`第 ${index + 1} 列上移`} onClick={() => move(index, -1)}><IconArrowUp size={16} aria-hidden="true" /></ActionIcon>
              <ActionIcon variant="subtle" color="gray" disabled={index === columns.length - 1} aria-label={`第 ${index + 1} 列下移`} onClick={() => move(index, 1)}><IconArrowDown size={16} aria-hidden="true" /></ActionIcon>
              <ActionIcon variant="subtle" color="gray" aria-label={`去掉第 ${index + 1} 列`} onClick={() => onChange(columns.filter((_, at) => at !== index))}><IconX size={16} aria-hidden="true" /></ActionIcon>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LayoutForm({ saved, mayWrite, onClose }: LayoutDialogProps & { readonly saved: FinanceLayout }): ReactElement {
  const { schoolId } = useArchive();
  const [layout, setLayout] = useState<FinanceLayout>(saved);
  const save = useCommand(client.vouchers.saveLayout, { done: '导出的列已保存', quiet: true });
  return (
    <FormDialog
      opened onClose={onClose} title="导出给财务软件的列" submitLabel="保存" size="xl" submitDisabled={!mayWrite}
      sentence="照本校财务软件的导入模板排列。一张凭证里同一科目、项目、来源合为一行，不出现学生姓名。"
      onSubmit={() => save.mutateAsync({ schoolId, layout: { ...layout, columns: [...layout.columns] } })}
    >
      <div className={classes['fields']}>
        <Select
          label="凭证编号" description="已编的号不变，往后按新的编" allowDeselect={false} value={layout.voucherSystem} data={[{ value: 'general', label: '统一编“记”字' }, { value: 'three', label: '分“收、付、转”' }]}
          onChange={(value) => setLayout({ ...layout, voucherSystem: (value ?? 'general') as VoucherSystem })}
        />
        <Select
          label="日期写法" description="照软件的要求" allowDeselect={false} value={layout.dateShape} data={[{ value: 'iso', label: '2025-10-15' }, { value: 'slash', label: '2025/10/15' }, { value: 'compact', label: '20251015' }]}
          onChange={(value) => setLayout({ ...layout, dateShape: (value ?? 'iso') as DateShape })}
        />
        <TextInput label="工作表名" required value={layout.sheet} maxLength={31} onChange={(event) => setLayout({ ...layout, sheet: event.currentTarget.value })} />
        <Checkbox label="日期和凭证号只写在每张凭证的第一行" checked={layout.headOnce} onChange={(event) => setLayout({ ...layout, headOnce: event.currentTarget.checked })} />
        <div className={`${classes['whole']} ${classes['scroll']}`} tabIndex={0} role="group" aria-label="导出的列，可滚动">
          <ColumnsEditor columns={layout.columns} onChange={(columns) => setLayout({ ...layout, columns })} />
        </div>
        <Button variant="default" onClick={() => setLayout({ ...layout, columns: [...layout.columns, { field: 'fixed', heading: '', fixed: '' }] })}>增加一列</Button>
      </div>
    </FormDialog>
  );
}

/** The columns finance software reads, changed to what the school's own wants. */
export function LayoutDialog(props: LayoutDialogProps): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.vouchers.layout.queryOptions({ input: { schoolId } }));
  return <QueryView query={query} what="导出的列">{({ isDefault: _default, ...saved }) => <LayoutForm {...props} saved={saved} />}</QueryView>;
}
