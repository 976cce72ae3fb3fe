import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ReactElement } from 'react';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

export interface PickedPupil {
  readonly studentId: number;
  readonly label: string;
}

interface PupilPickerProps {
  readonly label: string;
  readonly description?: string;
  readonly value: readonly PickedPupil[];
  readonly most: number;
  readonly onChange: (value: readonly PickedPupil[]) => void;
}

/** Pupils found by a few typed signs: name, 拼音, initials. */
export function PupilPicker({ label, description, value, most, onChange }: PupilPickerProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [wanted, setWanted] = useState('');
  const text = useDeferredValue(wanted.trim());
  const hits = useQuery({ ...api.roster.search.queryOptions({ input: { schoolId, term, text, limit: 20 } }), enabled: text !== '', placeholderData: (before) => before });
  const found = (text === '' ? [] : hits.data ?? []).map((hit) => ({ value: String(hit.studentId), label: `${hit.name}（${hit.className}）` }));
  const chosen = value.map((one) => ({ value: String(one.studentId), label: one.label }));
  const options = [...chosen, ...found.filter((one) => !chosen.some((other) => other.value === one.value))];
  return (
    <MultiSelect
      label={label} description={description} placeholder={value.length === 0 ? '打姓名或拼音首字母' : ''} searchable maxValues={most} searchValue={wanted} onSearchChange={setWanted}
      nothingFoundMessage={text === '' ? '打几个字就会列出来' : '名册里没有找到'} filter={({ options: all }) => all} data={options} value={chosen.map((one) => one.value)}
      onChange={(values) => onChange(options.filter((one) => values.includes(one.value)).map((one) => ({ studentId: Number(one.value), label: one.label })))}
    />
  );
}
