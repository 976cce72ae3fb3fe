import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ChainStepKey } from '#shared/domain/settlement/chain.ts';
import type { ProgrammeChainView } from '#shared/contract/allotments.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { ChainItemsCard } from './chain-items-card.tsx';
import classes from './funds.module.css';

interface ChosenStep {
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly step: ChainStepKey;
}

/** The way the money goes; the rest stands under it, shown only where it is not nought. */
const line: readonly ChainStepKey[] = ['allotted', 'received', 'due', 'submitted', 'paid', 'balance'];
const beside: readonly ChainStepKey[] = ['opening', 'moved', 'failed', 'recovered', 'returned', 'carried'];

interface ChainCardProps {
  readonly chain: ProgrammeChainView;
  readonly chosen: ChosenStep | null;
  readonly onChoose: (step: ChosenStep) => void;
}

function ChainCard({ chain, chosen, onChoose }: ChainCardProps): ReactElement {
  const stepOf = (key: ChainStepKey) => chain.steps.find((step) => step.key === key);
  const button = (key: ChainStepKey, small: boolean): ReactElement | null => {
    const step = stepOf(key);
    if (step === undefined || (small && step.fen === 0)) return null;
    const isChosen = chosen?.programmeKey === chain.programmeKey && chosen.step === key;
    return (
      <button
        key={key} type="button" className={`${classes['step']} ${small ? classes['small'] : ''} ${isChosen ? classes['chosen'] : ''}`} aria-pressed={isChosen}
        onClick={() => onChoose({ programmeKey: chain.programmeKey, programmeName: chain.programmeName, step: key })}
      >
        <span className="dim">{step.label}</span> <MoneyText fen={step.fen} bold bad={step.fen < 0} />
      </button>
    );
  };
  const rest = beside.map((key) => button(key, true)).filter((one) => one !== null);
  return (
    <section className={`card ${classes['chain']}`} aria-label={chain.programmeName}>
      <h2>
        {chain.programmeName}　<StatusTag tone="plain">{chain.channelLabel}</StatusTag>
        {chain.split !== null && <span className="dim small">　负担比例 {chain.split}</span>}
      </h2>
      <div className={classes['line']} role="group" aria-label={`${chain.programmeName}的资金链条`}>
        {line.flatMap((key, index) => [
          ...(index === 0 ? [] : [<span key={`${key}-arrow`} aria-hidden="true" className={classes['arrow']}>→</span>]),
          button(key, false),
        ])}
      </div>
      {(rest.length > 0 || chain.openFen > 0) && (
        <div className={classes['rest']}>
          {rest}
          {chain.openFen > 0 && <span className={classes['note']}><span className="dim">下达未到账</span> <MoneyText fen={chain.openFen} bold /></span>}
        </div>
      )}
      {chain.sources.length > 0 && (
        <table className="plain" aria-label={`${chain.programmeName}按来源`}>
          <thead>
            <tr>
              <th>来源</th><th className="number">上期结转</th><th className="number">到账与调剂</th><th className="number">应发</th><th className="number">净发放</th>
              <th className="number">上缴</th><th className="number">余额</th>
            </tr>
          </thead>
          <tbody>
            {chain.sources.map((source) => (
              <tr key={source.source}>
                <td>{source.sourceLabel}</td>
                {[source.openingFen, source.receivedFen, source.dueFen, source.paidFen, source.returnedFen, source.balanceFen].map((fen, index) => (
                  <td key={index} className="number"><MoneyText fen={fen} bad={fen < 0} /></td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {chain.warnings.map((warning) => <p key={warning} className={classes['warning']}><StatusTag tone="warn">提醒</StatusTag> {warning}</p>)}
    </section>
  );
}

/** 总览: the chain of every programme; each number opens what it is made of. */
export function ChainPanel({ mayWrite, onAllot }: { readonly mayWrite: boolean; readonly onAllot: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.chain.term.queryOptions({ input: { schoolId, term } }));
  const [chosen, setChosen] = useState<ChosenStep | null>(null);
  return (
    <QueryView query={query} what="资金链条">
      {(chains) => (chains.length === 0
        ? (
          <EmptyState title="本学期还没有登记资金" action={mayWrite && <Button onClick={onAllot}>登记下达</Button>}>
            收到指标文时登记下达，钱到账时登记到账；应发、批次和回盘会自动接上，每个项目从下达到结余连成一条。
          </EmptyState>
        )
        : (
          <div className="beside">
            <div className={classes['chains']} role="group" aria-label="各项目的资金链条" tabIndex={0}>
              {chains.map((chain) => <ChainCard key={`${chain.programmeKey} ${chain.channel}`} chain={chain} chosen={chosen} onChoose={setChosen} />)}
            </div>
            {chosen !== null && <ChainItemsCard key={`${chosen.programmeKey} ${chosen.step}`} programmeName={chosen.programmeName} programmeKey={chosen.programmeKey} step={chosen.step} />}
          </div>
        ))}
    </QueryView>
  );
}
