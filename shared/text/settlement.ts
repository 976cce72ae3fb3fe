import type { ClosingCheckKey } from '#shared/domain/settlement/closing-checks.ts';
import type { SentenceBook } from './sentence-book.ts';

interface CheckFacts {
  readonly count: number;
  readonly yuan: string;
  readonly programmes: string;
  /** “项目”中央差 1,000.00 元、… */
  readonly shortages: string;
}

export const settlementSentences = {
  'settlement.already_closed': (f: { term: string; closedOn: string }) => `${f.term}已于 ${f.closedOn} 结算，不能再结算一次。`,
  'settlement.blocked': (f: { reasons: string }) => `还不能结算：${f.reasons}。结算后账目锁定，欠发的钱将无法再发，请先处理。`,
  'settlement.date_in_future': (f: { date: string }) => `结算日期 ${f.date} 在今天之后，请改为今天或以前。`,
  'settlement.entries_after': (f: { date: string; last: string }) => `账上有 ${f.last} 的分录，晚于结算日期 ${f.date}。请把结算日期改为 ${f.last} 或以后。`,
  'settlement.not_closed': (f: { term: string }) => `${f.term}没有结算锁定，不需要重新开账。`,
  'settlement.reopen_next_first': (f: { term: string; next: string }) => `${f.next}也已结算。${f.term}的结余已转入${f.next}，请先把${f.next}重新开账，再开${f.term}。`,
  'settlement.act_open': (f: { term: string; by: string; what: string }) => `${f.term}有一次由${f.by}提交的${f.what}还没有签完字。请先签字，或撤回后重新提交。`,
  'settlement.act_ended': (f: { by: string; what: string }) => `这次${f.what}已经由${f.by}办结，不能再签字或撤回。`,
  'settlement.figures_changed': (f: { by: string }) => `${f.by}提交结算以后账目有变动，签字的数和现在的数不一致。请撤回这次结算，核对后重新提交。`,
  'settlement.no_office_left': () => '您能签的位置已经签过了。请由另一人登录签字，或登记纸质签字。',
  'settlement.other_office': (f: { office: string }) => `您的账号不能代签“${f.office}”。请由本人登录签字，或登记纸质签字并附扫描件。`,
  'settlement.office_taken': (f: { office: string; signer: string }) => `“${f.office}”已经签过字，不能再由${f.signer}签一次。`,
  'settlement.same_person': (f: { office: string; signer: string }) => `${f.signer}已经签过另一个位置，“${f.office}”要由另一人签。只有一个人办公的学校可以在设置里打开一人模式，报表上会注明。`,
  'settlement.scan_needed': () => '纸质签字要先附上签好字的结算表扫描件，再登记签字。',
  'settlement.disposal_sum_differs': (f: { programme: string; source: string; leftYuan: string; decidedYuan: string }) =>
    `“${f.programme}”${f.source}结余 ${f.leftYuan} 元，处理的合计是 ${f.decidedYuan} 元，两数必须相等。`,
  'settlement.disposal_not_positive': (f: { programme: string; source: string }) => `“${f.programme}”${f.source}的处理金额必须大于 0。`,
  'settlement.disposal_document_needed': (f: { programme: string; source: string }) => `“${f.programme}”${f.source}的结余要上缴或调剂，请填上缴单据号或批准文号。`,
  'settlement.disposal_target_needed': (f: { programme: string; source: string }) => `“${f.programme}”${f.source}的结余要调剂使用，请选择调剂到哪个项目。`,
  'settlement.disposal_same_place': (f: { programme: string; source: string }) => `“${f.programme}”${f.source}的结余不能调剂给它自己，请改为结转。`,
  'settlement.disposal_other_channel': (f: { programme: string; source: string }) => `“${f.programme}”${f.source}的结余不能调剂到另一种发放渠道的项目：学校账户和一卡通的钱不能互转。`,
  'settlement.disposal_channel_changes': (f: { programme: string; source: string }) => `“${f.programme}”${f.source}的结余不能结转：项目下学期改变发放渠道，学校账户和一卡通的钱不能互转。请上缴财政并填单据号。`,
  'settlement.next_closed': (f: { term: string }) => `${f.term}已经结算，不能把结余结转进去。请先联系管理员核对学期顺序。`,
} satisfies SentenceBook;

