import type { SentenceBook } from './sentence-book.ts';

export const accountBookSentences = {
  'books.nothing': (f: { what: string }) => `${f.what}里没有一行，不用打印或导出。请换一个科目、项目或日期。`,
  'books.place_missing': (f: { what: string }) => `请先选${f.what}，再看它的辅助账。`,
  'vouchers.nothing_to_number': (f: { month: string }) => `${f.month} 没有还没编号的凭证。一卡通（备查）和下达指标不用编凭证。`,
  'vouchers.numbered_already': (f: { entryNo: number; voucher: string }) => `第 ${f.entryNo} 号分录已编为 ${f.voucher}。凭证号编了不改，冲销也另编新号；请去掉这一笔。`,
  'vouchers.not_booked': (f: { entryNo: number }) => `第 ${f.entryNo} 号分录不进学校账（一卡通备查或下达指标），不编凭证号。请去掉这一笔。`,
  'vouchers.other_month': (f: { entryNo: number; month: string }) => `第 ${f.entryNo} 号分录不在 ${f.month}。凭证按月编号，请到那个月去编。`,
  'vouchers.none_numbered': (f: { month: string }) => `${f.month} 还没有编号的凭证。请先点“编号”，再打印或导出。`,
  'vouchers.some_open': (f: { month: string; count: number }) => `${f.month} 还有 ${f.count} 笔没有编号。导给财务的必须全月齐全，请先编号。`,
  'vouchers.code_shape': (f: { kind: string; code: string }) => `“${f.code}”不是${f.kind}的编码。功能分类以 2 开头（3、5 或 7 位），部门经济分类以 3 开头，政府经济分类以 5 开头（3 或 5 位）。请核对。`,
  'vouchers.layout_no_amount': () => '列里没有金额。请加上“借方金额”和“贷方金额”，或“方向”和“金额”。',
  'vouchers.layout_no_account': () => '列里没有科目。请加上“科目编码”或“科目名称”。',
  'vouchers.layout_no_voucher': () => '列里没有凭证号。请加上“凭证字号”或“凭证号（数字）”。',
  'vouchers.layout_heading_twice': () => '有两列的表头一样，财务软件会读错。请改一个。',
  'vouchers.layout_heading_empty': () => '有一列没有表头。请写上财务软件要的表头。',
} satisfies SentenceBook;
