import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { standingNames } from '#shared/text/entitlements.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { WhyPanel } from '#renderer/components/why-panel.tsx';
import type { Reason } from '#renderer/components/why-panel.tsx';

const marks = {
  for: { tone: 'good', text: '符合' }, against: { tone: 'bad', text: '不符合' }, ask: { tone: 'warn', text: '待定' },
} as const;

/** Every condition of one programme for one pupil: what fits, what does not, what nobody knows. */
export function WhyStanding({ studentId, programmeKey }: { readonly studentId: number; readonly programmeKey: string }): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.standings.why.queryOptions({ input: { schoolId, term, studentId, programmeKey } }));
  return (
    <QueryView query={query} what="理由">
      {(why) => (
        <WhyPanel
          title={`${why.studentName} ${why.standing === 'not' || why.standing === 'asked' ? '为何没有' : `为何是 ${why.amountFen === null ? '' : formatYuan(why.amountFen)} 元`}`}
          reasons={why.reasons.map((reason): Reason => ({
            subject: reason.heading, sentence: reason.sentence, mark: marks[reason.verdict], ...(reason.clause === '' ? {} : { source: reason.clause }),
          }))}
        >
          <b>{why.className}　{why.programmeName}</b>
          <div className="dim">{standingNames[why.standing]}</div>
        </WhyPanel>
      )}
    </QueryView>
  );
}
