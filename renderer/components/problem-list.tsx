import type { ReactElement } from 'react';
import type { Problem } from '#shared/contract/base.ts';
import classes from './problem-list.module.css';

function placeOf(problem: Problem): string {
  const sheet = problem.sheet ? `${problem.sheet} ` : '';
  if (problem.cell) return `${sheet}${problem.cell}`;
  if (problem.row) return `${sheet}第 ${problem.row} 行`;
  return problem.column ?? '';
}

/** Problems with their places, the first ones in full and the rest as a count. */
export function ProblemList({ problems, most = 50 }: { readonly problems: readonly Problem[]; readonly most?: number }): ReactElement | null {
  if (problems.length === 0) return null;
  return (
    <ul className={classes['list']} aria-label="问题清单">
      {problems.slice(0, most).map((problem, index) => (
        <li key={`${problem.code}-${index}`}>
          {placeOf(problem) !== '' && <b className={classes['place']}>{placeOf(problem)}</b>}
          {problem.sentence}
          {problem.value && <span className="dim">（原文：{problem.value}）</span>}
        </li>
      ))}
      {problems.length > most && <li className="dim">还有 {problems.length - most} 处同类问题没有列出。</li>}
    </ul>
  );
}
