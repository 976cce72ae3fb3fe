import type { ReactElement } from 'react';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { WhyPanel } from '#renderer/components/why-panel.tsx';
import type { Reason } from '#renderer/components/why-panel.tsx';
import { useWhy } from './data.ts';
import classes from './dossier.module.css';

interface EntitlementWhyProps {
  readonly entitlement: StudentFileView['entitlements'][number];
  readonly payments: StudentFileView['payments'];
}

const marks = { for: undefined, against: { tone: 'bad', text: '不符合' }, ask: { tone: 'warn', text: '待核' } } as const;

/** Why this yuan, and where it went. */
export function EntitlementWhy({ entitlement, payments }: EntitlementWhyProps): ReactElement {
  const why = useWhy(entitlement.id);
  return (
    <QueryView query={why} what="应发的由来">
      {(data) => (
        <WhyPanel
          title={`为何是 ${formatYuan(entitlement.dueFen)} 元`}
          reasons={data.reasons.map((reason): Reason => {
            const mark = marks[reason.verdict];
            return { subject: reason.heading, sentence: reason.sentence, source: reason.clause, ...(mark === undefined ? {} : { mark }) };
          })}
        >
          <h3>钱到哪儿了</h3>
          {payments.length === 0
            ? <p className="dim small">还没有进入发放批次。</p>
            : (
              <ol className={classes['trail']}>
                {payments.toReversed().map((line) => (
                  <li key={line.lineId}>
                    批次 {line.batchNo}：{formatYuan(line.amountFen)} 元，{line.state}{line.paidOn === null ? '' : `，${line.paidOn} 到账`}{line.reason === '' ? '' : `，“${line.reason}”`}
                  </li>
                ))}
              </ol>
            )}
          <p className="dim small">账上有 {data.ledgerEntryIds.length} 笔分录记着这项应发。</p>
        </WhyPanel>
      )}
    </QueryView>
  );
}
