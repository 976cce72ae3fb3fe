import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TriState } from '#shared/domain/tri-state.ts';

interface FormFieldProps {
  readonly path: string;
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly width?: string;
  readonly inputMode?: 'numeric' | 'decimal';
  readonly list?: string;
  /** Left out of the walk by Enter; Tab still reaches it. */
  readonly aside?: boolean;
}

/** A field of the form: a text as it is typed, its problem under it. */
export function FormField({ path, label, value, onChange, description, error, width, inputMode, list, aside = false }: FormFieldProps): ReactElement {
  return (
    <TextInput
      label={label} description={description} value={value} error={error} inputMode={inputMode} list={list} autoComplete="off" data-path={path} {...(aside ? {} : { 'data-walk': true })}
      style={width === undefined ? { flex: 1 } : { width }} onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A date as text; leaving the field writes it the usual way. */
export function DateField(props: FormFieldProps): ReactElement {
  const { onChange, value } = props;
  return (
    <div style={props.width === undefined ? { flex: 1 } : { width: props.width }} onBlur={() => { const date = parseIsoDate(value); if (date !== null && date !== value) onChange(date); }}>
      <FormField {...props} width="100%" inputMode="numeric" />
    </div>
  );
}

const choices: readonly { value: TriState; label: string }[] = [{ value: 'unknown', label: '没有写' }, { value: 'yes', label: '是' }, { value: 'no', label: '否' }];

interface TickFieldProps {
  readonly path: string;
  readonly label: string;
  readonly value: TriState;
  readonly onChange: (value: TriState) => void;
  readonly words?: Readonly<Record<TriState, string>>;
  readonly error?: string | undefined;
  readonly width?: string;
}

/** A tick in three states; ↑ and ↓ change it. */
export function TickField({ path, label, value, onChange, words, error, width }: TickFieldProps): ReactElement {
  return (
    <NativeSelect
      label={label} value={value} error={error} data={choices.map((choice) => ({ value: choice.value, label: words?.[choice.value] ?? choice.label }))} data-walk data-path={path}
      style={width === undefined ? {} : { width }} onChange={(event) => onChange(event.currentTarget.value as TriState)}
    />
  );
}
