import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatSchoolYear, formatTermShort } from '#shared/domain/calendar/term.ts';
import type { Register } from '#shared/contract/identification.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { FromListsDialog } from './from-lists-dialog.tsx';
import { RegisterPanel } from './register-panel.tsx';

const route = getRouteApi('/archive/identification');

function Counts({ counts }: { readonly counts: Register['counts'] }): ReactElement {
  return (
    <SummaryStrip
      label="认定人数" items={[
        { label: '学生', value: counts.pupils },
        { label: '有个案', value: counts.cases },
        { label: '未认定', value: counts.undecided, ...(counts.undecided > 0 ? { tone: 'warn' as const } : {}) },
        ...counts.byGrade.map(({ grade, count }) => ({ label: grade, value: count })),
        { label: '应助未助', value: counts.gaps, ...(counts.gaps > 0 ? { tone: 'bad' as const } : {}) },
      ]}
    />
  );
}

export function IdentificationPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const navigate = useNavigate();
  const { fromLists = false } = route.useSearch();
  const [asking, setAsking] = useState(fromLists);
  const query = useQuery(api.identification.register.queryOptions({ input: { schoolId, term } }));
  const may = can('identification.write');
  const close = (): void => {
    setAsking(false);
    if (fromLists) void navigate({ to: '/identification', search: {}, replace: true });
  };
  return (
    <QueryView query={query} what="认定名册">
      {(register) => (
        <>
          <PageHeader
            title="认定" subtitle={`${formatSchoolYear(register.schoolYear)} · 等级按 ${formatTermShort(term)} 生效的认定 · 由认定机构决定，测评分只供参考，程序不设指标`}
            actions={may && (
              <>
                <Button variant="default" component={Link} to="/identification/import">导入认定名单</Button>
                <Button onClick={() => setAsking(true)}>从名单建个案{register.counts.gaps > 0 ? `（${register.counts.gaps} 人）` : ''}</Button>
              </>
            )}
          />
          {register.rows.length === 0
            ? <EmptyState title="名册里还没有学生" action={<Button onClick={() => void navigate({ to: '/roster' as '/' })}>去导入名册</Button>}>认定按学年给每名学生建一份个案。先导入名册，再导入部门名单。</EmptyState>
            : (
              <>
                <Counts counts={register.counts} />
                <RegisterPanel key={`${schoolId} ${term}`} register={register} />
              </>
            )}
          {asking && <FromListsDialog onClose={close} />}
        </>
      )}
    </QueryView>
  );
}
