import type { ReactElement } from 'react';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ReportView } from './report-tables.tsx';

/** 三种口径: 学期, 学年 and 自然年 as rows, their sum and columns of one table. */
export function ViewsPanel(): ReactElement {
  const { term } = useArchive();
  return (
    <ReportView
      report={{ kind: 'views', schoolYear: schoolYearOf(term) }} name="口径核对表"
      choice={<span className="dim small">横着加是学期口径，两个学期相加是学年口径，竖着加是自然年口径：同一批分录，所以不会对不上。</span>}
      empty={{ title: '这一学年还没有账', text: '登记到账、批准应发、发放和回盘之后，这里把学期、学年、自然年三种口径放在一张表上逐项核对。' }}
    />
  );
}
