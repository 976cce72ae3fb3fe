import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ReportView } from './report-tables.tsx';

/** 一校一资助台账 of the term or the whole 学年. */
export function SchoolLedgerPanel(): ReactElement {
  const { term } = useArchive();
  const [period, setPeriod] = useState('term');
  return (
    <ReportView
      report={{ kind: 'school_ledger', term, wholeYear: period === 'year' }} name="一校一台账"
      choice={<SegmentedControl aria-label="台账的期间" data={[{ value: 'term', label: '本学期' }, { value: 'year', label: '本学年' }]} value={period} onChange={setPeriod} />}
      empty={{ title: '还没有可列的内容', text: '登记下达与到账、批准应发、发放和公示之后，这里按项目列出一校一资助台账。' }}
    />
  );
}
