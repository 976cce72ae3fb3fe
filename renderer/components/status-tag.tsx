import type { ReactElement, ReactNode } from 'react';
import classes from './status-tag.module.css';
import type { Tone } from './tone.ts';

/** Colour is never alone: the words say the state, the sign repeats it. */
const sign: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', bad: '×', plain: '' };

export function StatusTag({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }): ReactElement {
  return (
    <span className={`${classes['tag']} ${classes[tone]}`}>
      {sign[tone] !== '' && <span aria-hidden="true" className={classes['sign']}>{sign[tone]}</span>}
      {children}
    </span>
  );
}
