import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { OwnFundView } from '#shared/contract/own-funds.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './funds.module.css';
import { FundCard } from './own-fund-card.tsx';
import { OwnMoneyDialog } from './own-money-dialog.tsx';

function DonorDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const add = useCommand(client.ownFunds.addDonor, { done: '社会资助已登记', quiet: true });
  const [name, setName] = useState('');
  const [restriction, setRestriction] = useState('');
  const [agreement, setAgreement] = useState('');
  return (
    <FormDialog
      opened onClose={onClose} title="增加社会资助" submitLabel="增加" submitDisabled={name.trim() === ''} sentence="一个捐助方（或一次有限制的捐助）立一本账，收支和结余分开算，随时可以打印给捐助方看。"
      onSubmit={() => add.mutateAsync({ schoolId, name, restriction, agreement })}
    >
      <div className={classes['fields']}>
        <TextInput label="捐助方或资助名称" required maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput label="协议" maxLength={100} value={agreement} onChange={(event) => setAgreement(event.currentTarget.value)} />
        <TextInput label="使用限制" description="捐助方指定的对象或用途" maxLength={200} className={classes['whole'] ?? ''} value={restriction} onChange={(event) => setRestriction(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}

/** 社会资助: each donor's money in an account of its own. */
export function DonorsPanel({ mayWrite }: { readonly mayWrite: boolean }): ReactElement {
  const { schoolId, today } = useArchive();
  const query = useQuery(api.ownFunds.funds.queryOptions({ input: { schoolId } }));
  const [adding, setAdding] = useState(false);
  const [dialog, setDialog] = useState<{ readonly kind: 'donation' | 'own_grant' | 'own_returned'; readonly fund: OwnFundView } | null>(null);
  return (
    <QueryView query={query} what="社会资助">
      {(funds) => {
        const donors = funds.filter((fund) => fund.kind === 'donor');
        return (
          <div className={classes['chains']} tabIndex={0} role="group" aria-label="社会资助，可滚动">
            {donors.length === 0
              ? (
                <EmptyState title="还没有社会资助" action={mayWrite && <Button onClick={() => setAdding(true)}>增加社会资助</Button>}>
                  企业、校友、基金会捐来的钱，每个捐助方立一本账：收了多少、给了谁、为什么、还剩多少。
                </EmptyState>
              )
              : mayWrite && <div className={classes['tools']}><Button variant="default" onClick={() => setAdding(true)}>增加社会资助</Button></div>}
            {donors.map((fund) => (
              <FundCard
                key={fund.id} fund={fund} mayWrite={mayWrite} onReceive={() => setDialog({ kind: 'donation', fund })} onSpend={() => setDialog({ kind: 'own_grant', fund })}
                onReturn={() => setDialog({ kind: 'own_returned', fund })}
              />
            ))}
            {adding && <DonorDialog onClose={() => setAdding(false)} />}
            {dialog !== null && <OwnMoneyDialog kind={dialog.kind} fund={dialog.fund} stages={[]} year={Number(today.slice(0, 4))} onClose={() => setDialog(null)} />}
          </div>
        );
      }}
    </QueryView>
  );
}
