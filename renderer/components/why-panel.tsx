import type { ReactElement, ReactNode } from 'react';
import { StatusTag } from './status-tag.tsx';
import type { Tone } from './tone.ts';
import classes from './why-panel.module.css';

export interface Reason {
  /** What the sentence is about: 标准, 学段, 寄宿, 认定, 依据, 公示, 互斥 … */
  readonly subject: string;
  readonly sentence: ReactNode;
  /** The rule's document and clause. */
  readonly source?: string;
  /** How sure the source is, or how the reason turned out. */
  readonly mark?: { readonly tone: Tone; readonly text: string };
}

interface WhyPanelProps {
  /** “为何是 750.00 元” */
  readonly title: string;
  readonly reasons: readonly Reason[];
  /** Where it is now, ledger entries, buttons. */
  readonly children?: ReactNode;
}

/** Why this yuan, why this pupil: numbered reasons with their sources. */
export function WhyPanel({ title, reasons, children }: WhyPanelProps): ReactElement {
  return (
    <section className={`card ${classes['panel']}`} aria-label={title} tabIndex={0}>
      <h2>{title}</h2>
      <ol className={classes['reasons']}>
        {reasons.map((reason, index) => (
          <li key={`${reason.subject}-${index}`}>
            <b className={classes['subject']}>{reason.subject}</b>
            {reason.sentence}
            {reason.mark !== undefined && <> <StatusTag tone={reason.mark.tone}>{reason.mark.text}</StatusTag></>}
            {reason.source !== undefined && <div className="dim">依据：{reason.source}</div>}
          </li>
        ))}
      </ol>
      {children !== undefined && <div className={classes['after']}>{children}</div>}
    </section>
  );
}
