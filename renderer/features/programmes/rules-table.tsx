import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { confidenceNames } from '#shared/text/programmes.ts';
import { wordRule } from '#shared/text/programme-rules.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { RowActs } from './row-acts.tsx';
import type { LocalRow } from './small-dialogs.tsx';
import { wordPeriod } from './words.ts';
import classes from './programmes.module.css';

interface RulesTableProps {
  readonly programme: ProgrammeView;
  readonly onReplace: (rule: ProgrammeView['rules'][number]) => void;
  readonly onClose: (row: LocalRow) => void;
  readonly onVoid: (row: LocalRow) => void;
}

export function RulesTable({ programme, onReplace, onClose, onVoid }: RulesTableProps): ReactElement {
  return (
    <>
      <h3 className={classes['part']}>谁可以享受</h3>
      <table className="plain">
        <thead><tr><th>资格</th><th>学期</th><th>出处</th><th aria-label="操作" /></tr></thead>
        <tbody>
          {programme.rules.map((rule) => {
            const row = rule.localId === null ? null : { what: 'rule' as const, id: rule.localId, words: '资格规定' };
            return (
              <tr key={rule.key} className={rule.inForce ? '' : 'dim'}>
                <td>{wordRule(rule)}</td>
                <td>{wordPeriod(rule)}</td>
                <td>{rule.document ?? '程序自带'}　<StatusTag tone={rule.confidence === 'confirmed' || rule.origin === 'local' ? 'good' : 'warn'}>{rule.origin === 'local' ? '本校' : confidenceNames[rule.confidence]}</StatusTag></td>
                <td><RowActs row={row} ended={rule.validTo !== null} onReplace={() => onReplace(rule)} onClose={onClose} onVoid={onVoid} /></td>
              </tr>
            );
          })}
          {programme.rules.length === 0 && <tr><td colSpan={4} className="dim">没有自动资格规定，不参加计算。本县、本校要用时请“添加本地资格”。</td></tr>}
        </tbody>
      </table>
    </>
  );
}
