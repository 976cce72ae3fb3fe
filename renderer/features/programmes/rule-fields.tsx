import { MultiSelect, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { useGroupChoices, useHardshipGrades, yearChoices } from './data.ts';
import { boardingChoices } from './words.ts';

const selections = [{ value: 'automatic', label: '符合条件的都列入' }, { value: 'by_hand', label: '只发给选定的学生' }];

/** A rule as it is being typed: lists are empty where nothing narrows. */
export interface RuleDraft {
  readonly stages: readonly EducationStage[];
  readonly boarding: string;
  readonly selection: 'automatic' | 'by_hand';
  readonly needsHardship: boolean;
  readonly hardshipGrades: readonly string[];
  readonly years: readonly string[];
  readonly groups: readonly string[];
  readonly ruralGroups: readonly string[];
  readonly otherRoute: string;
}

export function draftOf(rule: ProgrammeView['rules'][number] | undefined, stages: readonly EducationStage[]): RuleDraft {
  return {
    stages: rule?.stages ?? stages, boarding: rule?.boarding ?? '', selection: rule?.selection ?? 'automatic', needsHardship: rule?.needsHardship ?? true, hardshipGrades: rule?.hardshipGrades ?? [],
    years: (rule?.yearLevels ?? []).map(String), groups: rule?.groups ?? [], ruralGroups: rule?.ruralGroups ?? [], otherRoute: rule?.otherRoute ?? '',
  };
}

/** The draft as the core wants it. */
export function ruleOfDraft(draft: RuleDraft) {
  const orNull = <Item,>(list: readonly Item[]): Item[] | null => (list.length === 0 ? null : [...list]);
  return {
    stages: [...draft.stages], boarding: draft.boarding === '' ? null : (draft.boarding as 'day'), selection: draft.selection, needsHardship: draft.needsHardship,
    hardshipGrades: draft.needsHardship ? orNull(draft.hardshipGrades) : null, yearLevels: orNull(draft.years.map(Number).toSorted((one, other) => one - other)), groups: orNull(draft.groups),
    ruralGroups: draft.ruralGroups.filter((key) => draft.groups.includes(key)), otherRoute: draft.otherRoute.trim() === '' ? null : draft.otherRoute.trim(),
  };
}

interface RuleFieldsProps {
  readonly draft: RuleDraft;
  readonly stages: readonly EducationStage[];
  readonly onChange: (draft: RuleDraft) => void;
}

/** Who is entitled: stages and years, way of attending, hardship and its grades, special groups, another way in. */
export function RuleFields({ draft, stages, onChange }: RuleFieldsProps): ReactElement {
  const groups = useGroupChoices(draft.groups);
  const grades = useHardshipGrades();
  const set = (change: Partial<RuleDraft>): void => onChange({ ...draft, ...change });
  return (
    <Stack gap="sm">
      <div className="columns-2">
        <MultiSelect
          label="学段" required data={stages.map((stage) => ({ value: stage, label: formatStage(stage) }))} value={[...draft.stages]} error={draft.stages.length === 0 ? '请选学段' : undefined}
          onChange={(value) => set({ stages: value as EducationStage[] })}
        />
        <MultiSelect label="年级（不限就留空）" data={yearChoices(draft.stages)} value={[...draft.years]} onChange={(years) => set({ years })} />
      </div>
      <div className="columns-2">
        <Select label="就读方式" data={boardingChoices} allowDeselect={false} value={draft.boarding} onChange={(value) => set({ boarding: value ?? '' })} />
        <Select label="怎样列入" data={selections} allowDeselect={false} value={draft.selection} onChange={(value) => set({ selection: value === 'by_hand' ? 'by_hand' : 'automatic' })} />
      </div>
      <Switch label="须本学年认定为困难" checked={draft.needsHardship} onChange={(event) => set({ needsHardship: event.currentTarget.checked })} />
      {draft.needsHardship && (
        <MultiSelect label="只限这些困难等级" description="不限等级就留空" data={grades} value={[...draft.hardshipGrades]} onChange={(hardshipGrades) => set({ hardshipGrades })} />
      )}
      <MultiSelect label="须属于其中一类特殊群体" description="不限群体就留空" searchable data={groups} value={[...draft.groups]} onChange={(value) => set({ groups: value })} />
      {draft.groups.length > 0 && (
        <MultiSelect
          label="其中只限农村的" description="文件写“农村低保”等时选上；城镇户口会请人裁定" data={groups.filter((group) => draft.groups.includes(group.value))} value={draft.ruralGroups.filter((key) => draft.groups.includes(key))}
          onChange={(ruralGroups) => set({ ruralGroups })}
        />
      )}
      <TextInput label="其他资格" description="没有困难认定也可能符合的情况，由人裁定；没有就留空" maxLength={80} value={draft.otherRoute} onChange={(event) => set({ otherRoute: event.currentTarget.value })} />
    </Stack>
  );
}
