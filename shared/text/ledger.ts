import type { SentenceBook } from './sentence-book.ts';

export const ledgerSentences = {
  'ledger.term_closed': (f: { term: string; closedOn: string }) => `${f.term}已于 ${f.closedOn} 结算，账目已锁定，不能再记入。请记入当前学期；确属该学期的更正，在当前学期登记并写明原因。`,
  'ledger.not_positive': () => '金额必须大于 0。退回、追回、冲销各有自己的登记项，不用负数。',
  'ledger.no_lines': () => '这一步里没有一个人，账上没有可记的。请先选择学生。',
  'ledger.more_than_owed': (f: { askedYuan: string; owedYuan: string }) => `要报送或撤销的 ${f.askedYuan} 元超过该生本项目还应发的 ${f.owedYuan} 元（累计发放不得超过应发），没有记账。请核对应发和已有批次。`,
  'ledger.in_flight': (f: { submittedYuan: string }) => `该生本项目有 ${f.submittedYuan} 元已报送、还没有回盘，不能撤销应发。请先导入回盘文件，或撤回该批次。`,
  'ledger.more_than_paid': (f: { askedYuan: string; paidYuan: string }) => `要追回或退票的 ${f.askedYuan} 元超过这一笔已发放的 ${f.paidYuan} 元，没有记账。请核对金额。`,
  'ledger.overtaken': () => '这笔账之后，同一笔钱又有了新的账，不能直接冲销。请先冲销后面的那笔。',
  'ledger.other_channel': () => '这个项目本学期的钱已经记在另一种发放渠道（学校账户或一卡通）里，两边不能混记。请到“资金”核对该项目的渠道。',
  'ledger.reversed_already': (f: { entryNo: number }) => `第 ${f.entryNo} 号分录已经冲销过，不能再冲销一次。`,
  'ledger.belongs_elsewhere': (f: { kind: string }) => `“${f.kind}”由它自己的页面更正（应发、发放或回盘），不能只冲销账目，以免账和名单对不上。`,
  'ledger.reason_needed': () => '冲销必须写明原因（摘要不能空，审计会查）。',
  'ledger.programme_unknown': (f: { programme: string }) => `没有“${f.programme}”这个资助项目。请在“资助项目”里选择或先增加。`,
  'ledger.date_in_future': (f: { date: string }) => `日期 ${f.date} 在今天之后。账只记已经发生的事，请改为实际日期。`,
  'ledger.date_before_term': (f: { date: string; from: string }) => `日期 ${f.date} 早于所选学期开始前一年（${f.from}）。请核对年份和学期。`,
  'ledger.return_exceeds_cash': (f: { programme: string; cashYuan: string; askedYuan: string }) => `“${f.programme}”现有余额 ${f.cashYuan} 元，不够退回 ${f.askedYuan} 元。请核对金额。`,
  'ledger.receipt_repeated': (f: { docNo: string; yuan: string; date: string }) => `文号 ${f.docNo} 的 ${f.yuan} 元在 ${f.date} 已经登记过到账。如果确实是同一文号的另一笔，请勾选“确认是另一笔”。`,
} satisfies SentenceBook;
