import type { MatchRule } from '#shared/domain/reconciliation/side-item.ts';
import type { SentenceBook } from './sentence-book.ts';

export const reconciliationSentences = {
  'reconciliation.term_missing': () => '请先在页眉选学期，再导入对账用的文件。',
  'reconciliation.no_date_column': () => '没有找到日期。请指出哪一列是日期，或指出“月”“日”两列并填年份。',
  'reconciliation.no_amount_column': () => '没有找到金额。请指出借方和贷方，或收入和支出，或金额那一列。',
  'reconciliation.mirrored': () => '余额的增减和借贷方向正好相反：看来这份文件的借方和这里选的意思相反。请改“借方表示”，再看一遍。',
  'reconciliation.future_date': (f: { date: string }) => `日期 ${f.date} 在今天之后，看来年份不对。请核对年份。`,
  'reconciliation.date_missing': () => '这一行没有日期，上面也没有可以沿用的日期。请在文件里补上。',
  'reconciliation.date_unreadable': (f: { value: string }) => `“${f.value}”不是一个日期。请改成 2025-10-20 这样。`,
  'reconciliation.amount_unreadable': (f: { value: string; why: string }) => `金额“${f.value}”读不准：${f.why}。请在文件里改好。`,
  'reconciliation.direction_missing': (f: { value: string }) => `“${f.value}”看不出是收还是支。请在文件里写“收”或“支”。`,
  'reconciliation.summary_missing': () => '这一行没有摘要、户名和凭证号，对账时只能看日期和金额。',
  'reconciliation.same_row': (f: { file: string; row: number }) => `与“${f.file}”第 ${f.row} 行完全一样，是同一笔，不重复计。确实是另一笔的，在这一行改选“另一笔”。`,
  'reconciliation.not_a_movement': () => '期初、合计、累计一类的行，不是一笔收支，不计入。',
  'reconciliation.understood': (f: { day: string; side: string; yuan: string; what: string }) => `${f.day}　${f.side} ${f.yuan} 元　${f.what}`,
  'reconciliation.difference_gone': (f: { count: number }) => `选中的差异里有 ${f.count} 项已经不在清单上（可能刚导入了新文件）。请重新看清单再处理。`,
  'reconciliation.responsible_missing': () => '说明或结转必须写明责任人。请填上姓名。',
  'reconciliation.due_missing': () => '结转到下学期必须写明哪天以前处理完。请填日期。',
  'reconciliation.carry_closed': (f: { term: string }) => `${f.term}已经结算，差异不能结转进去。请写说明或先请人重新打开那个学期。`,
  'reconciliation.sums_differ': (f: { left: string; leftYuan: string; right: string; rightYuan: string; differenceYuan: string }) => `${f.left}选中的共 ${f.leftYuan} 元，${f.right}选中的共 ${f.rightYuan} 元，差 ${f.differenceYuan} 元。两边相等才能认作同一笔；差额请另写说明。`,
  'reconciliation.nothing': (f: { title: string; missing: string }) => `“${f.title}”还不能对账：${f.missing}`,
} satisfies SentenceBook;

/** Why lines were taken for the same money. */
export const matchRuleTexts: Readonly<Record<MatchRule, string>> = {
  by_hand: '人工认定', reversed: '冲销相抵', ref: '文号或批次号', name: '姓名和金额', exact: '金额和日期', sum: '整批或整日合计', near: '金额，日期相近',
};

export const pairStateTexts = { needless: '不用对', waiting: '缺一方资料', open: '有差异未处理', handled: '差异都有着落', equal: '完全相符' } as const;

export const differenceKindTexts = { left_only: '只在前者', right_only: '只在后者', differs: '金额不同' } as const;
