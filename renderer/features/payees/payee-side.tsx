import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PayeeRow } from '#shared/contract/payees.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { tellFailure } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { AccountDialog } from './account-dialog.tsx';
import classes from './payees.module.css';

/** Everything about one pupil's account: what stands against it, what to do, and every account before it. */
export function PayeeSide({ row }: { readonly row: PayeeRow }): ReactElement {
  const { schoolId, can } = useArchive();
  const [dialog, setDialog] = useState<'account' | 'judge' | null>(null);
  const [shown, setShown] = useState<{ accountNo: string; holderIdNumber: string } | null>(null);
  const judge = useCommand(client.payees.judgeSharing, { quiet: true, done: '已记下判断' });
  const check = useCommand(client.payees.markChecked, { done: '已记为核对无误' });
  const { account } = row;
  const unjudged = row.findings.some((finding) => finding.code === 'payee.shared_not_judged');
  const reveal = (): void => { if (account) client.payees.reveal({ schoolId, accountId: account.id }).then(setShown, tellFailure); };
  return (
    <>
      <section className="card padded">
        <h2>{row.classLabel} {row.studentName}</h2>
        {account === null ? <p className="dim">还没有收款账户。</p> : (
          <dl className={classes['facts']}>
            <dt className="dim">户名</dt><dd>{account.holderName}（{account.relationText || '关系未注明'}）</dd>
            <dt className="dim">账号</dt><dd>{shown?.accountNo ?? account.accountMasked} {can('sensitive.show') && shown === null && <Button size="compact-xs" variant="subtle" onClick={reveal}>显示账号</Button>}</dd>
            <dt className="dim">证件号</dt><dd>{shown?.holderIdNumber || account.holderIdMasked || '未登记'}</dd>
            <dt className="dim">来源</dt><dd>{account.fileName === null ? `${account.recordedBy}登记` : `${account.fileName} 第 ${account.rowNo} 行`}，{account.validFrom}</dd>
          </dl>
        )}
        {row.findings.length > 0 && (
          <ul className={classes['list']}>
            {row.findings.map((finding) => <li key={finding.code}><StatusTag tone={finding.severity === 'block' ? 'bad' : 'warn'}>{finding.severity === 'block' ? '不能发放' : '请核对'}</StatusTag> {finding.sentence}</li>)}
          </ul>
        )}
        {can('payee.write') && (
          <p className={classes['actions']}>
            <Button size="compact-sm" onClick={() => setDialog('account')}>{account === null ? '登记账户' : '更换账户'}</Button>
            {account !== null && <Button size="compact-sm" variant="default" disabled={check.isPending} onClick={() => check.mutate({ schoolId, accountIds: [account.id] })}>已与家长核对</Button>}
            {unjudged && <Button size="compact-sm" variant="default" onClick={() => setDialog('judge')}>判断为可以共用</Button>}
          </p>
        )}
      </section>
      {account !== null && (
        <section className="card padded" aria-label="账户的凭据">
          <h2>账户的凭据</h2>
          <AttachmentList subject="payee_account" subjectId={account.id} kinds={['银行卡复印件', '监护关系证明', '换卡说明（家长签字）', '其他']} canWrite={can('payee.write')} />
        </section>
      )}
      <History studentId={row.studentId} />
      {dialog === 'account' && <AccountDialog row={row} onClose={() => setDialog(null)} />}
      {dialog === 'judge' && account !== null && (
        <ReasonDialog
          title="判断共用账户" submitLabel="记下判断" label="凭什么判断（如户口本同户）" sentence={<b>将记下：{row.studentName}与{row.sharedWith.join('、')}可以共用 {account.holderName} 的账户</b>}
          onClose={() => setDialog(null)} onSubmit={(reason) => judge.mutateAsync({ schoolId, accountId: account.id, reason })}
        />
      )}
    </>
  );
}

function History({ studentId }: { readonly studentId: number }): ReactElement | null {
  const { schoolId } = useArchive();
  const history = useQuery(api.payees.history.queryOptions({ input: { schoolId, studentId } })).data ?? [];
  const old = history.filter((account) => account.replacedOn !== null);
  if (old.length === 0) return null;
  return (
    <section className="card padded" aria-label="以前的账户">
      <h2>以前的账户</h2>
      <ul className={classes['list']}>
        {old.map((account) => <li key={account.id}>{account.holderName} {account.accountMasked}，{account.validFrom} 至 {account.replacedOn}：{account.replaceReason}</li>)}
      </ul>
    </section>
  );
}
