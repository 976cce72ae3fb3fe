import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SlipRow } from '#shared/contract/letters.ts';

interface PupilSelectProps {
  readonly rows: readonly SlipRow[];
  readonly value: number | null;
  readonly onChange: (studentId: number | null) => void;
}

/** A pupil of the register by name, class or 拼音. */
export function PupilSelect({ rows, value, onChange }: PupilSelectProps): ReactElement {
  const byId = new Map(rows.map((row) => [String(row.studentId), row]));
  return (
    <Select
      label="学生" required searchable clearable placeholder="输入姓名、班级或拼音" nothingFoundMessage="名册里没有这个学生" limit={50}
      data={rows.map((row) => ({ value: String(row.studentId), label: `${row.name}　${row.className}` }))} value={value === null ? null : String(value)}
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase();
        return options.filter((option) => 'value' in option && (option.label.toLowerCase().includes(wanted) || (byId.get(option.value)?.pinyin ?? '').replaceAll(' ', '').startsWith(wanted)));
      }}
      onChange={(next) => onChange(next === null ? null : Number(next))}
    />
  );
}
