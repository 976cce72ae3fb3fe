import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';

export const statementFieldKeys = ['date', 'month', 'day', 'voucher', 'summary', 'party', 'debit', 'credit', 'income', 'expense', 'amount', 'direction', 'balance'] as const;
export type StatementField = (typeof statementFieldKeys)[number];

/** Headings under which ledgers of finance software and statements of banks come; any layout may (handbook 4.7). */
export const statementFields: FieldCatalogue<StatementField> = [
  { key: 'date', label: '日期', kind: 'date', shape: /^20\d{6}$|^20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/u, aliases: ['记账日期', '凭证日期', '制单日期', '业务日期', '交易日期', '入账日期', '记帐日期', '交易时间', '发生日期', '会计日期', '发放日期', '支付日期'] },
  { key: 'month', label: '月', kind: 'number', shape: /^(?:0?[1-9]|1[0-2])$/u, aliases: ['月份'] },
  { key: 'day', label: '日', kind: 'number', shape: /^(?:0?[1-9]|[12]\d|3[01])$/u },
  { key: 'voucher', label: '凭证号', kind: 'text', aliases: ['凭证字号', '凭证号数', '凭证编号', '凭证', '字号', '凭证种类号数', '流水号', '交易流水号', '交易流水', '柜员流水号', '回单号', '回单编号', '业务编号', '凭证号码', '批次号', '发放批次', '明细号'] },
  { key: 'summary', label: '摘要', kind: 'text', aliases: ['摘要说明', '用途', '附言', '交易摘要', '说明', '业务摘要', '备注', '交易用途', '交易说明', '款项用途', '补贴项目', '项目名称'] },
  { key: 'party', label: '对方户名', kind: 'name', aliases: ['对方名称', '对方账户名称', '对方单位', '对方户名/名称', '收款人', '收款人户名', '收款人名称', '收款人姓名', '户名', '姓名', '往来单位', '交易对方', '对手户名', '领款人', '补贴对象'] },
  { key: 'debit', label: '借方', kind: 'money', aliases: ['借方金额', '借方发生额', '借', '本期借方', '借方发生额（元）', '借方金额（元）', '借方(元)'] },
  { key: 'credit', label: '贷方', kind: 'money', aliases: ['贷方金额', '贷方发生额', '贷', '本期贷方', '贷方发生额（元）', '贷方金额（元）', '贷方(元)'] },
  { key: 'income', label: '收入', kind: 'money', aliases: ['收入金额', '存入', '存入金额', '转入金额', '收方发生额', '贷方发生额（收入）', '贷方（收入）', '收款金额', '来账金额'] },
  { key: 'expense', label: '支出', kind: 'money', aliases: ['支出金额', '支取', '支取金额', '转出金额', '付方发生额', '借方发生额（支取）', '借方发生额（支出）', '借方（支出）', '付款金额', '往账金额', '发放金额', '实发金额', '补贴金额', '代发金额'] },
  { key: 'amount', label: '金额', kind: 'money', aliases: ['交易金额', '发生额', '金额（元）', '交易金额（元）', '发生额（元）'] },
  { key: 'direction', label: '收支', kind: 'text', shape: /^(?:收|支|借|贷|收入|支出|来|往|转入|转出|D|C)$/u, aliases: ['收支标志', '借贷标志', '借贷', '借贷方向', '收/支', '交易方向', '来往账标志', '方向'] },
  { key: 'balance', label: '余额', kind: 'money', aliases: ['账户余额', '帐户余额', '期末余额', '结余', '余额（元）', '当前余额', '可用余额'] },
];
