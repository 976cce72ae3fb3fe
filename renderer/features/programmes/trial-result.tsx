import type { ReactElement } from 'react';
import type { TrialRow } from '#shared/contract/programme-plans.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { boardingWords } from '#shared/text/programme-rules.ts';
import type { client } from '#renderer/bridge/client.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { FigureChecks } from './figure-checks.tsx';
import classes from './programmes.module.css';

type Trial = Awaited<ReturnType<typeof client.programmePlans.trial>>;

const changeWords = { more: '增加', less: '减少', joins: '新享受', ends: '不再享受', asks: '要先答复' } as const;

const columns: readonly DataColumn<TrialRow>[] = [
  { id: 'name', title: '姓名', value: (row) => row.studentName, width: 100, frozen: true },
  { id: 'class', title: '班级', value: (row) => row.className, width: 130 },
  { id: 'programme', title: '项目', kind: 'choice', value: (row) => row.programmeName, width: 190 },
  { id: 'change', title: '变化', kind: 'choice', value: (row) => changeWords[row.change], width: 100 },
  { id: 'before', title: '原来', kind: 'money', value: (row) => row.beforeFen, width: 110, total: 'sum' },
  { id: 'after', title: '改后', kind: 'money', value: (row) => row.afterFen, width: 110, total: 'sum' },
  { id: 'difference', title: '相差', kind: 'money', value: (row) => fen((row.afterFen ?? 0) - (row.beforeFen ?? 0)), width: 110, total: 'sum' },
  { id: 'why', title: '说明', value: (row) => row.sentence, width: 240, grow: true },
];

/** Signed, so that more and less are told apart without colour. */
function Difference({ amount }: { readonly amount: Trial['differenceFen'] }): ReactElement {
  return <>{amount > 0 ? '多 ' : amount < 0 ? '少 ' : ''}<MoneyText fen={fen(Math.abs(amount))} bold /> 元</>;
}

function Parts({ trial }: { readonly trial: Trial }): ReactElement {
  return (
    <table className="plain" aria-label="按项目、学段和就读方式">
      <thead><tr><th>项目</th><th>学段</th><th>就读</th><th className="number">涉及</th><th className="number">原人数</th><th className="number">原金额</th><th className="number">改后人数</th><th className="number">改后金额</th><th className="number">相差</th></tr></thead>
      <tbody>
        {trial.parts.map((part) => (
          <tr key={`${part.programmeKey} ${part.stage} ${part.boarding}`}>
            <td>{part.programmeName}</td><td>{formatStage(part.stage)}</td><td>{boardingWords[part.boarding]}</td>
            <td className="number">{part.touched}</td><td className="number">{part.before.count}</td><td className="number"><MoneyText fen={part.before.sumFen} /></td>
            <td className="number">{part.after.count}</td><td className="number"><MoneyText fen={part.after.sumFen} /></td><td className="number"><MoneyText fen={part.differenceFen} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shares({ trial }: { readonly trial: Trial }): ReactElement | null {
  if (trial.shares.length === 0) return null;
  return (
    <table className="plain" aria-label="按资金来源">
      <thead><tr><th>资金来源</th><th className="number">原来</th><th className="number">改后</th><th className="number">相差</th></tr></thead>
      <tbody>
        {trial.shares.map((share) => (
          <tr key={share.source}>
            <td>{share.sourceLabel}</td><td className="number"><MoneyText fen={share.beforeFen} /></td><td className="number"><MoneyText fen={share.afterFen} /></td>
            <td className="number"><MoneyText fen={fen(share.afterFen - share.beforeFen)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whom the change touches, old and new, and what it costs. */
export function TrialResult({ trial }: { readonly trial: Trial }): ReactElement {
  if (trial.rows.length === 0) {
    return <EmptyState title="这样改，没有一名学生的金额会变">请看看学段、就读方式是不是本校有的，学生是不是已经认定。</EmptyState>;
  }
  return (
    <>
      <SummaryStrip
        label="试算结果"
        items={[
          { label: '从哪学期起', value: formatTermShort(trial.target) },
          { label: '涉及学生', value: `${new Set(trial.rows.map((row) => row.studentId)).size} 人` },
          { label: '原来', value: <>{trial.before.count} 人次 <MoneyText fen={trial.before.sumFen} /> 元</> },
          { label: '改后', value: <>{trial.after.count} 人次 <MoneyText fen={trial.after.sumFen} /> 元</> },
          { label: '每学期相差', value: <Difference amount={trial.differenceFen} /> },
        ]}
      />
      <div className={`card padded ${classes['result']}`}>
        <Parts trial={trial} />
        <Shares trial={trial} />
        <FigureChecks checks={trial.checks} />
        <p className="dim small">
          试算没有存下任何东西；要真的改，请到“项目”里添加本地标准、资格或调整项目规定。{trial.leaving > 0 ? `到时已读完学段的 ${trial.leaving} 名学生没有算在内。` : ''}
        </p>
      </div>
      <DataTable label="涉及的学生" rows={trial.rows} columns={columns} rowKey={(row) => `${row.studentId} ${row.programmeKey}`} maxHeight="26rem" />
    </>
  );
}
