import { useState } from 'react';
import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import type { TermActView } from '#shared/contract/settlement.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { DisposalTable } from './disposal-table.tsx';
import classes from './settlement.module.css';
import { SignatureList } from './signature-list.tsx';

function outcomeOf(act: TermActView): ReactElement {
  if (act.outcome === null) return <StatusTag tone="warn">待签字</StatusTag>;
  if (act.outcome === 'withdrawn') return <StatusTag>{`${act.endedBy}撤回：${act.endReason}`}</StatusTag>;
  return <StatusTag tone="good">{act.kind === 'closing' ? '已结算' : '已重新开账'}</StatusTag>;
}

/** Everything that was done about closing the term, newest first; nothing here is ever changed. */
export function ClosingHistory({ history }: { readonly history: readonly TermActView[] }): ReactElement | null {
  const [shown, setShown] = useState<number | null>(null);
  if (history.length === 0) return null;
  return (
    <section className={`card ${classes['block']}`} aria-label="结算经过">
      <h2>结算经过</h2>
      <table className="plain" aria-label="结算经过">
        <thead><tr><th>日期</th><th>事项</th><th>说明或原因</th><th>提交</th><th>签字</th><th>结果</th><th /></tr></thead>
        <tbody>
          {history.toReversed().map((act) => (
            <tr key={act.id}>
              <td>{act.onDate}</td><td>{act.kind === 'closing' ? '结算' : '重新开账'}</td><td>{act.reason === '' ? '—' : act.reason}</td><td>{act.by}</td>
              <td>{act.signatures.length === 0 ? '—' : <SignatureList act={act} />}</td><td>{outcomeOf(act)}</td>
              <td><Button size="compact-sm" variant="subtle" aria-expanded={shown === act.id} onClick={() => setShown(shown === act.id ? null : act.id)}>{shown === act.id ? '收起' : '详情'}</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
      {history.filter((act) => act.id === shown).map((act) => (
        <div key={act.id} className={classes['detail']}>
          {act.disposals.length > 0 ? <DisposalTable disposals={act.disposals} /> : <p className="dim">没有结余要处理。</p>}
          <AttachmentList subject="term_act" subjectId={act.id} kinds={['签字的结算表', '批准文件', '上缴单据']} canWrite={false} />
        </div>
      ))}
    </section>
  );
}
