import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SavedProfile } from '#shared/contract/payments.ts';
import { exportFieldText, exportFields } from '#shared/domain/disbursement/export-profile.ts';
import type { ExportField } from '#shared/domain/disbursement/export-profile.ts';
import classes from './payments.module.css';

type Column = SavedProfile['profile']['columns'][number];

interface ProfileColumnsProps {
  readonly columns: readonly Column[];
  readonly disabled: boolean;
  readonly onChange: (columns: Column[]) => void;
}

const constantChoice = 'constant';
const choices = [...exportFields.map((field) => ({ value: field as string, label: exportFieldText[field] })), { value: constantChoice, label: '固定内容……' }];

function withContent(column: Column, choice: string): Column {
  if (choice === constantChoice) return { kind: 'constant', heading: column.heading, text: '' };
  const field = choice as ExportField;
  return { kind: 'field', heading: column.heading === '' ? exportFieldText[field] : column.heading, field, required: true };
}

/** The file's columns in their order: what each carries and what its heading says. */
export function ProfileColumns({ columns, disabled, onChange }: ProfileColumnsProps): ReactElement {
  const replace = (index: number, column: Column): void => onChange(columns.map((one, at) => (at === index ? column : one)));
  const move = (index: number, by: number): void => {
    const moved = [...columns];
    const [column] = moved.splice(index, 1);
    if (column) moved.splice(index + by, 0, column);
    onChange(moved);
  };
  return (
    <fieldset className={`card padded ${classes['columns']}`} disabled={disabled}>
      <legend className="dim small">列（从左到右）</legend>
      {columns.map((column, index) => (
        <div key={index} className={classes['column']} role="group" aria-label={`第 ${index + 1} 列`}>
          <span className="dim">{index + 1}</span>
          <Select
            aria-label={`第 ${index + 1} 列的内容`} allowDeselect={false} data={choices} value={column.kind === 'constant' ? constantChoice : column.field}
            onChange={(value) => replace(index, withContent(column, value ?? constantChoice))}
          />
          <TextInput className={classes['heading']} aria-label={`第 ${index + 1} 列的列名`} placeholder="列名" value={column.heading} maxLength={30} onChange={(event) => replace(index, { ...column, heading: event.currentTarget.value })} />
          {column.kind === 'constant'
            ? <TextInput aria-label={`第 ${index + 1} 列的固定内容`} placeholder="固定内容" value={column.text} maxLength={60} onChange={(event) => replace(index, { ...column, text: event.currentTarget.value })} />
            : <Checkbox label="必填" checked={column.required} onChange={(event) => replace(index, { ...column, required: event.currentTarget.checked })} />}
          <Button size="compact-xs" variant="default" disabled={index === 0} aria-label={`第 ${index + 1} 列前移`} onClick={() => move(index, -1)}>↑</Button>
          <Button size="compact-xs" variant="default" disabled={index === columns.length - 1} aria-label={`第 ${index + 1} 列后移`} onClick={() => move(index, 1)}>↓</Button>
          <Button size="compact-xs" variant="default" aria-label={`删去第 ${index + 1} 列`} onClick={() => onChange(columns.filter((_, at) => at !== index))}>删</Button>
        </div>
      ))}
      <div><Button size="compact-sm" variant="default" onClick={() => onChange([...columns, { kind: 'constant', heading: '', text: '' }])}>加一列</Button></div>
    </fieldset>
  );
}
