import { Button, Group, Stack } from '@mantine/core';
import type { FormEventHandler, ReactElement, ReactNode } from 'react';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';

interface PlainFormProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly onSubmit: FormEventHandler<HTMLFormElement>;
  readonly submitLabel: string;
  readonly workingLabel: string;
  readonly working: boolean;
  readonly error: unknown;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** A form of the start page: title, fields, what went wrong, one button. */
export function PlainForm(props: PlainFormProps): ReactElement {
  return (
    <form onSubmit={props.onSubmit} noValidate aria-label={props.title}>
      <Stack gap="md">
        <h2>{props.title}</h2>
        {props.note !== undefined && <p className="dim">{props.note}</p>}
        {props.children}
        <FailureNotice error={props.error} />
        <Group gap="sm">
          <Button type="submit" size="sm" disabled={props.working}>{props.working ? props.workingLabel : props.submitLabel}</Button>
          {props.beside}
        </Group>
      </Stack>
    </form>
  );
}
