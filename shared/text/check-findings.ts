import type { FileItem } from '#shared/domain/checks/check-facts.ts';
import { lineStateText } from '#shared/domain/disbursement/line-state-text.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import { formatPayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import type { PayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import type { DocumentCheckResult } from '#shared/domain/identity/id-document.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import type { SentenceBook } from './sentence-book.ts';

const yuan = (amount: number): string => `${formatYuan(fen(amount))} 元`;
const boardingText = (mode: string): string => (mode === 'boarding' ? '住校' : mode === 'day' ? '走读' : '不明');
const several = (names: readonly string[]): string => (names.length > 8 ? `${names.slice(0, 8).join('、')}等 ${names.length} 人` : names.join('、'));
const sexText = (sex: string): string => (sex === 'male' ? '男' : '女');

const idResults: Readonly<Partial<Record<DocumentCheckResult, string>>> = {
  old15: '是 15 位旧号码', bad_length: '位数不对', bad_char: '有不该有的字符', bad_date: '里的出生日期不是真实日期', bad_checksum: '校验码不对', unusual_shape: '不像这种证件的号码', missing: '没有填',
  lost_digits: '在表格里丢了尾数', sex_mismatch: '和性别不符', birth_mismatch: '和出生日期不符',
};
const nameProblems: Readonly<Record<string, string>> = { empty: '是空的', has_digit: '里有数字', bad_sign: '里有问号、方框等认不出的字', too_long: '太长' };
const fileItemTexts: Readonly<Record<FileItem, string>> = {
  application: '申请表或承诺书', determination: '认定决定', id_copy: '户口簿或证件复印件', notice: '公示', letter: '告知书', payment_proof: '发放凭证（回盘成功）',
};
const splitVerdicts: Readonly<Record<string, string>> = {
  school_funds_pay: '应由校级资金支付，不能用上级资金', registry_school_paid: '学籍学校已经发放', not_registered_here: '学籍不在本校，按本校规则不发上级资金', ask: '要按县里的规定判断', facts_missing: '判断所需的情况没有填全',
};
const viewNote = (view: string): string => (view === '' ? '' : `（${view}）`);

