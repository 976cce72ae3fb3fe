import type { SentenceBook } from './sentence-book.ts';

export const fundSentences = {
  'allotment.programme_twice': (f: { programme: string }) => `“${f.programme}”在这份下达里写了两次。请合成一行。`,
  'allotment.repeated': (f: { docNo: string; programme: string; date: string }) => `文号 ${f.docNo} 给“${f.programme}”的下达（${f.date}）已经登记过。如果确实是同一文号的又一笔，请勾选“确认是另一笔”。`,
  'allotment.reduces_too_much': (f: { docNo: string; openYuan: string; askedYuan: string }) => `${f.docNo} 还有 ${f.openYuan} 元没有到账，不能调减 ${f.askedYuan} 元。已到账的钱要退，请登记“上缴财政”。`,
  'allotment.over_arrival': (f: { docNo: string; openYuan: string; askedYuan: string; overYuan: string }) => `${f.docNo} 只剩 ${f.openYuan} 元没有到账，这一笔 ${f.askedYuan} 元多出 ${f.overYuan} 元。请核对金额；确实多拨的，写明超出下达的原因再登记。`,
  'allotment.other_purpose': (f: { docNo: string; programme: string; source: string }) => `${f.docNo} 是给“${f.programme}”的${f.source}资金，和这笔到账的项目或来源不一致。请选对应的下达。`,
  'allotment.has_arrivals': (f: { docNo: string; count: number }) => `${f.docNo} 已经有 ${f.count} 笔到账或调减记在它名下，不能冲销。请先冲销那些登记。`,
  'allotment.receipt_unallotted': (f: { docNo: string }) => `这笔到账没有对应的下达（${f.docNo}）。已记入；请补登下达文，结算时会再提醒。`,
  'ledger.source_exceeded': (f: { programme: string; source: string; leftYuan: string; askedYuan: string }) => `“${f.programme}”的${f.source}资金只剩 ${f.leftYuan} 元，不够 ${f.askedYuan} 元。请核对来源和金额。`,
  'fund_rules.money_booked': (f: { programme: string; term: string; channel: string }) => `“${f.programme}”在${f.term}已经有账，不能改成${f.channel}。请从还没有账的学期起改。`,
  'fund_rules.batch_open': (f: { programme: string; no: string }) => `“${f.programme}”的批次 ${f.no} 还没有报送，是按原来的渠道做的。请先撤回这个批次，再改渠道。`,
  'fund_rules.term_closed': (f: { term: string }) => `${f.term}已经结算，它的负担比例不能再改。请从以后的学期起规定。`,
  'fund_rules.same_place': () => '调出和调入是同一个项目的同一来源，没有可调剂的。',
  'fund_rules.two_channels': (f: { from: string; to: string }) => `“${f.from}”和“${f.to}”一个走学校账户、一个走一卡通，两边的钱不能互转。请上缴财政后由县里另行安排。`,
} satisfies SentenceBook;
