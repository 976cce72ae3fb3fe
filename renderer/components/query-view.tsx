import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { FailureNotice } from './failure-notice.tsx';

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data, unknown>;
  /** What is being read, for the waiting line: “学生名册”. */
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}

/** A query's three faces: words while waiting, the failure with a way on, or the data. */
export function QueryView<Data>({ query, what, children }: QueryViewProps<Data>): ReactElement {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    return (
      <div>
        <FailureNotice error={query.error} />
        <Button mt="md" variant="default" onClick={() => void query.refetch()}>再读一次</Button>
      </div>
    );
  }
  return <p className="dim" role="status">正在读取{what}……</p>;
}