/** Findings of CHK-01 … CHK-32: what is wrong and what to do. Who or what it is about stands beside the sentence. */
export const checkFindingSentences = {
  'check.id_unclean': () => '证件号里有空白或全角字符，请在“学生”中重新录入。',
  'check.id_number': (f: { result: DocumentCheckResult }) => `证件号${idResults[f.result] ?? '要核对'}，请照户口簿核对后在“学生”中更正。`,
  'check.number_twice': (f: { part: string; others: readonly string[] }) => `与${several(f.others)}用同一个${f.part === 'id' ? '证件号' : '学籍号'}。是同一个人的，合并或注销一条；不是的，更正号码。`,
  'check.name_homophone': (f: { other: string; where: string }) => `同一个证件号在${f.where}写作“${f.other}”，读音相同。请核对是哪个字。`,
  'check.name_differs': (f: { other: string; where: string }) => `同一个证件号在${f.where}写作“${f.other}”。请核对是不是同一个人。`,
  'check.name_on_line': (f: { other: string }) => `发放明细里写作“${f.other}”，和名册不一样。名册改过名的，请撤回重做批次或核对户名。`,
  'check.name_suspect': (f: { problem: string }) => `姓名${nameProblems[f.problem] ?? '要核对'}，请照户口簿更正。`,
  'check.name_rare': (f: { signs: readonly string[] }) => `姓名里的“${f.signs.join('')}”在 GBK 里没有，银行文件请用 GB18030，并请银行确认户名写法。`,
  'check.sex_differs': (f: { recorded: string; read: string }) => `登记为${sexText(f.recorded)}，证件号是${sexText(f.read)}。请照户口簿更正其中一个。`,
  'check.birth_differs': (f: { recorded: string; read: string }) => `登记出生日期 ${f.recorded}，证件号里是 ${f.read}。请照户口簿更正其中一个。`,
  'check.active_elsewhere': (f: { stages: readonly EducationStage[] }) => `同一个证件号又在${f.stages.map(formatStage).join('、')}名册在读。查清前不要发中职资助。`,
  'check.left_before_term': (f: { status: StudentStatus; since: string | null }) => `${f.since === null ? '离校日期没有登记' : `${f.since} `}${formatStudentStatus(f.status)}，仍在本学期名单上。请到“应发”撤销，或补登离校日期。`,
  'check.not_on_roster': () => '不在本学期导入的名册上。请核对是否在校：不在的登记异动并撤销应发，在的请重新导入名册。',
  'check.boarding_unknown': (f: { programme: string }) => `享受“${f.programme}”，是否住校没有登记。请在“学生”中补登。`,
  'check.boarding_differs': (f: { programme: string; needed: string; boarding: string }) => `“${f.programme}”是给${boardingText(f.needed)}学生的，名册登记为${boardingText(f.boarding)}。请核对后更正名册或撤销应发。`,
  'check.stage_differs': (f: { programme: string; stage: EducationStage; stages: readonly EducationStage[] }) => `“${f.programme}”用的是${f.stages.map(formatStage).join('、')}的标准，学生在${formatStage(f.stage)}。请重新测算应发。`,
  'check.year_unknown': (f: { programme: string; stage: EducationStage; years: number }) => `年级不在${formatStage(f.stage)}的 ${f.years} 年之内或入学年没有登记，用“${f.programme}”的标准前请核对。`,
  'check.split': (f: { programme: string; verdict: string; row: number | null }) => `学籍与就读学校不一致${f.row === null ? '' : `（第 ${f.row} 种情形）`}：${splitVerdicts[f.verdict] ?? '要核对'}。“${f.programme}”请核对后保留或撤销。`,
  'check.programme_twice': (f: { programmes: readonly string[] }) => `“${f.programmes.join('')}”有两条应发。请撤销多余的一条。`,
  'check.programmes_exclude': (f: { programmes: readonly string[] }) => `同时享受互斥的${f.programmes.map((name) => `“${name}”`).join('、')}。请撤销其中一项。`,
  'check.paid_elsewhere': (f: { programme: string }) => `“${f.programme}”（或与它互斥的项目）同一学期在档案里另一所学校也有。请问清由谁发，另一处撤销。`,
  'check.uncovered': (f: { groups: readonly string[]; reason: string }) => `${f.groups.join('、')}名单上有，${f.reason}。请处理或记下联系情况。`,
  'check.grade_missing': (f: { programme: string }) => `享受“${f.programme}”，没有困难认定。请先认定，或撤销应发。`,
  'check.grade_ended': (f: { programme: string; before: string | null }) => `享受“${f.programme}”，认定（${f.before ?? ''}）已撤销或终止。请撤销应发，或重新认定。`,
  'check.not_in_hardship': (f: { programme: string; now: string | null }) => `享受“${f.programme}”，现在的认定是“${f.now ?? ''}”。请撤销应发；已发的登记追回。`,
  'check.grade_expired': (f: { programme: string; before: string | null }) => `享受“${f.programme}”，认定（${f.before ?? ''}）不是本学年的。请按本学年重新认定。`,
  'check.grade_changed': (f: { programme: string; before: string | null; now: string | null }) => `名单之后等级由“${f.before ?? ''}”改为“${f.now ?? ''}”。请到“应发”重新测算“${f.programme}”。`,
  'check.no_longer_funded': () => '上学期享受资助，本学期没有。系统里要改为“不困难”，或补上认定和应发。',
  'check.claim_unlisted': (f: { group: string; basis: string }) => `“${f.group}”只有${f.basis}，部门名单上没有。请向部门核实，或存入证明。`,
  'check.negative_hit': (f: { kind: string; person: string }) => `家庭成员${f.person}在“${f.kind}”名单上，还没有判断。请到“核查”处理；命中不等于不困难。`,
  'check.notice_short': (f: { days: number; set: number }) => `公示 ${f.days} 天，少于规定的 ${f.set} 天。请重新公示。`,
  'check.notice_below_usual': (f: { days: number; unit: string }) => `公示 ${f.days} 个${f.unit === 'workday' ? '工作日' : '自然日'}，少于多数地方要求的 5 个工作日。请核对本地规定。`,
  'check.notice_days_unverified': (f: { end: string | null }) => `截止日 ${f.end ?? ''}未核节假日：那一年的放假安排没有公布或没有录入。请在“设置”的工作日历里补上后核对。`,
  'check.notice_sensitive': (f: { shown: readonly string[] }) => `公示里有像证件号、电话、账号的数字（${f.shown.join('、')}）。请立即撤下，改正后重新公示。`,
  'check.notice_columns': (f: { columns: readonly string[] }) => `公示名单里有不能公示的栏目（${f.columns.join('、')}）。请立即撤下。`,
  'check.sent_before_notice_end': (f: { on: string | null; count: number }) => `${f.on ?? ''}报送时，其中 ${f.count} 人的公示还没有期满。请写明原因；以后期满再报送。`,
  'check.file_incomplete': (f: { missing: readonly FileItem[] }) => `档案还缺：${f.missing.map((item) => fileItemTexts[item]).join('、')}。请补齐。`,
  'check.rate_unknown': (f: { programme: string; rate: string }) => `“${f.programme}”所用的标准（${f.rate}）现在的资助项目里找不到。请重新测算。`,
  'check.rate_out_of_term': (f: { programme: string; from: string | null; to: string | null }) => `“${f.programme}”用的标准本学期不适用（适用 ${f.from ?? '—'} 至 ${f.to ?? '今'}）。请重新测算。`,
  'check.rate_not_payable': (f: { programme: string }) => `“${f.programme}”用的是平均数或范围，只能核对，不能照发。请录入当地的标准。`,
  'check.quantity_missing': (f: { programme: string }) => `“${f.programme}”按天或按月发，没有登记天数或月数。请补登后重新测算。`,
  'check.amount_differs': (f: { programme: string; amountFen: number; owedFen: number | null }) => `“${f.programme}”应发 ${yuan(f.amountFen)}，按标准${f.owedFen === null ? '算不出整分的数' : `是 ${yuan(f.owedFen)}`}。请重新测算。`,
  'check.outside_range': (f: { count: number; lowFen: number; highFen: number }) => `${f.count} 人的金额不在每学期 ${yuan(f.lowFen)} 至 ${yuan(f.highFen)} 之内。请核对档次。`,
  'check.not_average': (f: { count: number; sumFen: number; averageFen: number }) => `${f.count} 人共 ${yuan(f.sumFen)}，按国家平均每学期 ${yuan(f.averageFen)} 应为 ${yuan(f.averageFen * f.count)}。请核对档次人数，或写明本地规定。`,
  'check.days_over_calendar': (f: { programme: string; days: number; calendar: number }) => `“${f.programme}”登记 ${f.days} 天，本学期只有 ${f.calendar} 个工作日。请核对天数。`,
  'check.days_over_cap': (f: { programme: string; days: number; cap: number }) => `“${f.programme}”本学年共 ${f.days} 天，超过 ${f.cap} 天。请核对天数。`,
  'check.months_over_term': (f: { programme: string; halfMonths: number }) => `“${f.programme}”登记 ${f.halfMonths / 2} 个月，多于一个学期。请核对月数。`,
  'check.fee_first': () => '本学年自评写明有先收后退。请到“整改台账”登记并退清。',
  'check.set_off_line': (f: { text: string }) => `发放记录里写着“${f.text}”，像是抵扣费用。资助款不能抵扣，请查清。`,
  'check.set_off_money': (f: { text: string }) => `资金记录里写着“${f.text}”，像是抵扣费用。资助款不能抵扣，请查清。`,
  'check.set_off_admitted': () => '本学年自评写明有抵扣学费。请到“整改台账”登记并改正。',
  'check.payee': (f: { sentence: string }) => f.sentence,
  'check.paid_to_teacher': (f: { holder: string; relation: string }) => `明细的收款人是${formatPayeeRelation(f.relation as PayeeRelation)}（${f.holder}）。不能打入教师、同学的账户：没报送的撤回，已发的追回。`,
  'check.batch_sum': (f: { count: number; sumFen: number; listCount: number; listFen: number }) => `批次 ${f.count} 人 ${yuan(f.sumFen)}，明细是 ${f.listCount} 人 ${yuan(f.listFen)}。请撤回重做。`,
  'check.batch_above_list': (f: { names: readonly string[] }) => `${several(f.names)}的发放金额大于批准的应发。请撤回重做。`,
  'check.batch_not_approved': (f: { names: readonly string[] }) => `${several(f.names)}在批次里，应发名单上没有或已撤销。没报送的撤回重做，已发的登记追回。`,
  'check.files_sum': (f: { count: number; sumFen: number; fileCount: number; fileFen: number }) => `批次 ${f.count} 人 ${yuan(f.sumFen)}，导出的文件是 ${f.fileCount} 人 ${yuan(f.fileFen)}。请勿报送，撤回重做。`,
  'check.file_too_long': (f: { files: readonly string[]; limit: number | null }) => `${f.files.join('、')}超过银行每个文件 ${f.limit ?? ''} 行。请分开导出。`,
  'check.formula_text': (f: { names: readonly string[] }) => `${several(f.names)}的姓名或户名以 = + - @ 开头，表格会当作公式。请更正。`,
  'check.decimals': (f: { count: number }) => `${f.count} 笔金额不是整分。请撤回重做。`,
  'check.export_without_reason': (f: { exportNo: number }) => `第 ${f.exportNo} 次导出没有写理由。请补写说明。`,
  'check.reissue_of_unfailed': (f: { state: string }) => `补发的原笔没有失败过，现在是“${lineStateText[f.state as PaymentLineState]}”。请查清是否重复发放。`,
  'check.paid_above_due': (f: { heldFen: number; owedFen: number }) => `累计发放 ${yuan(f.heldFen)}，应发 ${yuan(f.owedFen)}。多出的请撤回或追回。`,
  'check.return_rows': (f: { bucket: string; count: number; sumFen: number }) => `“${f.bucket}” ${f.count} 行 ${yuan(f.sumFen)}，还没有落实。请向银行查实。`,
  'check.to_be_sent_after_leaving': (f: { status: StudentStatus; since: string; fen: number }) => `${f.since} ${formatStudentStatus(f.status)}，批次里还有 ${yuan(f.fen)}没有报送。请撤回批次，去掉这一笔。`,
  'check.paid_after_leaving': (f: { status: StudentStatus; since: string; paidOn: string; fen: number; recoveredFen: number }) => `${f.since} ${formatStudentStatus(f.status)}，${f.paidOn} 又发放 ${yuan(f.fen)}${f.recoveredFen > 0 ? `，已追回 ${yuan(f.recoveredFen)}` : ''}。请核对是否应当追回。`,
  'check.approved_by_maker': (f: { count: number; people: readonly string[] }) => `${f.count} 条应发由同一人（${f.people.join('、')}）测算并批准。请由另一人复核后写明。`,
  'check.released_by_maker': (f: { person: string }) => `由同一人（${f.person}）制作并放行。请由另一人复核后写明。`,
  'check.pay_soon': (f: { programme: string; receivedOn: string; dueOn: string; openFen: number }) => `“${f.programme}” ${f.receivedOn} 到账，限 ${f.dueOn} 发完，还有 ${yuan(f.openFen)}没有发到学生。请尽快报送。`,
  'check.pay_overdue': (f: { programme: string; receivedOn: string; dueOn: string; openFen: number }) => `“${f.programme}” ${f.receivedOn} 到账，限 ${f.dueOn} 发完，已逾期，还有 ${yuan(f.openFen)}没有发到学生。请立即办理并写明原因。`,
  'check.balance_negative': (f: { source: string; view: string; cashFen: number }) => `${f.source}资金结余 ${yuan(f.cashFen)}${viewNote(f.view)}，小于零。请核对到账、调剂和退回。`,
  'check.card_short': (f: { source: string; view: string; cashFen: number }) => `一卡通：${f.source}拨付比发放少 ${yuan(0 - f.cashFen)}${viewNote(f.view)}。请向县里问明拨付并登记。`,
  'check.balance_undecided': (f: { source: string; view: string; cashFen: number }) => `学期已过，${f.source}资金结余 ${yuan(f.cashFen)}没有处理。请到“结算”结转、上缴或经批准调剂。`,
  'check.ledger_differs': (f: { paidFen: number; ledgerFen: number }) => `回盘成功 ${yuan(f.paidFen)}，账上已发 ${yuan(f.ledgerFen)}。请查清差额。`,
  'check.reconciliation_open': (f: { count: number; fen: number }) => `三方对账还有 ${f.count} 处差异，共 ${yuan(f.fen)}。请到“三方对账”逐条说明或解决。`,
  'check.set_aside_short': (f: { year: number; dueFen: number; setAsideFen: number; shortFen: number }) => `${f.year} 年应提 ${yuan(f.dueFen)}，实提 ${yuan(f.setAsideFen)}，少提 ${yuan(f.shortFen)}。请补提。`,
  'check.forbidden_use': (f: { entryNo: number; text: string; fen: number }) => `第 ${f.entryNo} 号支出 ${yuan(f.fen)}写着“${f.text}”，不像用在学生身上。请核对用途，不合规的退回。`,
  'check.system_differs': (f: { code: string; count: number }) => `${f.code} 差异 ${f.count} 项。请到“上报与核对”逐个处理。`,
  // What a check would have needed.
  'check.no_other_roster': () => '档案里没有其他学校或学段的名册，查不出是否又在别处在读。请用上级发回的查重名单核对。',
  'check.no_term_roster': () => '本学期没有导入名册，只按异动登记核对。请导入本学期学籍名册。',
  'check.no_lists': () => '本学年没有导入部门名单，无从比对。',
  'check.items_nowhere': (f: { items: readonly FileItem[] }) => `全校都没有在程序里存${f.items.map((item) => fileItemTexts[item]).join('、')}，没有逐人核对；纸质的请人工核对。`,
  'check.no_term_before': () => '上学期没有应发，无从比较。',
  'check.no_dues_yet': () => '本学期还没有应发，无从比较。',
  'check.no_negative_lists': () => '本学年没有导入财政供养、企业高管等名单，无从比对。',
  'check.calendar_unannounced': () => '涉及的年份还没有公布放假安排，日期未核节假日。请在“设置”的工作日历里录入。',
  'check.no_fee_records': (f: { count: number }) => `程序里没有收费台账${f.count > 0 ? `（免费项目 ${f.count} 人）` : ''}。请到“负面清单”回答“先收后退”。`,
  'check.set_off_unanswered': () => '程序里没有收费台账，只查了文字记录。请到“负面清单”回答“抵扣学费”。',
  'check.accounts_not_seen': (f: { count: number }) => `${f.count} 个账户录入后没有核实过；是否激活、是否外省卡，从号码看不出来，要向银行或家长核实。`,
  'check.no_pay_days': () => '没有设置到账后几天内发完。请问县里的要求，在“设置 → 规则”填写。',
  'check.no_finance_files': () => '本学期没有导入财务明细账和银行流水，只核对了回盘和台账。',
  'check.no_set_aside_rule': (f: { year: number; stage: string }) => `${f.stage} ${f.year} 年没有提取比例。请到“资金 → 校内资助经费”录入本地规定。`,
  'check.no_set_aside_income': (f: { year: number; stage: string }) => `${f.stage} ${f.year} 年没有登记收入，应提多少算不出来。`,
  'check.not_compared': (f: { code: string }) => `${f.code} 缺系统导出文件，没有结果。请到“上报与核对”导入。`,
} satisfies SentenceBook;
