import { Checkbox, Group, Radio, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import * as z from 'zod';
import type { ReactElement } from 'react';
import { schoolFieldsSchema } from '#shared/contract/archives.ts';
import { educationStages, formatStage } from '#shared/domain/roster/stage.ts';

export type SchoolFieldsValue = z.infer<typeof schoolFieldsSchema>;

export const emptySchool: SchoolFieldsValue = { name: '', code: '', stages: [], county: '', ownership: 'public' };

/** The contract's own rule, with the two sentences a person needs. */
export const schoolFormSchema = schoolFieldsSchema.extend({
  code: z.string().regex(/^\d{10}$/, '学校标识码是 10 位数字，见学籍系统或办学许可'),
  stages: schoolFieldsSchema.shape.stages.min(1, '请至少选一个学段'),
});

interface SchoolFieldsProps {
  /** The form's own input props of one field: `(field) => form.getInputProps(\`school.${field}\`)`. */
  readonly input: (field: keyof SchoolFieldsValue) => ReturnType<UseFormReturnType<object>['getInputProps']>;
}

/** A school's own data, wherever it is asked for. */
export function SchoolFields({ input }: SchoolFieldsProps): ReactElement {
  return (
    <>
      <TextInput label="学校名称" description="与公章一致，印在公示和表册上" required {...input('name')} />
      <div className="columns-2">
        <TextInput label="学校标识码" description="10 位数字" required inputMode="numeric" maxLength={10} {...input('code')} />
        <TextInput label="所在县（市、区）" description="如：柳溪县" required {...input('county')} />
      </div>
      <Checkbox.Group label="学段" required {...input('stages')}>
        <Group gap="md" mt="xs">
          {educationStages.map((stage) => <Checkbox key={stage} value={stage} label={formatStage(stage)} />)}
        </Group>
      </Checkbox.Group>
      <Radio.Group label="办学性质" required {...input('ownership')}>
        <Group gap="md" mt="xs"><Radio value="public" label="公办" /><Radio value="private" label="民办" /></Group>
      </Radio.Group>
    </>
  );
}
