import { Checkbox, Group, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatMonth } from '#shared/domain/entitlement/support-months.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

interface PlanDialogProps {
  readonly programmes: readonly { readonly programmeKey: string; readonly programmeName: string }[];
  readonly plans: readonly { readonly programmeKey: string; readonly months: readonly string[]; readonly basis: string }[];
  readonly months: readonly string[];
  readonly onClose: () => void;
}

/** Sets the months a programme is paid by in this term. No month at all pays it for the whole term again. */
export function PlanDialog({ programmes, plans, months, onClose }: PlanDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const planOf = (key: string | null) => plans.find((plan) => plan.programmeKey === key);
  const [programmeKey, setProgrammeKey] = useState<string | null>(programmes[0]?.programmeKey ?? null);
  const [chosen, setChosen] = useState<readonly string[]>(planOf(programmeKey)?.months ?? []);
  const [basis, setBasis] = useState(planOf(programmeKey)?.basis ?? '');
  const setPlan = useCommand(client.attendance.setPlan, { quiet: true, done: '核发月份已设定，应发请重新计算' });
  const choose = (key: string | null): void => { setProgrammeKey(key); setChosen(planOf(key)?.months ?? []); setBasis(planOf(key)?.basis ?? ''); };
  return (
    <FormDialog
      opened onClose={onClose} title="核发月份" submitLabel="设定" submitDisabled={programmeKey === null || basis.trim().length < 2}
      sentence={chosen.length === 0 ? '一个月份都不选：按整学期发。' : `学期标准分 ${chosen.length} 个月核发，除不尽整分的会列为问题，不四舍五入。`}
      onSubmit={() => (programmeKey === null ? Promise.resolve(false) : setPlan.mutateAsync({ schoolId, term, programmeKey, months: [...chosen], basis: basis.trim() }))}
    >
      <Select label="资助项目" required allowDeselect={false} data={programmes.map((one) => ({ value: one.programmeKey, label: one.programmeName }))} value={programmeKey} onChange={choose} />
      <Checkbox.Group label="本学期按哪几个月发" value={[...chosen]} onChange={setChosen}>
        <Group gap="md" mt="xs">{months.map((month) => <Checkbox key={month} value={month} label={formatMonth(month)} />)}</Group>
      </Checkbox.Group>
      <Textarea label="依据" description="本县或本校规定按月发放的文件" required autosize minRows={2} value={basis} onChange={(event) => setBasis(event.currentTarget.value)} />
    </FormDialog>
  );
}
