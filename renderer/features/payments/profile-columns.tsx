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
  /** Every column takes a fixed number of bytes. */
  readonly fixed: boolean;
  readonly onChange: (columns: Column[]) => void;
}

const constantChoice = 'constant';
const choices = [...exportFields.map((field) => ({ value: field as string, label: exportFieldText[field] })), { value: constantChoice, label: '固定内容……' }];

function withContent(column: Column, choice: string): Column {
  if (choice === constantChoice) return { kind: 'constant', heading: column.heading, text: '', place: column.place };
  const field = choice as ExportField;
  return { kind: 'field', heading: column.heading === '' ? exportFieldText[field] : column.heading, field, required: true, place: column.place };
}

/** The file's columns in their order: what each carries and what its heading says. */
export function ProfileColumns({ columns, disabled, fixed, onChange }: ProfileColumnsProps): ReactElement {
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
          {fixed && <PlaceFields column={column} at={index + 1} onChange={(place) => replace(index, { ...column, place })} />}
          <Button size="compact-xs" variant="default" disabled={index === 0} aria-label={`第 ${index + 1} 列前移`} onClick={() => move(index, -1)}>↑</Button>
          <Button size="compact-xs" variant="default" disabled={index === columns.length - 1} aria-label={`第 ${index + 1} 列后移`} onClick={() => move(index, 1)}>↓</Button>
          <Button size="compact-xs" variant="default" aria-label={`删去第 ${index + 1} 列`} onClick={() => onChange(columns.filter((_, at) => at !== index))}>删</Button>
        </div>
      ))}
      <div><Button size="compact-sm" variant="default" onClick={() => onChange([...columns, { kind: 'constant', heading: '', text: '', place: null }])}>加一列</Button></div>
    </fieldset>
  );
}

const alignments = [{ value: 'left blank', label: '左对齐，补空格' }, { value: 'right blank', label: '右对齐，补空格' }, { value: 'right zero', label: '右对齐，补零' }];

function PlaceFields({ column, at, onChange }: { readonly column: Column; readonly at: number; readonly onChange: (place: Column['place']) => void }): ReactElement {
  const place = column.place ?? { bytes: 0, align: column.kind === 'field' && column.field === 'amount' ? 'right' as const : 'left' as const, fill: 'blank' as const };
  return (
    <>
      <TextInput
        className={classes['bytes']} aria-label={`第 ${at} 列占几个字节`} placeholder="字节" inputMode="numeric" value={place.bytes === 0 ? '' : String(place.bytes)}
        onChange={(event) => { const bytes = Math.min(400, Number(event.currentTarget.value.replace(/\D/gu, ''))); onChange(bytes === 0 ? null : { ...place, bytes }); }}
      />
      <Select
        className={classes['narrow']} aria-label={`第 ${at} 列怎样补足`} allowDeselect={false} disabled={column.place === null} data={alignments} value={`${place.align} ${place.fill}`}
        onChange={(value) => { const [align, fill] = (value ?? 'left blank').split(' '); onChange({ ...place, align: align as 'left' | 'right', fill: fill as 'blank' | 'zero' }); }}
      />
    </>
  );
}
