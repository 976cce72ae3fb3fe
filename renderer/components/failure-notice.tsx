import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { failureOf } from '#renderer/bridge/failure.ts';
import { ProblemList } from './problem-list.tsx';

/** What went wrong, to which rows, and what to do; nothing when nothing did. */
export function FailureNotice({ error }: { readonly error: unknown }): ReactElement | null {
  if (error === null || error === undefined) return null;
  const failure = failureOf(error);
  return (
    <Alert color="red" variant="light" title={failure.sentence} role="alert">
      <ProblemList problems={failure.problems} />
    </Alert>
  );
}
