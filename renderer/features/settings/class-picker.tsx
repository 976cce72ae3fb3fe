import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

interface ClassPickerProps {
  readonly schoolId: number;
  readonly value: readonly number[];
  readonly onChange: (value: number[]) => void;
  readonly error?: ReactNode;
}

/** The classes of a school as they are called this term. */
export function ClassPicker({ schoolId, value, onChange, error }: ClassPickerProps): ReactElement {
  const { term } = useArchive();
  const query = useQuery(api.roster.classes.queryOptions({ input: { schoolId, term } }));
  return (
    <MultiSelect
      label="班级" description={query.data?.length === 0 ? '这所学校还没有班级，先导入名册' : '他带的班，可以选几个'} required searchable error={error}
      placeholder={value.length === 0 ? '选班级' : undefined}
      data={(query.data ?? []).map((one) => ({ value: String(one.id), label: one.className }))}
      value={value.map(String)} onChange={(next) => onChange(next.map(Number))}
    />
  );
}