/** The closing checklist: what each check asks, and what to do when it fails. */
export const closingCheckTexts: Readonly<Record<ClosingCheckKey, { readonly label: string; readonly failed: (f: CheckFacts) => string }>> = {
  not_approved: { label: '应发都已审核', failed: (f) => `有 ${f.count} 条应发还没有审核。请到“应发”审核或撤销。` },
  not_submitted: { label: '应发都已报送', failed: (f) => `${f.programmes}还有 ${f.yuan} 元应发没有报送。请到“发放”生成批次，或撤销应发。` },
  in_flight: { label: '批次都有回盘', failed: (f) => `${f.programmes}有 ${f.count} 人 ${f.yuan} 元已报送、还没有回盘结果。请导入回盘文件。` },
  failed: { label: '失败的都已补发或放弃', failed: (f) => `${f.programmes}有 ${f.count} 人 ${f.yuan} 元发放失败待补发。请到“回盘”更正账户后补发；家庭不要的，在那里选中这一笔登记“放弃”，应发随之撤销。` },
  recovered_owed: { label: '追回的都已处理', failed: (f) => `${f.programmes}追回的 ${f.yuan} 元还没有处理。请到“发放”重新发放，或到“应发”撤销相应的应发；只追回一部分的，先到“回盘”登记其余的追回。` },
  overpaid: { label: '没有多付', failed: (f) => `${f.programmes}多付 ${f.yuan} 元尚未追回。请登记追回。` },
  negative_cash: { label: '余额不为负', failed: (f) => `${f.programmes}的余额为负（${f.yuan} 元），说明有到账没有登记。请到“资金”登记到账或期初余额。` },
  source_short: { label: '各来源余额不为负', failed: (f) => `${f.shortages}：到账不够它应负担的发放，或退回多于到账。请登记该来源的到账，或经批准从别的来源调剂，或核对退回的来源。` },
  channel_changes: { label: '渠道改变前已清零', failed: (f) => `${f.programmes}下学期改变发放渠道，还有 ${f.yuan} 元结余。学校账户和一卡通的钱不能互转：结算时只能上缴财政，请备好单据号。` },
  card_unfunded: { label: '一卡通有县级拨付记录', failed: (f) => `${f.shortages}：一卡通已发放，但没有登记县级拨付或拨付不足。向县资助中心问明后登记；钱不在学校账上，可以结算。` },
  allotment_open: { label: '下达都已到账', failed: (f) => `有 ${f.count} 笔下达共 ${f.yuan} 元没有到账。可以结算，下学期到账时仍对应原来的文号。` },
  unallotted: { label: '到账都有下达文', failed: (f) => `有 ${f.count} 笔到账共 ${f.yuan} 元没有对应的下达。请补登下达文，或在摘要里写明。` },
  wrong_open: { label: '错发的都已追回', failed: (f) => `有 ${f.count} 笔错发还差 ${f.yuan} 元没有追回。请到“回盘”登记追回；结算后追回的钱只能在下学期登记为到账。` },
  self_check: { label: '自查阻断项已解决或说明', failed: (f) => `自查还有 ${f.count} 条阻断项没有解决，也没有说明。请到“自查”逐条处理，或写明原因。` },
  nothing_recorded: { label: '本学期有账', failed: () => '本学期账上没有任何记录。确实没有资助时也可以结算。' },
  previous_open: { label: '上学期已结算', failed: () => '上学期还没有结算，上期结转可能没有转入。建议按学期顺序结算。' },
  term_not_over: { label: '学期已结束', failed: () => '学期还没有结束。结算后本学期不能再记账。' },
  not_reconciled: { label: '三方对账', failed: (f) => `还有 ${f.count} 项对账缺财务明细账、银行流水或系统名单。请到“三方对账”导入；确实没有的，可以结算。` },
  reconciliation_open: { label: '对账差异都有着落', failed: (f) => `三方对账还有 ${f.count} 项差异共 ${f.yuan} 元没有处理。请到“三方对账”说明、处理或结转下期，写明责任人。` },
  not_compared: { label: '已与系统比对', failed: () => '本学期还没有导入资助系统的导出文件，三个零误差没有结果。' },
  differences_open: { label: '三个零误差', failed: (f) => `与资助系统还有 ${f.count} 项差异。可以结算，差异会留在清单上。` },
};
