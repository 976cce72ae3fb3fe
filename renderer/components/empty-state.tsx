import type { ReactElement, ReactNode } from 'react';
import classes from './empty-state.module.css';

/** An empty page says what comes here and offers the next step. */
export function EmptyState({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }): ReactElement {
  return (
    <section className={`card ${classes['empty']}`} aria-label={title}>
      <h2>{title}</h2>
      {children !== undefined && <div className="dim">{children}</div>}
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </section>
  );
}
