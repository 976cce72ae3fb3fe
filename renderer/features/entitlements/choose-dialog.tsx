import { MultiSelect, NumberInput, Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

/** Chooses pupils for a programme that has no automatic rule, or that is paid by days or months. */
export function ChooseDialog({ programmes, onClose }: { readonly programmes: readonly ProgrammeView[]; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const roster = useQuery(api.roster.list.queryOptions({ input: { schoolId, term, filter: { statuses: ['enrolled', 'suspended'] } } }));
  const form = useForm({
    initialValues: { programmeKey: programmes[0]?.key ?? '', studentIds: [] as string[], quantity: '' as number | '', reason: '' },
    validate: {
      studentIds: (value) => (value.length === 0 ? '请选学生' : null),
      reason: (value) => (value.trim().length < 2 ? '请写明依据' : null),
    },
  });
  const choose = useCommand(client.entitlements.choose, { quiet: true, done: (done) => `已选定 ${done.chosen} 人，再次计算时列入应发` });
  const programme = programmes.find((one) => one.key === form.values.programmeKey);
  const counted = programme?.shape === 'per_day' || programme?.shape === 'per_month';
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    const { programmeKey, studentIds, quantity, reason } = form.values;
    const halves = programme?.shape === 'per_month' ? 2 : 1;
    await choose.mutateAsync({
      schoolId, term, programmeKey, studentIds: studentIds.map(Number), quantity: counted && quantity !== '' ? Math.round(quantity * halves) : null, reason: reason.trim(),
    });
    return true;
  };
  return (
    <FormDialog opened onClose={onClose} title="按名单选定学生" submitLabel="选定" onSubmit={submit} size="lg">
      <Select label="资助项目" required allowDeselect={false} data={programmes.map((one) => ({ value: one.key, label: one.name }))} {...form.getInputProps('programmeKey')} />
      <MultiSelect
        label="学生" description="输入姓名或班级查找" required searchable limit={60} nothingFoundMessage="名册里没有这样的学生"
        data={(roster.data?.rows ?? []).map((row) => ({ value: String(row.studentId), label: `${row.className} ${row.name}` }))} {...form.getInputProps('studentIds')}
      />
      {counted && (
        <NumberInput
          label={programme?.shape === 'per_day' ? '天数' : '月数（可到半月）'} min={programme?.shape === 'per_day' ? 1 : 0.5} step={programme?.shape === 'per_day' ? 1 : 0.5}
          required {...form.getInputProps('quantity')}
        />
      )}
      <Textarea label="依据" description="评审结果、文件或捐赠协议" required autosize minRows={2} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
