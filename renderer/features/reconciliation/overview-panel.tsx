import type { ReactElement } from 'react';
import type { StatementKind } from '#shared/domain/reconciliation/difference-state.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { PairSummaryView } from '#shared/contract/reconciliation.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { stateTones, useOverview } from './data.ts';
import classes from './reconciliation.module.css';

function needed(pair: PairSummaryView['pair']): StatementKind | null {
  return pair === 'list' ? null : pair;
}

function PairCard({ one }: { readonly one: PairSummaryView }): ReactElement {
  const { can } = useArchive();
  const kind = needed(one.pair);
  const side = (label: string, value: PairSummaryView['left']): ReactElement => <div><dt>{label}</dt><dd>{`${formatYuan(value.fen)} 元`}</dd><dd className="dim small">{value.count} 笔</dd></div>;
  const compared = one.state !== 'waiting' && one.state !== 'needless';
  return (
    <section className={`card ${classes['card']}`} aria-label={one.title}>
      <h2>{one.title}<StatusTag tone={stateTones[one.state]}>{one.stateLabel}</StatusTag></h2>
      {compared
        ? (
          <>
            <dl className={classes['sums']}>
              {side(one.leftLabel, one.left)}{side(one.rightLabel, one.right)}
              <div><dt>差额</dt><dd>{`${formatYuan(one.differenceFen)} 元`}</dd><dd className="dim small">{`未处理 ${one.counts.open}，已说明 ${one.counts.explained}，已处理 ${one.counts.resolved}，结转 ${one.counts.carried}`}</dd></div>
            </dl>
            <div className={classes['acts']}><LinkButton variant={one.state === 'open' ? 'filled' : 'default'} to="/reconciliation" search={{ tab: one.pair }}>{one.counts.open > 0 ? `处理 ${one.counts.open} 项差异` : '看明细'}</LinkButton></div>
          </>
        )
        : (
          <>
            <p className="dim">{one.missing}</p>
            {one.state === 'waiting' && (
              <div className={classes['acts']}>
                {kind === null && can('comparison.read') && <LinkButton variant="default" to="/comparison">去上报与核对</LinkButton>}
                {kind !== null && can('ledger.write') && <LinkButton variant="default" to="/reconciliation/import" search={{ kind }}>{`导入${one.rightLabel}`}</LinkButton>}
              </div>
            )}
          </>
        )}
    </section>
  );
}

/** The comparisons of the term, each with what it lacks or what is open. */
export function OverviewPanel(): ReactElement {
  const query = useOverview();
  return <QueryView query={query} what="对账总览">{({ pairs }) => <div className={classes['cards']}>{pairs.map((one) => <PairCard key={one.pair} one={one} />)}</div>}</QueryView>;
}
