import { Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { CatalogueGroupView } from '#shared/contract/special-groups.ts';
import { formatSchoolYear, nextTerm, schoolYearOf, termOfDate, termsOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { coverages, evidencePolicies, listOwners } from '#shared/domain/identification/group-catalogue.ts';
import type { Coverage, EvidencePolicy, ListOwner } from '#shared/domain/identification/special-group.ts';
import { coverageTexts, evidencePolicyTexts, listOwnerTexts } from '#shared/text/special-groups.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

const always = '';

function yearsFrom(first: SchoolYear, count: number): SchoolYear[] {
  const years = [first];
  while (years.length < count) {
    const last = years.at(-1) ?? first;
    years.push(schoolYearOf(nextTerm(termsOf(last)[1])));
  }
  return years;
}

const choices = <Key extends string>(keys: readonly Key[], texts: Readonly<Record<Key, string>>): { value: Key; label: string }[] => keys.map((value) => ({ value, label: texts[value] }));

/** How a group stands from a 学年 on: a new one, or another name, rule or end for a known one. */
export function GroupDialog({ group, year, onClose }: { readonly group: CatalogueGroupView | null; readonly year: SchoolYear; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const current = schoolYearOf(termOfDate(today));
  const form = useForm({
    initialValues: {
      label: group?.label ?? '', owner: group?.owner ?? ('civil_affairs' as ListOwner), coverage: group?.coverage ?? ('person' as Coverage),
      evidence: group?.evidence ?? ('required' as EvidencePolicy), maxDisabilityGrade: group?.maxDisabilityGrade === null || group === null ? always : String(group.maxDisabilityGrade),
      needsHardship: group?.needsHardship ?? false, proof: group?.proof ?? '', source: group?.origin === 'own' ? group.source : '',
      validFrom: (year < current ? current : year) as string, validTo: always,
    },
    validate: {
      label: (value) => (value.trim() === '' ? '请填群体名称' : null),
      source: (value) => (value.trim() === '' ? '请填依据文号或来源' : null),
    },
  });
  const add = useCommand(client.specialGroups.addRow, { quiet: true, done: '目录已保存；往年的不变' });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    const { maxDisabilityGrade, validFrom, validTo, ...rule } = form.values;
    await add.mutateAsync({
      schoolId, key: group?.key ?? null, ...rule, maxDisabilityGrade: maxDisabilityGrade === always || rule.coverage !== 'disabled' ? null : Number(maxDisabilityGrade),
      validFrom: validFrom as SchoolYear, validTo: validTo === always ? null : validTo as SchoolYear,
    });
    return true;
  };
  const years = yearsFrom(current, 4).map((value) => ({ value: value as string, label: formatSchoolYear(value) }));
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title={group === null ? '新增一类特殊群体' : `改“${group.label}”`} submitLabel="保存" onSubmit={submit}
      sentence={`从 ${form.values.validFrom} 学年起这样算，以前的学年保持原来的名称和要求。`}
    >
      <Stack gap="sm">
        <div className="columns-2">
          <TextInput label="群体名称" description="照文件或申请表上的叫法" required maxLength={40} {...form.getInputProps('label')} />
          <Select label="主管部门" description="管这份名单的部门" allowDeselect={false} data={choices(listOwners, listOwnerTexts)} {...form.getInputProps('owner')} />
          <Select label="依据要求" allowDeselect={false} data={choices(evidencePolicies, evidencePolicyTexts)} {...form.getInputProps('evidence')} />
          <Select label="名单上算谁" allowDeselect={false} data={choices(coverages, coverageTexts)} {...form.getInputProps('coverage')} />
          {form.values.coverage === 'disabled' && (
            <Select
              label="最轻等级" description="残疾人证上的等级，1 级最重" allowDeselect={false} {...form.getInputProps('maxDisabilityGrade')}
              data={[{ value: always, label: '各级都认' }, ...['1', '2', '3', '4'].map((value) => ({ value, label: `到 ${value} 级为止` }))]}
            />
          )}
        </div>
        <Switch label="单凭这一类不够，还要说明家庭经济困难" {...form.getInputProps('needsHardship', { type: 'checkbox' })} />
        <TextInput label="见过的材料" description="收材料时提示经办人" maxLength={120} {...form.getInputProps('proof')} />
        <TextInput label="依据文号或来源" required maxLength={120} placeholder="如 云教助〔2025〕9号" {...form.getInputProps('source')} />
        <div className="columns-2">
          <Select label="从哪个学年起" allowDeselect={false} data={years} {...form.getInputProps('validFrom')} />
          <Select label="用到哪个学年" description="停用一类时选最后一个学年" allowDeselect={false} data={[{ value: always, label: '一直用' }, ...years]} {...form.getInputProps('validTo')} />
        </div>
      </Stack>
    </FormDialog>
  );
}
