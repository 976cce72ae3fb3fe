import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CoverageGap, UnlistedClaim } from '#shared/contract/lists.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { CoverageGapsTable } from './coverage-gaps-table.tsx';

const claimTexts = { certificate: '个案里登记的证件', declaration: '个案里登记的承诺书', roster: '名册里标“是”' } as const;

const missingColumns: readonly DataColumn<CoverageGap>[] = [
  { id: 'name', title: '姓名', value: (gap) => gap.studentName, width: 120, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (gap) => gap.className, width: 120 },
  { id: 'groups', title: '个案里缺的群体', value: (gap) => [...new Set(gap.groups.map((group) => group.groupLabel))].join('、'), width: 220 },
  { id: 'rows', title: '名单和行', value: (gap) => gap.groups.map((group) => `${group.listLabel} 第 ${group.rowNo} 行${group.riskCleared === 'yes' ? '（风险已消除）' : ''}`).join('；'), width: 260, grow: true },
];

const claimColumns: readonly DataColumn<UnlistedClaim>[] = [
  { id: 'name', title: '姓名', value: (claim) => claim.studentName, width: 120, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (claim) => claim.className, width: 120 },
  { id: 'group', title: '所称群体', kind: 'choice', value: (claim) => claim.groupLabel, width: 220 },
  { id: 'by', title: '凭什么说', kind: 'choice', value: (claim) => claimTexts[claim.claimedBy], width: 220, grow: true },
];

/** Cases that miss a listed group, and the mirror: a group claimed that no list knows of. */
function Differences(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.lists.coverage.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="个案与名单的差别">
      {({ gaps, claims }) => {
        const missing = gaps.filter((gap) => gap.why === 'group_missing');
        return (
          <>
            {missing.length > 0 && (
              <section aria-label="个案缺群体">
                <h2>个案缺群体：名单上有这一类，个案里还没有</h2>
                <DataTable label="个案缺群体" rows={missing} columns={missingColumns} rowKey={(gap) => String(gap.studentId)} maxHeight="14rem" />
              </section>
            )}
            {claims.length > 0 && (
              <section aria-label="有称无名单">
                <h2>有称无名单：学生自称或名册标明，而本学年名单里没有</h2>
                <DataTable label="有称无名单" rows={claims} columns={claimColumns} rowKey={(claim) => `${claim.studentId}-${claim.groupKey}`} maxHeight="14rem" />
              </section>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

/** 应助未助: where every listed pupil stands, those nobody has reached yet, and what lists and cases say differently. */
export function CoveragePanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.coverage.gaps.queryOptions({ input: { schoolId, term } }));
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: '0.75rem', minHeight: 0, overflow: 'auto' }}>
      <QueryView query={query} what="应助未助">
        {({ counts, rows }) => (
          <>
            <SummaryStrip
              label="名单覆盖" items={[
                { label: '名单上的本校学生', value: counts.listed },
                { label: '已认定', value: counts.identified },
                { label: '已申请待认定', value: counts.applied },
                { label: '书面放弃', value: counts.declined },
                { label: '应助未助', value: counts.gaps, tone: counts.gaps > 0 ? 'bad' : 'good' },
                { label: '其中跟进过', value: counts.followed },
              ]}
            />
            {rows.length === 0
              ? <EmptyState title="没有应助未助的学生">名单上的每名本校学生都已认定、已申请，或者家长已书面放弃。</EmptyState>
              : <CoverageGapsTable rows={rows} />}
          </>
        )}
      </QueryView>
      <Differences />
    </div>
  );
}
