import type { SentenceBook } from './sentence-book.ts';

export const halfMonthWords = ['0', '半月', '全月'] as const;

export const attendanceSentences = {
  'attendance.month_outside': (f: { month: string }) => `${f.month}不在本学期。请选本学期的月份。`,
  'attendance.not_vocational': (f: { name: string }) => `${f.name}不是中职学生，不登记支持月份。`,
  'attendance.month_closed': (f: { name: string; month: string; why: string }) => `${f.name}${f.why}，${f.month}不能登记在校月份。请核对异动日期。`,
  'attendance.not_by_month': (f: { programme: string }) => `“${f.programme}”不是发给中职学生家庭的项目，不能按月核发。`,
  'attendance.cell_unreadable': (f: { value: string; month: string }) => `${f.month}写的“${f.value}”看不懂。请写 1（全月）、0.5（半月）或 0。`,
  'attendance.no_months': () => '表里没有一列是本学期的月份。请把列名写成“9月”“10月”这样。',
  'attendance.row_empty': (f: { name: string }) => `${f.name}这一行没有填任何月份。`,
  'attendance.row_read': (f: { name: string; months: number; halves: number }) => `${f.name}：登记 ${f.months} 个月份，共 ${f.halves / 2} 个月`,
  'attendance.pupil_repeated': (f: { name: string; row: number }) => `${f.name}在第 ${f.row} 行已经有了。请只留一行。`,
  'attendance.nobody': () => '这个范围内没有中职学生，没有生成文件。',
} satisfies SentenceBook;
