import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { standingNames } from '#shared/text/entitlements.ts';
import { api } from '#renderer/bridge/client.ts';
import type { client } from '#renderer/bridge/client.ts';
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
          {why.split !== null && <SplitTable split={why.split} />}
        </WhyPanel>
      )}
    </QueryView>
  );
}

type Split = NonNullable<Awaited<ReturnType<typeof client.standings.why>>['split']>;

const answerWords = { yes: '是', no: '否', unknown: '不详' } as const;
const profileWords = { custom: '由人裁定', puyang: '按表判定', strict: '只认学籍在本校' } as const;

/** 校籍分离 (濮教资助〔2022〕234号 二(一)): the table as it is asked, the row that applies, and the pupil's own answers. */
function SplitTable({ split }: { readonly split: Split }): ReactElement {
  return (
    <>
      <table className="plain" aria-label="校籍分离判定表">
        <thead><tr><th>校籍情况</th><th>谁支付</th></tr></thead>
        <tbody>
          {split.rows.map((row) => (
            <tr key={row.row} {...(row.applies ? { 'aria-current': 'true' as const } : {})}>
              <td>{row.applies ? <b>{row.row} {row.situation}（该生）</b> : `${row.row} ${row.situation}`}</td><td>{row.payer}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul aria-label="该生的校籍情况">{split.answers.map((one) => <li key={one.question}>{one.question}：{answerWords[one.answer]}</li>)}</ul>
      <div className="dim">本校设置：{profileWords[split.profile]}</div>
    </>
  );
}
