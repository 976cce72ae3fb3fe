import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { CheckView } from '#shared/contract/checks.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import classes from './checks.module.css';
import { severityTones, standingOf, useCheckList } from './data.ts';
import { FindingsPanel } from './findings-panel.tsx';

const route = getRouteApi('/archive/checks');

const columns: readonly DataColumn<CheckView>[] = [
  { id: 'no', title: '编号', value: (check) => check.no, cell: (check) => `CHK-${check.no}`, width: 66, frozen: true, total: 'count' },
  { id: 'title', title: '项目', value: (check) => check.title, width: 150, grow: true },
  { id: 'severity', title: '级别', kind: 'choice', value: (check) => check.severityLabel, width: 82, cell: (check) => <StatusTag tone={severityTones[check.severity]}>{check.severityLabel}</StatusTag> },
  { id: 'standing', title: '结果', kind: 'choice', value: (check) => standingOf(check).text, width: 104, cell: (check) => <StatusTag tone={standingOf(check).tone}>{standingOf(check).text}</StatusTag> },
];

/** The 32 checks; beside them what the chosen one found. */
export function ListPanel(): ReactElement {
  const query = useCheckList();
  const { no } = route.useSearch();
  const navigate = useNavigate();
  const holder = useRef<HTMLDivElement>(null);
  const [chosenNo, setChosenNo] = useState<string | null>(no ?? null);
  const choose = (check: CheckView): void => {
    setChosenNo(check.no);
    void navigate({ to: '/checks' as '/', search: { tab: 'list', no: check.no } as never, replace: true });
  };
  return (
    <QueryView query={query} what="自查清单">
      {({ checks, totals }) => {
        const worst = checks.find((check) => standingOf(check).tone === 'bad') ?? checks.find((check) => check.open > 0) ?? checks[0];
        const chosen = checks.find((check) => check.no === chosenNo) ?? worst;
        return (
          <>
            <SummaryStrip
              label="自查合计" items={[
                { label: '阻断待处理', value: totals.blockOpen, tone: totals.blockOpen > 0 ? 'bad' : 'good' }, { label: '提醒待处理', value: totals.warnOpen, tone: totals.warnOpen > 0 ? 'warn' : 'good' },
                { label: '清单', value: totals.listed }, { label: '已说明', value: totals.explained }, { label: '无问题的项目', value: totals.clean }, { label: '资料不全的项目', value: totals.lacking },
              ]}
            />
            <div className={classes['columns']} ref={holder}>
              <DataTable
                label="自查项目" rows={checks} columns={columns} rowKey={(check) => check.no} onActive={choose} maxHeight="calc(100vh - 20rem)"
                onOpen={(check) => { choose(check); setTimeout(() => holder.current?.querySelector<HTMLElement>('[data-findings] [role="grid"], [data-findings] a')?.focus()); }} openHint="看发现的问题"
              />
              {chosen !== undefined && <FindingsPanel key={chosen.no} check={chosen} />}
            </div>
          </>
        );
      }}
    </QueryView>
  );
}
