import type { ReactElement } from 'react';
import type { FigureCheckRow } from '#shared/contract/programme-plans.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './programmes.module.css';

/** CHK-16: averages and bounds beside what a list gives. They check and are never paid. */
export function FigureChecks({ checks }: { readonly checks: readonly FigureCheckRow[] }): ReactElement | null {
  if (checks.length === 0) return null;
  return (
    <ul className={classes['plainList']} aria-label="平均数与上下限核对">
      {checks.map((check) => (
        <li key={`${check.programmeKey} ${check.kind} ${check.stage}`}>
          <StatusTag tone={check.verdict === 'fits' ? 'good' : 'warn'}>{check.verdict === 'fits' ? '相符' : '请核对'}</StatusTag>
          {'　'}{check.programmeName}（{formatStage(check.stage)}）{check.sentence}{check.document === null ? '' : `（${check.document}）`}
        </li>
      ))}
    </ul>
  );
}
