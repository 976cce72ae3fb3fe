import type { ReactElement, ReactNode } from 'react';
import type { Tone } from './tone.ts';
import classes from './summary-strip.module.css';

export interface SummaryItem {
  readonly label: string;
  readonly value: ReactNode;
  readonly tone?: Tone;
}

/** A row of counts or sums above a table. */
export function SummaryStrip({ label, items }: { readonly label: string; readonly items: readonly SummaryItem[] }): ReactElement {
  return (
    <dl className={`card ${classes['strip']}`} aria-label={label}>
      {items.map((item) => (
        <div key={item.label} className={classes['item']}>
          <dt className="dim">{item.label}</dt>
          <dd className={`${classes['value']} ${item.tone ? classes[item.tone] ?? '' : ''}`}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
