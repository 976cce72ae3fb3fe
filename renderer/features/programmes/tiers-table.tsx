import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { RowActs } from './row-acts.tsx';
import type { LocalRow } from './small-dialogs.tsx';
import { wordPeriod } from './words.ts';
import classes from './programmes.module.css';

interface TiersTableProps {
  readonly programme: ProgrammeView;
  readonly onClose: (row: LocalRow) => void;
  readonly onVoid: (row: LocalRow) => void;
}

export function TiersTable({ programme, onClose, onVoid }: TiersTableProps): ReactElement | null {
  if (programme.tiers.length === 0) return null;
  return (
    <>
      <h3 className={classes['part']}>困难等级对应资助档</h3>
      <table className="plain">
        <thead><tr><th>困难等级</th><th>资助档</th><th>学期</th><th>依据</th><th aria-label="操作" /></tr></thead>
        <tbody>
          {programme.tiers.map((tier) => (
            <tr key={tier.id}>
              <td>{tier.hardshipGrade}</td><td>{tier.awardTier}</td><td>{wordPeriod(tier)}</td><td>{tier.document}</td>
              <td><RowActs row={{ what: 'tier', id: tier.id, words: `${tier.hardshipGrade} → ${tier.awardTier}` }} ended={tier.validTo !== null} onClose={onClose} onVoid={onVoid} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
