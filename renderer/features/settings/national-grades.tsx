import { Group, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Settings } from '#shared/contract/archives.ts';
import { isNationalGrade, nationalGrades } from '#shared/domain/identification/national-grade.ts';

interface NationalGradesProps {
  readonly gradeSet: readonly string[];
  readonly aliases: Settings['nationalGrades'];
  readonly onChange: (aliases: Settings['nationalGrades']) => void;
}

/** Which of the national system's words each of the school's grades stands for; asked only for words the system doesn't know. */
export function NationalGrades({ gradeSet, aliases, onChange }: NationalGradesProps): ReactElement | null {
  const own = gradeSet.map((grade) => grade.trim()).filter((grade) => grade !== '' && !isNationalGrade(grade));
  if (own.length === 0) return null;
  return (
    <Group gap="md" align="end">
      {own.map((grade) => (
        <Select
          key={grade} label={`“${grade}”在全国系统里是`} data={[...nationalGrades]} placeholder="还没有写明" clearable value={aliases[grade] ?? null}
          onChange={(value) => {
            const { [grade]: _old, ...others } = aliases;
            onChange(value !== null && isNationalGrade(value) ? { ...others, [grade]: value } : others);
          }}
        />
      ))}
    </Group>
  );
}
