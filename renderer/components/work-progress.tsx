import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, client } from '#renderer/bridge/client.ts';
import classes from './work-progress.module.css';

interface WorkProgressProps {
  readonly operationId: string;
  /** What is being done, until the core says more: “导入名册”. */
  readonly what: string;
  readonly cancellable?: boolean;
}

/**
 * The progress of a long command, found by its operation id, with counts and a Cancel that leaves nothing half done.
 * Show it while the command is pending: give the command an operationId of your own (newOperationId) and the same one here.
 */
export function WorkProgress({ operationId, what, cancellable = true }: WorkProgressProps): ReactElement {
  const { data } = useQuery(api.work.progress.queryOptions({ input: { operationId }, refetchInterval: 300, gcTime: 0 }));
  const done = data?.done ?? 0;
  const total = data?.total ?? 0;
  const counts = total > 0 ? `${done.toLocaleString('zh-CN')} / ${total.toLocaleString('zh-CN')}` : '';
  return (
    <div className={classes['work']} role="status">
      <span>正在{data?.label ?? what}…… {counts}</span>
      <Progress className={classes['bar']} value={total > 0 ? (100 * done) / total : 100} animated={total === 0} aria-label={`${what}的进度`} />
      {cancellable && <Button variant="default" onClick={() => void client.work.cancel({ operationId })}>取消</Button>}
    </div>
  );
}
