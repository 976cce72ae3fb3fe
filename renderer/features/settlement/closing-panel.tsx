import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { ClosingHistory } from './closing-history.tsx';
import { OpenActCard } from './open-act-card.tsx';
import classes from './settlement.module.css';

type Closing = Awaited<ReturnType<typeof client.settlement.closing>>;

/** 结算与签字: what stands between the term and its closing, the closing with its two signatures, and everything done before. */
export function ClosingPanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.settlement.closing.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="结算前核对">
      {(closing) => (
        <div className={classes['scroll']} tabIndex={0} role="group" aria-label="结算与签字，可滚动">
          {closing.open !== null && <OpenActCard act={closing.open} closing={closing} />}
          {closing.lock === null ? <Checklist closing={closing} /> : <LockedCard closing={closing} />}
          <ClosingHistory history={closing.history} />
        </div>
      )}
    </QueryView>
  );
}

function Checklist({ closing }: { readonly closing: Closing }): ReactElement {
  const { can } = useArchive();
  const [asked, setAsked] = useState(false);
  const { checks, mayClose, open } = closing;
  const blocking = checks.filter((check) => !check.passed && check.severity === 'blocks').length;
  return (
    <section className={`card ${classes['block']}`} aria-label="结算前核对">
      <h2>结算前核对　<StatusTag tone={mayClose ? 'good' : 'bad'}>{mayClose ? '可以结算' : `还有 ${blocking} 项挡住结算`}</StatusTag></h2>
      <ul className={classes['checks']}>
        {checks.map((check) => (
          <li key={check.key}>
            <StatusTag tone={check.passed ? 'good' : check.severity === 'blocks' ? 'bad' : 'warn'}>{check.label}</StatusTag>
            <span className={check.passed ? 'dim' : ''}>{check.passed ? '没有问题' : check.sentence}</span>
          </li>
        ))}
      </ul>
      {can('settlement.close') && open === null && <Button mt="sm" disabled={!mayClose} onClick={() => setAsked(true)}>结算本学期</Button>}
      {!can('settlement.close') && <p className="dim small">结算由财务、复核或管理员账号办理。</p>}
      {asked && <CloseDialog closing={closing} onClose={() => setAsked(false)} />}
    </section>
  );
}

function LockedCard({ closing }: { readonly closing: Closing }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [asked, setAsked] = useState(false);
  const reopen = useCommand(client.settlement.reopen, { quiet: true, done: ({ locked }) => (locked ? '已申请重新开账，等另一人签字' : '已重新开账') });
  const { lock, open, nextClosed, nextTerm, onePersonMode } = closing;
  return (
    <section className={`card ${classes['block']}`} aria-label="结算前核对">
      <h2>{formatTerm(term)}已结算　<StatusTag tone="good">{`${lock?.closedOn ?? ''} ${lock?.closedBy ?? ''}`}</StatusTag></h2>
      <p className="small">账目已锁定，本学期不能再记账。{lock?.note}</p>
      {can('settlement.close') && open === null && !nextClosed && <Button variant="default" color="red" onClick={() => setAsked(true)}>重新开账</Button>}
      {nextClosed && <p className="dim small">{formatTerm(nextTerm)}也已结算；要重新开账，先开{formatTerm(nextTerm)}。</p>}
      {asked && (
        <ReasonDialog
          onClose={() => setAsked(false)} title={`重新开账：${formatTerm(term)}`} label="原因" submitLabel={onePersonMode ? '重新开账' : '提交并签字'}
          sentence={`将解除${formatTerm(term)}的锁定，已结转到${formatTerm(nextTerm)}的结余冲回来；上缴和调剂已经发生，不冲回。${onePersonMode ? '本校为一人模式，提交后立即生效。' : '要另一人也签字后才生效。'}全过程留痕。`}
          onSubmit={(reason) => reopen.mutateAsync({ schoolId, term, reason })}
        />
      )}
    </section>
  );
}
