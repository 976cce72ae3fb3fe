import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { TrialForm } from './trial-form.tsx';
import type { TrialChoice } from './trial-form.tsx';
import { TrialResult } from './trial-result.tsx';
import classes from './programmes.module.css';

function Answer({ choice }: { readonly choice: TrialChoice }): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery({ ...api.programmePlans.trial.queryOptions({ input: { schoolId, term, ...choice } }), placeholderData: keepPreviousData });
  return <QueryView query={query} what="试算结果">{(trial) => <TrialResult trial={trial} />}</QueryView>;
}

/** A changed standard tried on the register before it takes effect; nothing is stored. */
export function TrialPanel(): ReactElement {
  const [choice, setChoice] = useState<TrialChoice | null>(null);
  return (
    <div className={classes['scroll']}>
      <TrialForm onTry={setChoice} />
      {choice === null
        ? <EmptyState title="还没有试算">选一个项目，填上设想的新标准，或改资格、停止执行，再点“试算”：这里会列出涉及哪些学生、各人原来和改后的金额、总共多花或少花多少。什么都不会存下。</EmptyState>
        : <Answer choice={choice} />}
    </div>
  );
}
