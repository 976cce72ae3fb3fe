import { MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { termsAround } from './words.ts';

const boardings = [{ value: '', label: '不分' }, { value: 'boarding', label: '寄宿' }, { value: 'day', label: '非寄宿' }];
const selections = [{ value: 'automatic', label: '符合条件的都列入' }, { value: 'by_hand', label: '只发给选定的学生' }];

/** Who is entitled by the county's or school's own rule; the preset stands behind it from its term on. */
export function AddRuleDialog({ programme, onClose }: { readonly programme: ProgrammeView; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const catalogue = useQuery(api.specialGroups.catalogue.queryOptions({ input: { schoolId, schoolYear: schoolYearOf(term) } })).data?.groups ?? [];
  const preset = programme.rules.find((rule) => rule.inForce);
  const form = useForm({
    initialValues: {
      stages: [...programme.stages] as EducationStage[], boarding: preset?.boarding ?? '', selection: preset?.selection ?? 'automatic', needsHardship: true,
      groups: preset?.groups ?? ([] as string[]), validFrom: term as string, document: '',
    },
    validate: {
      stages: (value) => (value.length === 0 ? '请选学段' : null),
      document: (value) => (value.trim() === '' ? '请填文号或依据' : null),
    },
  });
  const add = useCommand(client.programmes.addRule, { quiet: true, done: '本地资格规定已添加，计算应发时优先于自带规定' });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    const { boarding, groups, validFrom, ...fields } = form.values;
    await add.mutateAsync({
      schoolId, programmeKey: programme.key, ...fields, validFrom: validFrom as TermKey, boarding: boarding === '' ? null : (boarding as 'day'), groups: groups.length === 0 ? null : groups,
    });
    return true;
  };
  return (
    <FormDialog opened onClose={onClose} title={`添加本地资格规定：${programme.name}`} submitLabel="添加" onSubmit={submit}>
      <MultiSelect label="学段" required data={programme.stages.map((stage) => ({ value: stage, label: formatStage(stage) }))} {...form.getInputProps('stages')} />
      <div className="columns-2">
        <Select label="就读方式" data={boardings} allowDeselect={false} {...form.getInputProps('boarding')} />
        <Select label="怎样列入" data={selections} allowDeselect={false} {...form.getInputProps('selection')} />
      </div>
      <Switch label="须本学年认定为困难" {...form.getInputProps('needsHardship', { type: 'checkbox' })} />
      <MultiSelect
        label="须属于其中一类特殊群体" description="不限群体就留空" searchable data={catalogue.map((group) => ({ value: group.key, label: group.label }))}
        {...form.getInputProps('groups')}
      />
      <div className="columns-2">
        <Select label="从哪学期起" data={termsAround(term)} allowDeselect={false} {...form.getInputProps('validFrom')} />
        <TextInput label="文号或依据" required {...form.getInputProps('document')} />
      </div>
    </FormDialog>
  );
}
