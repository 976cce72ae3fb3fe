import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { DeadlineRowView, DeadlineView, RateLine } from '#shared/contract/deadlines.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import classes from './checks.module.css';

const tones: Readonly<Record<DeadlineRowView['state'], Tone>> = { surplus: 'plain', done: 'good', running: 'plain', soon: 'warn', overdue: 'bad' };

function stateText(row: DeadlineRowView, unit: string): string {
  if (row.state === 'overdue') return `逾期 ${row.daysLate} 个${unit}`;
  if (row.state === 'done' && row.onTimeFen < row.payableFen) return '已发完，有逾期';
  return row.nothingApproved ? `${row.stateLabel}，还没有应发` : row.stateLabel;
}

function columnsFor(unit: string): readonly DataColumn<DeadlineRowView>[] {
  return [
    { id: 'docNo', title: '文号', value: (row) => row.docNo, width: 140, frozen: true, total: 'count' },
    { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 170, grow: true },
    { id: 'received', title: '到账日期', kind: 'date', value: (row) => row.receivedOn, width: 94 },
    { id: 'fen', title: '到账（元）', kind: 'money', value: (row) => row.fen, width: 104, total: 'sum' },
    { id: 'payable', title: '其中应发', kind: 'money', value: (row) => row.payableFen, width: 104, total: 'sum' },
    { id: 'paid', title: '已发', kind: 'money', value: (row) => row.paidFen, width: 104, total: 'sum' },
    { id: 'open', title: '待发', kind: 'money', value: (row) => row.openFen, width: 100, total: 'sum' },
    { id: 'due', title: '限期', kind: 'date', value: (row) => row.dueOn, width: 128, cell: (row) => <>{row.dueOn}{!row.verified && <span className="dim small"> 未核节假日</span>}</> },
    { id: 'state', title: '状态', kind: 'choice', value: (row) => stateText(row, unit), width: 150, cell: (row) => <StatusTag tone={tones[row.state]}>{stateText(row, unit)}</StatusTag> },
  ];
}

function RateRow({ line }: { readonly line: RateLine }): ReactElement {
  const whole = line.programmeKey === null;
  return (
    <tr className={whole ? 'total' : ''}>
      <td>{line.scopeLabel}</td><td>{line.programmeName}</td>
      <td className="number"><MoneyText fen={line.onTimeFen} /></td><td className="number"><MoneyText fen={line.maturedFen} /></td><td className="number">{line.punctualityText}</td>
      <td className="number"><MoneyText fen={line.paidFen} /></td><td className="number"><MoneyText fen={line.owedFen} /></td><td className="number">{line.completionText}</td>
    </tr>
  );
}

function Rates({ view }: { readonly view: DeadlineView }): ReactElement {
  return (
    <section className={`card padded ${classes['rates']}`} aria-label="正点率和完成率">
      <h2>正点率和完成率</h2>
      {view.rates.length === 0 ? <p className="dim">还没有到账和应发。</p> : (
        <table className="plain" aria-label="正点率和完成率">
          <thead><tr><th>范围</th><th>资助项目</th><th className="number">限期内发放</th><th className="number">应在限期内</th><th className="number">正点率</th><th className="number">成功发放</th><th className="number">发放加待发</th><th className="number">完成率</th></tr></thead>
          <tbody>{view.rates.map((line) => <RateRow key={`${line.scopeKind} ${line.programmeKey ?? ''}`} line={line} />)}</tbody>
        </table>
      )}
      {view.definitions.map((text) => <p key={text} className="dim small">{text}。不足 100% 的不会四舍五入成 100%。</p>)}
    </section>
  );
}

/** Days since 到账: every arrival of the term with its last day, and what came of it. */
export function DeadlinesPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.deadlines.list.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="发放时限">
      {(view) => (
        <div className={classes['flow']}>
          {view.rule === null ? (
            <EmptyState
              title="没有设置到账后几天内发完"
              action={can('setting.write') && <LinkButton to={'/settings' as '/'} search={{ tab: 'rules' } as never}>去设置</LinkButton>}
            >
              全国没有统一的天数，请问县里的要求，在“设置 → 规则 → 资金”里填天数，并选按自然日还是工作日算。填好以后，这里列出每笔到账的限期，到期前 10 天开始提醒。
            </EmptyState>
          ) : (
            <>
              <p>到账后 {view.rule.days} 个{view.rule.unitLabel}内发完（到账当天不算），到期前 10 个{view.rule.unitLabel}开始提醒。{view.elsewhere > 0 && `别的学期还有 ${view.elsewhere} 笔快到期或逾期。`}</p>
              {view.rows.some((row) => !row.verified) && <p role="note"><StatusTag tone="warn">未核节假日</StatusTag> 有的限期跨到还没有公布放假安排的年份，只扣了周末。公布后请在“设置 → 工作日历”录入。</p>}
              <DataTable
                label="到账与限期" rows={view.rows} columns={columnsFor(view.rule.unitLabel)} rowKey={(row) => String(row.receiptId)} maxHeight="calc(50vh - 6rem)"
                empty={<EmptyState title="本学期还没有到账" action={<LinkButton to={'/funds' as '/'} search={{ tab: 'movements' } as never}>到“资金”登记到账</LinkButton>}>到账一登记，从到账日期起算限期。</EmptyState>}
              />
            </>
          )}
          <Rates view={view} />
        </div>
      )}
    </QueryView>
  );
}
