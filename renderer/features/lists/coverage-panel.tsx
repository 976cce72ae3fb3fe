import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { CoverageGap, UnlistedClaim } from '#shared/contract/lists.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';

const whyTexts = { no_case: '应助未助：没有个案、申请或放弃书', group_missing: '个案里缺这个群体' } as const;
const claimTexts = { certificate: '个案里登记的证件', declaration: '个案里登记的承诺书', roster: '名册里标“是”' } as const;

const gapColumns: readonly DataColumn<CoverageGap>[] = [
  { id: 'name', title: '姓名', value: (gap) => gap.studentName, width: 120, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (gap) => gap.className, width: 120 },
  { id: 'why', title: '缺什么', kind: 'choice', value: (gap) => whyTexts[gap.why], cell: (gap) => <StatusTag tone={gap.why === 'no_case' ? 'bad' : 'warn'}>{whyTexts[gap.why]}</StatusTag>, width: 250 },
  { id: 'groups', title: '名单给出的群体', value: (gap) => [...new Set(gap.groups.map((group) => group.groupLabel))].join('、'), width: 220 },
  { id: 'rows', title: '名单和行', value: (gap) => gap.groups.map((group) => `${group.listLabel} 第 ${group.rowNo} 行${group.riskCleared === 'yes' ? '（风险已消除）' : ''}`).join('；'), width: 260, grow: true },
];

const claimColumns: readonly DataColumn<UnlistedClaim>[] = [
  { id: 'name', title: '姓名', value: (claim) => claim.studentName, width: 120, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (claim) => claim.className, width: 120 },
  { id: 'group', title: '所称群体', kind: 'choice', value: (claim) => claim.groupLabel, width: 220 },
  { id: 'by', title: '凭什么说', kind: 'choice', value: (claim) => claimTexts[claim.claimedBy], width: 220, grow: true },
];

/** On a list and nothing opened, and the mirror: a group claimed that no list knows of. */
export function CoveragePanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const navigate = useNavigate();
  const query = useQuery(api.lists.coverage.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="应助未助">
      {({ listedPupils, covered, declined, gaps, claims }) => (
        <div style={{ display: 'flex', flexDirection: 'column', gap: '0.75rem', minHeight: 0, overflow: 'auto' }}>
          <SummaryStrip
            label="名单覆盖" items={[
              { label: '名单上的本校学生', value: listedPupils },
              { label: '已有个案', value: covered },
              { label: '书面放弃', value: declined },
              { label: '应助未助', value: gaps.filter((gap) => gap.why === 'no_case').length, tone: gaps.some((gap) => gap.why === 'no_case') ? 'bad' : 'good' },
              { label: '个案缺群体', value: gaps.filter((gap) => gap.why === 'group_missing').length },
              { label: '有称无名单', value: claims.length },
            ]}
          />
          {gaps.length === 0
            ? <EmptyState title="没有应助未助的学生">名单上的每名本校学生都有认定个案，或者家长已书面放弃。</EmptyState>
            : (
              <DataTable
                label="应助未助" rows={gaps} columns={gapColumns} rowKey={(gap) => String(gap.studentId)} maxHeight="18rem"
                tools={can('identification.write') && <Button onClick={() => void navigate({ to: '/identification', search: { fromLists: true } })}>从名单建个案</Button>}
              />
            )}
          {claims.length > 0 && (
            <section aria-label="有称无名单">
              <h2>有称无名单：学生自称或名册标明，而本学年名单里没有</h2>
              <DataTable label="有称无名单" rows={claims} columns={claimColumns} rowKey={(claim) => `${claim.studentId}-${claim.groupKey}`} maxHeight="16rem" />
            </section>
          )}
        </div>
      )}
    </QueryView>
  );
}
