import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { OwnFundMovementView, OwnFundView } from '#shared/contract/own-funds.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './funds.module.css';

interface FundCardProps {
  readonly fund: OwnFundView;
  readonly mayWrite: boolean;
  readonly onSpend?: () => void;
  readonly onReceive?: () => void;
  readonly onReturn?: () => void;
}

function Movement({ row, mayWrite, onReverse }: { readonly row: OwnFundMovementView; readonly mayWrite: boolean; readonly onReverse: (row: OwnFundMovementView) => void }): ReactElement {
  return (
    <tr>
      <td>{row.entryNo}</td>
      <td>{row.onDate}</td>
      <td>{row.kindLabel}{row.useLabel !== '' && <span className="dim">　{row.useLabel}</span>}{row.reversedByNo !== null && <> <StatusTag tone="warn">{`${row.reversedByNo} 号冲销`}</StatusTag></>}</td>
      <td>{row.studentName ?? ''}</td>
      <td>{row.voucherNo}</td>
      <td className="dim">{row.note}</td>
      <td className="number">{row.fen > 0 && <MoneyText fen={row.fen} />}</td>
      <td className="number">{row.fen < 0 && <MoneyText fen={fen(0 - row.fen)} />}</td>
      <td className="number"><MoneyText fen={row.balanceFen} /></td>
      {mayWrite && <td>{row.reversedByNo === null && <Button variant="subtle" size="compact-sm" aria-label={`冲销 ${row.entryNo} 号`} onClick={() => onReverse(row)}>冲销</Button>}</td>}
    </tr>
  );
}

/** One fund's own ledger: what came in, what went out for what, and what is left after each. */
export function FundCard({ fund, mayWrite, onSpend, onReceive, onReturn }: FundCardProps): ReactElement {
  const { schoolId, can } = useArchive();
  const query = useQuery(api.ownFunds.movements.queryOptions({ input: { schoolId, fundId: fund.id } }));
  const [reversing, setReversing] = useState<OwnFundMovementView | null>(null);
  const reverse = useCommand(client.ownFunds.reverse, { done: '已冲销，原登记仍可查', quiet: true });
  const print = useCommand(client.ownFunds.printFund, { done: '明细已生成', onDone: async (file) => { await saveFile(file); } });
  return (
    <section className={`card ${classes['chain']}`} aria-label={fund.name}>
      <div className={classes['tools']}>
        <h2>{fund.name}　<span className="dim small">收 {formatYuan(fund.inFen)}　支 {formatYuan(fund.outFen)}</span>　结余 <MoneyText fen={fund.balanceFen} bold /> 元</h2>
        {mayWrite && onReceive && <Button size="compact-sm" onClick={onReceive}>登记捐助</Button>}
        {mayWrite && onSpend && fund.balanceFen > 0 && <Button size="compact-sm" variant="default" onClick={onSpend}>登记支出</Button>}
        {mayWrite && onReturn && fund.balanceFen > 0 && <Button size="compact-sm" variant="default" onClick={onReturn}>退回捐助方</Button>}
        {can('file.take') && <Button size="compact-sm" variant="default" disabled={print.isPending} onClick={() => print.mutate({ schoolId, fundId: fund.id })}>打印明细</Button>}
      </div>
      {(fund.restriction !== '' || fund.agreement !== '') && <p className="dim small">{fund.agreement}{fund.restriction === '' ? '' : `　使用限制：${fund.restriction}`}</p>}
      <QueryView query={query} what="明细">
        {(rows) => (rows.length === 0 ? <p className="dim">还没有收支。</p> : (
          <table className="plain" aria-label={`${fund.name}明细`}>
            <thead>
              <tr>
                <th>凭证</th><th>日期</th><th>事项与用途</th><th>学生</th><th>财务凭证号</th><th>摘要</th><th className="number">收入</th><th className="number">支出</th><th className="number">结余</th>
                {mayWrite && <th>冲销</th>}
              </tr>
            </thead>
            <tbody>{rows.map((row) => <Movement key={row.entryId} row={row} mayWrite={mayWrite} onReverse={setReversing} />)}</tbody>
          </table>
        ))}
      </QueryView>
      {reversing !== null && (
        <ReasonDialog
          title={`冲销第 ${reversing.entryNo} 号`} label="冲销原因" submitLabel="冲销" onClose={() => setReversing(null)}
          sentence={`将冲销“${reversing.kindLabel}” ${formatYuan(fen(Math.abs(reversing.fen)))} 元。原来的登记会留着，写明已冲销。`}
          onSubmit={(reason) => reverse.mutateAsync({ schoolId, entryId: reversing.entryId, reason })}
        />
      )}
    </section>
  );
}
