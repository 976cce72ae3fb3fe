import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

const most = 8;

/** Payments that look wrong by the roster of today, each with the way to its batch, where a case is opened. */
export function SuspectsCard(): ReactElement | null {
  const { schoolId } = useArchive();
  const suspects = useQuery(api.returns.suspects.queryOptions({ input: { schoolId } })).data ?? [];
  if (suspects.length === 0) return null;
  return (
    <section className="card" aria-label="可能错发的款项">
      <p className="padded">照今天的名册看，{suspects.length} 笔 {formatYuan(sumFen(suspects.map((row) => row.amountFen)))} 元可能错发。核实后在批次里选中那一笔，点“发现错发”立案；名册登记错了的，改名册。</p>
      <table className="plain">
        <thead><tr><th>学生</th><th>批次</th><th>项目</th><th className="number">金额（元）</th><th>入账</th><th>为什么</th></tr></thead>
        <tbody>
          {suspects.slice(0, most).map((row) => (
            <tr key={row.lineId}>
              <td>{row.classLabel} {row.studentName}</td>
              <td><Link to="/payments/$batchId" params={{ batchId: String(row.batchId) }}>{row.batchNo} 第 {row.lineNo} 笔</Link></td>
              <td>{row.programmeName}</td><td className="number">{formatYuan(row.amountFen)}</td><td>{row.paidOn}</td><td>{row.sentence}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {suspects.length > most && <p className="padded dim">另有 {suspects.length - most} 笔。</p>}
    </section>
  );
}
