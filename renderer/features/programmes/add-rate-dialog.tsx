import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import { termsAround } from './words.ts';

const units = [{ value: 'term', label: '每学期' }, { value: 'once', label: '一次性' }, { value: 'month', label: '每月' }, { value: 'day', label: '每天' }];
const boardings = [{ value: '', label: '不分' }, { value: 'boarding', label: '寄宿' }, { value: 'day', label: '非寄宿' }];

/** A standard of the school's or county's own; it stands before the preset from its term on. */
export function AddRateDialog({ programme, onClose }: { readonly programme: ProgrammeView; readonly onClose: () => void }): ReactElement {
  const { schoolId, school, term } = useArchive();
  const form = useForm({
    initialValues: {
      region: school.county, stages: [...programme.stages] as EducationStage[], boarding: programme.rules.find((rule) => rule.inForce)?.boarding ?? '', awardTier: '', fen: null as Fen | null, unit: 'term', validFrom: term as string, document: '',
    },
    validate: {
      region: (value) => (value.trim() === '' ? '请写明是哪里的标准' : null),
      stages: (value) => (value.length === 0 ? '请选学段' : null),
      fen: (value) => (value === null || value <= 0 ? '请填大于零的金额' : null),
      document: (value) => (value.trim() === '' ? '请填文号或依据' : null),
    },
  });
  const add = useCommand(client.programmes.addRate, { quiet: true, done: '本地标准已添加，计算应发时优先于自带标准' });
  const submit = async (): Promise<boolean> => {
    const { fen, boarding, awardTier, unit, validFrom, ...fields } = form.values;
    if (form.validate().hasErrors || fen === null) return false;
    await add.mutateAsync({
      schoolId, programmeKey: programme.key, ...fields, fen, unit: unit as 'term', validFrom: validFrom as TermKey,
      boarding: boarding === '' ? null : (boarding as 'day'), awardTier: awardTier.trim() === '' ? null : awardTier.trim(),
    });
    return true;
  };
  return (
    <FormDialog opened onClose={onClose} title={`添加本地标准：${programme.name}`} submitLabel="添加" onSubmit={submit}>
      <div className="columns-2">
        <MoneyInput label="金额" required value={form.values.fen} onChange={(value) => form.setFieldValue('fen', value)} error={form.errors['fen']} />
        <Select label="按什么发" data={units} allowDeselect={false} {...form.getInputProps('unit')} />
      </div>
      <MultiSelect label="学段" required data={programme.stages.map((stage) => ({ value: stage, label: formatStage(stage) }))} {...form.getInputProps('stages')} />
      <div className="columns-2">
        <Select label="就读方式" data={boardings} allowDeselect={false} {...form.getInputProps('boarding')} />
        <TextInput label="资助档" description="不分档就留空" placeholder="如 一档" {...form.getInputProps('awardTier')} />
      </div>
      <div className="columns-2">
        <TextInput label="哪里的标准" required {...form.getInputProps('region')} />
        <Select label="从哪学期起" data={termsAround(term)} allowDeselect={false} {...form.getInputProps('validFrom')} />
      </div>
      <TextInput label="文号或依据" required {...form.getInputProps('document')} />
    </FormDialog>
  );
}
