import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Letter, LetterOverview } from '#shared/contract/letters.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './letters.module.css';

/** 告知书: the versions issued this 学年, word for word. */
export function VersionsPanel({ overview, mayIssue }: { readonly overview: LetterOverview; readonly mayIssue: boolean }): ReactElement {
  const { schoolId, term } = useArchive();
  const [withdrawing, setWithdrawing] = useState<Letter | null>(null);
  const withdraw = useCommand(client.letters.withdraw, { quiet: true, done: '告知书已收回' });
  return (
    <div style={{ overflow: 'auto', display: 'flex', flexDirection: 'column', gap: '0.5rem' }}>
      {overview.letters.toReversed().map((letter) => (
        <section key={letter.id} className="card padded" aria-label={letter.title}>
          <div className={classes['bar']}>
            <h2>{letter.title}</h2>
            {letter.withdrawn && <StatusTag tone="bad">已收回：{letter.withdrawnReason}</StatusTag>}
            {mayIssue && !letter.withdrawn && letter.slips === 0 && <Button size="compact-sm" variant="subtle" color="red" onClick={() => setWithdrawing(letter)}>收回</Button>}
          </div>
          <p className="dim small">
            {letter.gradeNames}　落款 {letter.issuedOn}{letter.replyBy === null ? '' : `　回执期限 ${letter.replyBy}`}　已登记 {letter.slips} 人　{letter.by} 发布
          </p>
          <details className="small"><summary>看全文</summary><div className={classes['preview']}>{letter.body}{'\n\n回执：'}{letter.slipText}</div></details>
        </section>
      ))}
      {withdrawing !== null && (
        <ReasonDialog
          title="收回告知书" label="原因" submitLabel="收回" sentence={`将收回《${withdrawing.title}》；还没有登记过发放，记录和原因留着。`} onClose={() => setWithdrawing(null)}
          onSubmit={(reason) => withdraw.mutateAsync({ schoolId, term, letterId: withdrawing.id, reason })}
        />
      )}
    </div>
  );
}
