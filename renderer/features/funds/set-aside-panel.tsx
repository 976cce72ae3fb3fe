import { Button, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SetAsideYear } from '#shared/contract/own-funds.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './funds.module.css';
import { FundCard } from './own-fund-card.tsx';
import { IncomeDialog } from './income-dialog.tsx';
import { OwnMoneyDialog } from './own-money-dialog.tsx';
import { SetAsideRuleDialog } from './set-aside-rule-dialog.tsx';

type Dialog = { readonly kind: 'rule'; readonly stage: SetAsideYear['stages'][number] } | { readonly kind: 'income' | 'receive' | 'spend' } | { readonly kind: 'void'; readonly incomeId: number };

function stateText(shortFen: number): { readonly tone: 'good' | 'warn'; readonly text: string } {
  return shortFen > 0 ? { tone: 'warn', text: '没有提足' } : { tone: 'good', text: '已提足' };
}

function YearTable({ year, mayWrite, onRule }: { readonly year: SetAsideYear; readonly mayWrite: boolean; readonly onRule: (stage: SetAsideYear['stages'][number]) => void }): ReactElement {
  return (
    <table className="plain" aria-label="应提、实提和差额">
      <thead><tr><th>学段</th><th>提取基数</th><th>比例与依据</th><th className="number">收入（元）</th><th className="number">应提</th><th className="number">实提</th><th className="number">差额</th><th>状态</th>{mayWrite && <th>规定</th>}</tr></thead>
      <tbody>
        {year.stages.map((stage) => (
          <tr key={stage.stage}>
            <td>{stage.stageLabel}</td>
            <td>{stage.rule?.baseItems.join('、') ?? <span className="dim">没有规定</span>}</td>
            <td>{stage.rule === null ? '' : <>{stage.rule.rateLabel}<span className="dim">　{stage.rule.document}　{stage.rule.validFrom} 年起</span></>}</td>
            {[stage.baseFen, stage.dueFen, stage.setAsideFen, stage.shortFen].map((fen, index) => <td key={index} className="number"><MoneyText fen={fen} bad={index === 3 && fen > 0} /></td>)}
            <td>{stage.rule !== null && <StatusTag tone={stateText(stage.shortFen).tone}>{stateText(stage.shortFen).text}</StatusTag>}</td>
            {mayWrite && <td><Button variant="subtle" size="compact-sm" aria-label={`登记规定：${stage.stageLabel}`} onClick={() => onRule(stage)}>登记</Button></td>}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={3}>合计</td>
          {[year.totals.baseFen, year.totals.dueFen, year.totals.setAsideFen, year.totals.shortFen].map((fen, index) => <td key={index} className="number"><MoneyText fen={fen} /></td>)}
          <td colSpan={mayWrite ? 2 : 1} />
        </tr>
      </tfoot>
    </table>
  );
}

function IncomeTable({ year, mayWrite, onVoid }: { readonly year: SetAsideYear; readonly mayWrite: boolean; readonly onVoid: (incomeId: number) => void }): ReactElement {
  return (
    <table className="plain" aria-label="收入来源">
      <thead><tr><th>收入项目</th><th>学段</th><th>凭证号</th><th className="number">金额（元）</th><th>计入基数</th>{mayWrite && <th>作废</th>}</tr></thead>
      <tbody>
        {year.incomes.map((income) => (
          <tr key={income.id} className={income.voidReason === null ? '' : 'dim'}>
            <td>{income.item}</td>
            <td>{year.stages.find((stage) => stage.stage === income.stage)?.stageLabel}</td>
            <td>{income.voucherNo}</td>
            <td className="number"><MoneyText fen={income.fen} /></td>
            <td>{income.voidReason === null ? (income.counted ? '是' : '否，规定里没有这一项') : `已作废：${income.voidReason}`}</td>
            {mayWrite && <td>{income.voidReason === null && <Button variant="subtle" size="compact-sm" aria-label={`作废 ${income.item} ${formatYuan(income.fen)}`} onClick={() => onVoid(income.id)}>作废</Button>}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 校内资助经费: 应提, 实提 and 差额 of a year, the income behind them, and the fund's own ledger. */
export function SetAsidePanel({ mayWrite }: { readonly mayWrite: boolean }): ReactElement {
  const { schoolId, today, can } = useArchive();
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const query = useQuery(api.ownFunds.setAsideYear.queryOptions({ input: { schoolId, year } }));
  const funds = useQuery(api.ownFunds.funds.queryOptions({ input: { schoolId } }));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const voidIncome = useCommand(client.ownFunds.voidIncome, { done: '已作废', quiet: true });
  const print = useCommand(client.ownFunds.printSetAside, { done: '计算表已生成', onDone: async (file) => { await saveFile(file); } });
  const fund = funds.data?.find((one) => one.kind === 'set_aside') ?? null;
  const close = (): void => setDialog(null);
  return (
    <QueryView query={query} what="校内资助经费">
      {(data) => (
        <div className={classes['chains']} tabIndex={0} role="group" aria-label="校内资助经费，可滚动">
          <section className={`card ${classes['chain']}`} aria-label="提取计算">
            <div className={classes['tools']}>
              <NumberInput label="年度（自然年）" min={1990} max={2199} value={year} w={110} onChange={(value) => { if (Number(value) >= 1990 && Number(value) <= 2199) setYear(Number(value)); }} />
              {mayWrite && <Button variant="default" onClick={() => setDialog({ kind: 'income' })}>登记收入</Button>}
              {mayWrite && <Button onClick={() => setDialog({ kind: 'receive' })}>登记提取</Button>}
              {mayWrite && fund !== null && <Button variant="default" onClick={() => setDialog({ kind: 'spend' })}>登记支出</Button>}
              {can('file.take') && <Button variant="default" disabled={print.isPending} onClick={() => print.mutate({ schoolId, year })}>打印计算表</Button>}
            </div>
            <YearTable year={data} mayWrite={mayWrite} onRule={(stage) => setDialog({ kind: 'rule', stage })} />
          </section>
          <section className={`card ${classes['chain']}`} aria-label="收入">
            <h2>收入来源</h2>
            {data.incomes.length === 0 ? <p className="dim">先登记规定的基数和比例，再照财务账登记收入；应提由程序算出，进到分，不会少提。</p> : <IncomeTable year={data} mayWrite={mayWrite} onVoid={(incomeId) => setDialog({ kind: 'void', incomeId })} />}
          </section>
          {fund !== null && <FundCard fund={fund} mayWrite={mayWrite} />}
          {dialog?.kind === 'rule' && <SetAsideRuleDialog stage={dialog.stage} year={data} onClose={close} />}
          {dialog?.kind === 'income' && <IncomeDialog year={data} onClose={close} />}
          {dialog?.kind === 'receive' && <OwnMoneyDialog kind="set_aside" fund={fund} stages={data.stages} year={year} onClose={close} />}
          {dialog?.kind === 'spend' && fund !== null && <OwnMoneyDialog kind="own_grant" fund={fund} stages={data.stages} year={year} onClose={close} />}
          {dialog?.kind === 'void' && (
            <ReasonDialog
              title="作废这笔收入" label="原因" submitLabel="作废" onClose={close} sentence="作废后不再计入基数，原来的登记会留着，写明原因。"
              onSubmit={(reason) => voidIncome.mutateAsync({ schoolId, incomeId: dialog.incomeId, reason })}
            />
          )}
        </div>
      )}
    </QueryView>
  );
}
