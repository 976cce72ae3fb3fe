import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { programmeShapeNames, programmeSourceNames } from '#shared/text/programmes.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { payeeNames } from './words.ts';

const shapes = ['flat_term', 'tiered_term', 'once', 'per_month', 'per_day', 'fee_exemption', 'in_kind'] as const;
const sources = ['county', 'school', 'donor', 'province', 'state'] as const;

interface AddProgrammeDialogProps {
  readonly programmes: readonly ProgrammeView[];
  readonly onAdded: (key: string) => void;
  readonly onClose: () => void;
}

/** A programme only this school or county has; its standard and its rule are added next. */
export function AddProgrammeDialog({ programmes, onAdded, onClose }: AddProgrammeDialogProps): ReactElement {
  const { schoolId, school } = useArchive();
  const form = useForm({
    initialValues: { name: '', stages: [...school.stages] as EducationStage[], sourceKind: 'county' as (typeof sources)[number], shape: 'flat_term' as (typeof shapes)[number], payeeKind: 'family' as keyof typeof payeeNames, excludes: '', document: '' },
    validate: {
      name: (value) => (value.trim().length < 2 ? '请填项目名称' : null),
      stages: (value) => (value.length === 0 ? '请选学段' : null),
      document: (value) => (value.trim() === '' ? '请填文号或依据' : null),
    },
  });
  const add = useCommand(client.programmes.addProgramme, { quiet: true, done: '项目已添加，请接着添加标准和资格规定', onDone: (added) => onAdded(added.key) });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    const { excludes, ...fields } = form.values;
    await add.mutateAsync({ schoolId, ...fields, name: fields.name.trim(), excludes: excludes === '' ? null : excludes });
    return true;
  };
  return (
    <FormDialog opened onClose={onClose} size="lg" title="添加本地资助项目" submitLabel="添加" onSubmit={submit}>
      <TextInput label="项目名称" required placeholder="如 校友助学金" {...form.getInputProps('name')} />
      <MultiSelect label="学段" required data={school.stages.map((stage) => ({ value: stage, label: formatStage(stage) }))} {...form.getInputProps('stages')} />
      <div className="columns-3">
        <Select label="资金来源" allowDeselect={false} data={sources.map((value) => ({ value, label: programmeSourceNames[value] }))} {...form.getInputProps('sourceKind')} />
        <Select label="怎样发" allowDeselect={false} data={shapes.map((value) => ({ value, label: programmeShapeNames[value] }))} {...form.getInputProps('shape')} />
        <Select label="发给谁" allowDeselect={false} data={Object.entries(payeeNames).map(([value, label]) => ({ value, label }))} {...form.getInputProps('payeeKind')} />
      </div>
      <Select
        label="不能与哪一项同时享受" allowDeselect={false} data={[{ value: '', label: '没有互斥项目' }, ...programmes.map((one) => ({ value: one.key, label: one.name }))]}
        {...form.getInputProps('excludes')}
      />
      <TextInput label="文号或依据" required {...form.getInputProps('document')} />
    </FormDialog>
  );
}
