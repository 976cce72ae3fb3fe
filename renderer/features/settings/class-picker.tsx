import { TagsInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface ClassPickerProps {
  readonly schoolId: number;
  readonly value: readonly number[];
  readonly onChange: (value: number[]) => void;
  readonly error?: ReactNode;
}

export function ClassPicker({ value, onChange, error }: ClassPickerProps): ReactElement {
  return <TagsInput label="班级" error={error} value={value.map(String)} onChange={(next) => onChange(next.map(Number).filter(Number.isInteger))} />;
}
