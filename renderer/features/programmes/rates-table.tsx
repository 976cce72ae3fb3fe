import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { confidenceNames, rateKindNames } from '#shared/text/programmes.ts';
import { boardingWords, wordStages } from '#shared/text/programme-rules.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { RowActs } from './row-acts.tsx';
import type { LocalRow } from './small-dialogs.tsx';
import { wordAmount, wordExtras, wordPeriod } from './words.ts';
import classes from './programmes.module.css';

type Rate = ProgrammeView['rates'][number];

interface RatesTableProps {
  readonly programme: ProgrammeView;
  readonly onReplace: (rate: Rate) => void;
  readonly onClose: (row: LocalRow) => void;
  readonly onVoid: (row: LocalRow) => void;
}

function use(rate: Rate): ReactElement {
  if (rate.payable) return <StatusTag tone="good">本学期可发放</StatusTag>;
  return <span className="dim">{rate.inForce ? rateKindNames[rate.kind] : '本学期不用'}</span>;
}

export function RatesTable({ programme, onReplace, onClose, onVoid }: RatesTableProps): ReactElement {
  return (
    <>
      <h3 className={classes['part']}>标准</h3>
      <table className="plain">
        <thead><tr><th>范围</th><th className="number">标准</th><th>学期</th><th>地区</th><th>出处</th><th>用途</th><th aria-label="操作" /></tr></thead>
        <tbody>
          {programme.rates.map((rate) => {
            const row = rate.localId === null ? null : { what: 'rate' as const, id: rate.localId, words: `标准 ${wordAmount(rate)}` };
            return (
              <tr key={rate.key} className={rate.inForce ? '' : 'dim'}>
                <td className={classes['line']}>{wordStages(rate.stages)}{rate.boarding === null ? '' : boardingWords[rate.boarding]}{rate.awardTier === null ? '' : `·${rate.awardTier}`}</td>
                <td className="number">{wordAmount(rate)}{wordExtras(rate) !== '' && <div className="dim small">{wordExtras(rate)}</div>}</td>
                <td className={classes['line']}>{wordPeriod(rate)}</td>
                <td>{rate.region}</td>
                <td>
                  {rate.document ?? '文号不详'}{'　'}
                  <StatusTag tone={rate.confidence === 'confirmed' || (rate.origin === 'local' && rate.confidence === 'local') ? 'good' : 'warn'}>
                    {rate.origin === 'local' ? `本校${rate.confidence === 'local' ? '' : `（${confidenceNames[rate.confidence]}）`}` : confidenceNames[rate.confidence]}
                  </StatusTag>
                </td>
                <td className={classes['line']}>{use(rate)}</td>
                <td><RowActs row={row} ended={rate.validTo !== null} onReplace={() => onReplace(rate)} onClose={onClose} onVoid={onVoid} /></td>
              </tr>
            );
          })}
          {programme.rates.length === 0 && <tr><td colSpan={7} className="dim">还没有标准。请“添加本地标准”，计算应发时才有金额。</td></tr>}
        </tbody>
      </table>
    </>
  );
}
