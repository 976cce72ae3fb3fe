import type { RegisterPaper } from '#main/print/papers/register.ts';

/** What a settlement report says, before it is put on paper, into a workbook or on the page. */
export type ReportContent = Pick<RegisterPaper, 'title' | 'subtitle' | 'facts' | 'columns' | 'parts' | 'notes' | 'signatures' | 'wide'>;
