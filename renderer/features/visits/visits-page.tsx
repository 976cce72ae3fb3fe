import { Button, Tabs } from '@mantine/core';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatSchoolYear } from '#shared/domain/calendar/term.ts';
import { stepModeTexts } from '#shared/text/procedure.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { useVisitRegister } from './data.ts';
import type { VisitRegister } from './data.ts';
import { PlansPanel } from './plans-panel.tsx';
import { missingPapers, standingOf } from './register-columns.tsx';
import { RegisterPanel } from './register-panel.tsx';
import type { VisitsTab } from './routes.ts';
import classes from './visits.module.css';

const route = getRouteApi('/archive/visits');

function Counts({ register }: { readonly register: VisitRegister }): ReactElement {
  const sum = (key: 'due' | 'visited' | 'planned' | 'open' | 'inconsistent'): number => register.coverage.reduce((total, row) => total + row[key], 0);
  const lacking = register.rows.filter((row) => standingOf(row) === '已访' && missingPapers(row) !== '').length;
  return (
    <SummaryStrip
      label="家访人数" items={[
        { label: '应访', value: sum('due') }, { label: '已访', value: sum('visited') }, { label: '已排计划', value: sum('planned') },
        { label: '未安排', value: sum('open'), ...(sum('open') > 0 ? { tone: 'warn' as const } : {}) },
        { label: '与申请不一致', value: sum('inconsistent') },
        { label: '材料不全', value: lacking, ...(lacking > 0 ? { tone: 'warn' as const } : {}) },
      ]}
    />
  );
}

/** Families to be visited, outings, and what is covered. */
export function VisitsPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const { tab = 'register' } = route.useSearch();
  const navigate = useNavigate();
  const query = useVisitRegister();
  return (
    <QueryView query={query} what="家访名册">
      {(register) => {
        const { procedure, schoolYear } = register;
        const tabs: readonly { tab: VisitsTab; label: string; panel: () => ReactElement }[] = [
          { tab: 'register', label: '名册', panel: () => <RegisterPanel key={`${schoolId} ${term}`} register={register} /> },
          { tab: 'plans', label: '计划', panel: () => <PlansPanel register={register} /> },
          { tab: 'coverage', label: '覆盖情况', panel: () => <CoveragePanel register={register} /> },
        ];
        return (
          <>
            <PageHeader
              title="家访" subtitle={`${formatSchoolYear(schoolYear)} · ${procedure.name} · 家访在认定前：${stepModeTexts[procedure.mode]} · 实地 ${procedure.visitors} 人同去`}
              actions={can('visit.write') && <Button variant="default" component={Link} to={'/visits/import' as '/'}>导入家访汇总表</Button>}
            />
            {register.rows.length === 0
              ? <EmptyState title="名册里还没有学生" action={<Button onClick={() => void navigate({ to: '/roster' as '/' })}>去导入名册</Button>}>家访按名册里的学生登记。先导入名册，住址写到村的可以按村安排。</EmptyState>
              : (
                <>
                  <Counts register={register} />
                  <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => void navigate({ to: '/visits' as '/', search: { tab: (next ?? 'register') as VisitsTab } as never })}>
                    <Tabs.List aria-label="家访的内容" mb="sm">{tabs.map((one) => <Tabs.Tab key={one.tab} value={one.tab}>{one.label}</Tabs.Tab>)}</Tabs.List>
                    {tabs.map((one) => (
                      <Tabs.Panel key={one.tab} value={one.tab} className={classes['panel']} style={{ display: one.tab === tab ? 'flex' : 'none' }}>{one.tab === tab && one.panel()}</Tabs.Panel>
                    ))}
                  </Tabs>
                </>
              )}
          </>
        );
      }}
    </QueryView>
  );
}
