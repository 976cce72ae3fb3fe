import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { confidenceNames } from '#shared/text/programmes.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { WhyPanel } from '#renderer/components/why-panel.tsx';
import type { Reason } from '#renderer/components/why-panel.tsx';

/** Why this yuan: the stored reasons, the notice, who proposed and who approved, the journal's entries. */
export function WhyEntitlement({ entitlementId }: { readonly entitlementId: number }): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.entitlements.why.queryOptions({ input: { schoolId, entitlementId } }));
  return (
    <QueryView query={query} what="依据">
      {(why) => (
        <WhyPanel
          title={`${why.studentName} 为何是 ${formatYuan(why.amountFen)} 元`}
          reasons={why.reasons.map((reason): Reason => ({
            subject: reason.heading,
            sentence: reason.sentence,
            // A document says more than the name of the rule, which the heading already gives.
            ...(reason.clause.includes('〔') ? { source: reason.clause } : {}),
            ...(reason.topic === 'rate' && why.confidence !== null
              ? { mark: { tone: why.confidence === 'confirmed' ? 'good' as const : 'warn' as const, text: confidenceNames[why.confidence] } } : {}),
            ...(reason.verdict === 'ask' ? { mark: { tone: 'warn' as const, text: '待办' } } : {}),
          }))}
        >
          <b>{why.className}　{why.programmeName}</b>
          <div className="dim">{why.ledgerEntryIds.length === 0 ? '批准后记入台账' : `已记入台账，分录 ${why.ledgerEntryIds.length} 笔`}</div>
        </WhyPanel>
      )}
    </QueryView>
  );
}
