import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ChartLineView, ClassCodeView } from '#shared/contract/account-books.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { ClassCodeDialog } from './class-code-dialog.tsx';
import { FinanceAccountDialog } from './finance-account-dialog.tsx';
import classes from './funds.module.css';

function ChartTable({ lines, mayWrite, onName }: { readonly lines: readonly ChartLineView[]; readonly mayWrite: boolean; readonly onName: (line: ChartLineView) => void }): ReactElement {
  return (
    <table className="plain" aria-label="会计科目表">
      <thead><tr><th>编码</th><th>科目</th><th>账簿</th><th>类别</th><th>方向</th><th>财务科目</th><th>资助项目</th><th>来源</th><th>余额方向</th><th className="number">余额（元）</th></tr></thead>
      <tbody>
        {lines.flatMap((line) => (line.uses.length === 0 ? [null] : line.uses).map((use, index) => (
          <tr key={`${line.accountCode}${index}`}>
            <td>{index === 0 && line.number}</td><td>{index === 0 && line.label}</td><td className="dim">{index === 0 && line.bookLabel}</td><td className="dim">{index === 0 && line.kindLabel}</td><td>{index === 0 && line.normal}</td>
            <td>
              {index === 0 && (mayWrite
                ? <Button variant="subtle" size="compact-sm" aria-label={`改财务科目：${line.number} ${line.label}`} onClick={() => onName(line)}>{`${line.financeNumber} ${line.financeName}`}</Button>
                : `${line.financeNumber} ${line.financeName}`)}
            </td>
            {use === null
              ? <td colSpan={4} className="dim">还没有用到</td>
              : <><td>{use.programmeName}</td><td>{use.sourceLabel}</td><td>{use.side}</td><td className="number"><MoneyText fen={use.balanceFen} /></td></>}
          </tr>
        )))}
      </tbody>
    </table>
  );
}

function CodesTable({ codes }: { readonly codes: readonly ClassCodeView[] }): ReactElement {
  return (
    <table className="plain" aria-label="功能分类和经济分类">
      <thead><tr><th>资助项目</th><th>分类</th><th>编码</th><th>名称</th><th>从哪天起</th><th>依据</th><th>状态</th></tr></thead>
      <tbody>
        {codes.map((code, index) => (
          <tr key={index} className={code.current ? '' : 'dim'}>
            <td>{code.programmeName}</td><td>{code.kindLabel}</td><td>{code.code === '' ? '（取消）' : code.code}</td><td>{code.name}</td><td>{code.validFrom}</td><td>{code.docNo}</td>
            <td><StatusTag tone={code.current ? 'good' : 'plain'}>{code.current ? (code.preset ? '预置，在用' : '在用') : '已由后来的代替'}</StatusTag></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 科目与编码: the chart as it is used, what finance calls each account, and the class codes of each programme. */
export function ChartPanel({ mayWrite }: { readonly mayWrite: boolean }): ReactElement {
  const { schoolId, can } = useArchive();
  const chart = useQuery(api.accountBooks.chart.queryOptions({ input: { schoolId } }));
  const codes = useQuery(api.vouchers.classCodes.queryOptions({ input: { schoolId } }));
  const [naming, setNaming] = useState<ChartLineView | null>(null);
  const [coding, setCoding] = useState(false);
  return (
    <div className={classes['chains']} tabIndex={0} role="group" aria-label="科目与编码，可滚动">
      <section className={`card ${classes['chain']}`} aria-label="功能分类和经济分类">
        <div className={classes['tools']}>
          <h2>功能分类和经济分类</h2>
          {mayWrite && <Button variant="default" onClick={() => setCoding(true)}>登记分类编码</Button>}
        </div>
        <QueryView query={codes} what="分类编码">{(rows) => (rows.length === 0 ? <p className="dim">还没有登记。照本校财务的政府收支分类科目登记，导出凭证时一并带上。</p> : <CodesTable codes={rows} />)}</QueryView>
      </section>
      <section className={`card ${classes['chain']}`} aria-label="会计科目表">
        <div className={classes['tools']}>
          <h2>会计科目表</h2>
          {can('file.take') && <FileButton print make={() => client.accountBooks.printChart({ schoolId, operationId: newOperationId() })}>打印科目表</FileButton>}
        </div>
        <QueryView query={chart} what="会计科目表">{(lines) => <ChartTable lines={lines} mayWrite={mayWrite} onName={setNaming} />}</QueryView>
      </section>
      {naming !== null && <FinanceAccountDialog line={naming} onClose={() => setNaming(null)} />}
      {coding && <ClassCodeDialog onClose={() => setCoding(false)} />}
    </div>
  );
}
