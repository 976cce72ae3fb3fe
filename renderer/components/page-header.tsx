import { useEffect } from 'react';
import type { ReactElement, ReactNode } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** Tags beside the title. */
  readonly tags?: ReactNode;
  /** One quiet line: what is here, in numbers. */
  readonly subtitle?: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
}

/** The head of every page; also names the window. */
export function PageHeader({ title, tags, subtitle, actions }: PageHeaderProps): ReactElement {
  useEffect(() => { document.title = `${title} · 一档`; }, [title]);
  return (
    <div className={classes['header']}>
      <div className={classes['words']}>
        <div className={classes['line']}><h1>{title}</h1>{tags}</div>
        {subtitle !== undefined && <div className="dim small">{subtitle}</div>}
      </div>
      {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
    </div>
  );
}
