import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { WorkProgress } from '#renderer/components/work-progress.tsx';
import { keepDemoSignIn, useEnter } from './data.ts';

/** Makes the fictional demo school beside the real archives and goes into it. */
export function DemoButton({ again }: { readonly again: boolean }): ReactElement {
  const enter = useEnter();
  const [operationId, setOperationId] = useState(newOperationId);
  const make = useMutation({
    mutationFn: async () => {
      const signIn = await client.archives.makeDemo({ operationId });
      keepDemoSignIn(signIn);
      return client.archives.unlock(signIn);
    },
    onSuccess: enter,
    onSettled: () => setOperationId(newOperationId()),
  });
  return (
    <Stack gap="sm">
      <Button variant="default" disabled={make.isPending} onClick={() => make.mutate()}>{again ? '重做演示学校' : '看演示学校'}</Button>
      {make.isPending && <WorkProgress operationId={operationId} what="准备演示学校" cancellable={false} />}
      <FailureNotice error={make.error} />
    </Stack>
  );
}
