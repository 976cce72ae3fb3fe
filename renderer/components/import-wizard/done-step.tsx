import type { ReactElement, ReactNode } from 'react';
import type { ImportResult } from '#shared/contract/imports.ts';
import { ProblemList } from '#renderer/components/problem-list.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import classes from './import-wizard.module.css';

/** Step 4: what is in now, in numbers that tie with the file, and where to go next. */
export function DoneStep({ result, next }: { readonly result: ImportResult; readonly next: ReactNode }): ReactElement {
  const items = [
    { label: '文件共', value: `${result.rowCount} 行` }, { label: '已导入', value: `${result.accepted} 行`, tone: 'good' as const },
    { label: '未导入', value: `${result.refused} 行`, ...(result.refused > 0 ? { tone: 'bad' as const } : {}) },
    ...Object.entries(result.facts).map(([label, value]) => ({ label, value })),
  ];
  return (
    <div className={classes['body']} role="status" data-done>
      <p><b>{result.sentence}</b></p>
      <SummaryStrip label="导入结果" items={items} />
      <ProblemList problems={result.notes} />
      {next}
    </div>
  );
}
