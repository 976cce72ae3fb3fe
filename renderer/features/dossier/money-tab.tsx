import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import classes from './dossier.module.css';
import { EntitlementWhy } from './entitlement-why.tsx';
import { SectionCard } from './section-card.tsx';

function toneOf(state: PaymentLineState): Tone {
  if (state === 'paid') return 'good';
  if (state === 'failed' || state === 'wrong') return 'bad';
  return state === 'unanswered' || state === 'corrected' ? 'warn' : 'plain';
}

export function MoneyTab({ file }: { readonly file: StudentFileView }): ReactElement {
  const [asked, setAsked] = useState<number | null>(file.entitlements[0]?.id ?? null);
  const entitlement = file.entitlements.find((one) => one.id === asked);
  return (
    <div className={`beside ${classes['money']}`}>
      <Stack gap="sm">
        <SectionCard title="应发" none="还没有应发。认定和公示之后，到“应发”页测算。" empty={file.entitlements.length === 0}>
          <EntitlementTable file={file} asked={asked} onAsk={setAsked} />
        </SectionCard>
        <SectionCard title="发放" none="还没有发放记录。" empty={file.payments.length === 0}>
          <PaymentTable file={file} />
        </SectionCard>
      </Stack>
      {entitlement && <EntitlementWhy entitlement={entitlement} payments={file.payments.filter((line) => line.entitlementId === entitlement.id)} />}
    </div>
  );
}

function EntitlementTable({ file, asked, onAsk }: { readonly file: StudentFileView; readonly asked: number | null; readonly onAsk: (id: number) => void }): ReactElement {
  return (
    <table className="plain">
      <thead>
        <tr><th scope="col">学期</th><th scope="col">项目</th><th scope="col" className="number">应发（元）</th><th scope="col" className="number">已发（元）</th><th scope="col">状态</th><th scope="col">批准</th></tr>
      </thead>
      <tbody>
        {file.entitlements.map((one) => (
          <tr key={one.id} className={one.id === asked ? classes['chosen'] : undefined}>
            <td>{formatTermShort(one.term)}</td>
            <td>
              <button type="button" className={classes['row']} aria-pressed={one.id === asked} onClick={() => onAsk(one.id)}>{one.programme}</button>
              {one.standard !== '' && <div className="dim small">{one.standard}</div>}
            </td>
            <td className="number"><MoneyText fen={one.dueFen} bold={one.stateKey !== 'withdrawn'} /></td>
            <td className="number"><MoneyText fen={one.paidFen} bad={one.stateKey !== 'withdrawn' && one.paidFen < one.dueFen} /></td>
            <td><StatusTag tone={one.stateKey === 'approved' ? 'good' : 'plain'}>{one.state}</StatusTag></td>
            <td>{one.decidedBy}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr><td colSpan={2}>合计（不含已撤回）</td><td className="number"><MoneyText fen={file.totals.dueFen} /></td><td className="number"><MoneyText fen={file.totals.paidFen} /></td><td colSpan={2} /></tr>
      </tfoot>
    </table>
  );
}

function PaymentTable({ file }: { readonly file: StudentFileView }): ReactElement {
  return (
    <table className="plain">
      <thead>
        <tr><th scope="col">学期</th><th scope="col">批次</th><th scope="col">收款人</th><th scope="col">账号</th><th scope="col" className="number">金额（元）</th><th scope="col">结果</th><th scope="col">到账日期</th></tr>
      </thead>
      <tbody>
        {file.payments.map((line) => (
          <tr key={line.lineId}>
            <td>{formatTermShort(line.term)}</td><td>{line.batchNo}</td><td>{line.holder}</td><td>{line.account}</td>
            <td className="number"><MoneyText fen={line.amountFen} /></td>
            <td><StatusTag tone={toneOf(line.stateKey)}>{line.reason === '' ? line.state : `${line.state}：${line.reason}`}</StatusTag></td>
            <td>{line.paidOn}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
