import type { ReactElement } from 'react';
import { returnPreviewSchema } from '#shared/contract/returns.ts';
import type { BucketTotalRow } from '#shared/contract/returns.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import { rowBucketText } from '#shared/domain/reconciliation/row-bucket.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { bucketTone } from './data.ts';
import classes from './returns.module.css';
import { UnknownWords } from './unknown-words.tsx';

const answerText = { paid: '成功', failed: '失败', unanswered: '未回' } as const;

/** Count and sum by bucket; the last line equals the file. */
export function BucketTable({ buckets }: { readonly buckets: readonly BucketTotalRow[] }): ReactElement {
  const shown = buckets.filter((each) => each.count > 0);
  const withoutAmount = buckets.reduce((sum, each) => sum + each.withoutAmount, 0);
  return (
    <table className="plain" aria-label="各类行数和金额">
      <thead><tr><th>文件里的行</th><th className="number">行数</th><th className="number">金额（元）</th></tr></thead>
      <tbody>
        {shown.map((each) => (
          <tr key={each.bucket}><td><StatusTag tone={bucketTone[each.bucket]}>{rowBucketText[each.bucket]}</StatusTag></td><td className="number">{each.count}</td><td className="number">{formatYuan(each.sumFen)}</td></tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>合计（等于文件{withoutAmount > 0 ? `；${withoutAmount} 行没有金额` : ''}）</td><td className="number">{buckets.reduce((sum, each) => sum + each.count, 0)}</td>
          <td className="number">{formatYuan(fen(buckets.reduce((sum, each) => sum + each.sumFen, 0)))}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** What a return file comes to before it is confirmed: rows by bucket, lines by state, and what a correction changes. */
export function ReturnBuckets({ extra }: { readonly extra: unknown }): ReactElement | null {
  const read = returnPreviewSchema.safeParse(extra);
  if (!read.success) return null;
  const { buckets, lines, differences, unknownWords, batches } = read.data;
  return (
    <div className={classes['stack']}>
      <div className="columns-2">
        <section className="card"><BucketTable buckets={buckets} /></section>
        <section className="card">
          <table className="plain" aria-label="批次各状态笔数和金额">
            <thead><tr><th>批次 {batches.map((batch) => batch.no).join('、')} 的款项</th><th className="number">笔数</th><th className="number">金额（元）</th></tr></thead>
            <tbody>
              {(['paid', 'failed', 'unanswered'] as const).map((state) => (
                <tr key={state}><td>{answerText[state]}</td><td className="number">{lines[state].count}</td><td className="number">{formatYuan(lines[state].sumFen)}</td></tr>
              ))}
            </tbody>
            <tfoot><tr><td>合计（等于批次）</td><td className="number">{lines.total.count}</td><td className="number">{formatYuan(lines.total.sumFen)}</td></tr></tfoot>
          </table>
        </section>
      </div>
      {unknownWords.length > 0 && <UnknownWords words={unknownWords} />}
      {differences.length > 0 && (
        <section className="card">
          <table className="plain" aria-label="更正的差别">
            <thead><tr><th>批次</th><th>序号</th><th>学生</th><th className="number">金额（元）</th><th>原来</th><th>更正为</th></tr></thead>
            <tbody>
              {differences.map((each) => (
                <tr key={each.lineId}><td>{each.batchNo}</td><td>{each.lineNo}</td><td>{each.studentName}</td><td className="number">{formatYuan(each.amountFen)}</td><td>{answerText[each.before]}</td><td><b>{answerText[each.after]}</b></td></tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
