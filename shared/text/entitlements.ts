import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import type { EntitlementState } from '#shared/domain/entitlement/entitlement-state.ts';
import type { EnrolmentStatus, Question } from '#shared/domain/entitlement/pupil-facts.ts';
import type { Standing } from '#shared/domain/entitlement/standing.ts';
import type { ReasonFacts, ReasonTopic } from '#shared/domain/entitlement/reason.ts';
import { formatMonth } from '#shared/domain/entitlement/support-months.ts';
import type { SplitQuestion, SplitRow } from '#shared/domain/entitlement/split.ts';
import { rateUnitNames, wordYearLevels } from './programmes.ts';
import type { Fact, SentenceBook } from './sentence-book.ts';

export const reasonTopicNames: Readonly<Record<ReasonTopic, string>> = {
  rate: '标准', stage: '学段', boarding: '就读', status: '在校', determination: '认定', groups: '依据', split: '校籍', selection: '裁定', exclusion: '互斥',
};

export const entitlementStateNames: Readonly<Record<EntitlementState, string>> = { proposed: '待批准', approved: '已批准', withdrawn: '已撤回' };

export const standingNames: Readonly<Record<Standing, string>> = { approved: '已批准', proposed: '待批准', due: '可列入', asked: '待裁定', not: '不享受' };

export const questionNames: Readonly<Record<Question, string>> = {
  left_in_term: '学期中离校', status_undated: '异动日期不详', previous_school_paid: '本学期转入', urban_group: '非农业户口', split: '校籍分离', other_route: '其他资格',
};

const boardingNames = { boarding: '住校', day: '走读', unknown: '未知' } as const;
const aidNames = { boarding: '寄宿', day: '非寄宿' } as const;
const statusNames: Readonly<Record<EnrolmentStatus, string>> = {
  enrolled: '在读', suspended: '休学', transferred_out: '转出', withdrawn: '退学', graduated: '毕业', deceased: '死亡',
};

/** Who pays in each situation of table 1.8. */
export const splitPayers: Readonly<Record<SplitRow, string>> = {
  1: '上级财政', 2: '按本县兜底规定', 3: '上级财政可以支付', 4: '就读学校，校级资金', 5: '就读学校，校级资金', 6: '就读学校，校级资金', 7: '由人裁定',
};

export const splitRows: Readonly<Record<SplitRow, string>> = {
  1: '学籍学校与就读学校相同', 2: '县里有兜底规定', 3: '同县他校学籍', 4: '外县学籍', 5: '市属学校，学籍在他校', 6: '无学籍，非复读生', 7: '无学籍的复读生',
};
export const splitQuestions: Readonly<Record<SplitQuestion, string>> = {
  registryHere: '学籍是否在本校', hasRegistry: '是否有学籍', repeatCandidate: '是否复读生', countySafetyNet: '县里是否有兜底规定', sameCounty: '学籍是否在本县',
  cityRunSchool: '就读学校是否市属', proof: '有无证明', registrySchoolPaid: '学籍学校是否已发',
};

const quoted = (text: string): string => `“${text}”`;
const since = (date: string | null): string => (date === null ? '' : `，${date} 起`);

type ReasonBook = { readonly [Code in keyof ReasonFacts]: (facts: ReasonFacts[Code]) => string };

const reasonSentences: ReasonBook = {
  'entitlement.rate_applies': (f) => {
    const who = `${formatStage(f.stage)}${f.boarding === null ? '' : aidNames[f.boarding]}${f.awardTier === null ? '' : `·${f.awardTier}`}`;
    const quantity = f.quantity === null ? '' : f.unit === 'day' ? ` × ${f.quantity} 天` : ` × ${f.quantity / 2} 个月`;
    const from = f.validFrom === null ? '' : `，${formatTermShort(f.validFrom)}起`;
    const source = f.document === null ? '' : `，${f.document}`;
    return `${who} ${formatYuan(f.fen)} 元/${rateUnitNames[f.unit]}${quantity}${from}${f.region === '全国' ? '' : `，${f.region}`}${source}`;
  },
  'entitlement.stage_fits': (f) => `${f.yearLevel} → ${formatStage(f.stage)}${f.entryYear === null ? '' : `（${f.entryYear} 级）`}`,
  'entitlement.months_counted': (f) => {
    const open = f.missing.length === 0 ? '' : `；${f.missing.map(formatMonth).join('、')}还没登记，登记后再补`;
    return `全学期 ${formatYuan(f.termFen)} 元按 ${f.planned} 个月核发，已登记 ${f.recorded.map(formatMonth).join('、')}，计 ${f.halfMonths / 2} 个月${open}`;
  },
  'entitlement.months_until_leaving': (f) => `${f.from} ${statusNames[f.status]}，按月核发到当月为止，次月起停发`,
  'entitlement.no_months': (f) => `考勤登记的 ${f.recorded.map(formatMonth).join('、')}都不在校，没有可发的月份`,
  'entitlement.months_missing': (f) => `按月核发，${f.missing.length === 0 ? '没有可以计发的月份' : `${f.missing.map(formatMonth).join('、')}还没有登记在校月份`}；请到“中职考勤”登记`,
  'entitlement.year_fits': (f) => `${f.yearLevel}，在规定的年级内`,
  'entitlement.year_mismatch': (f) => `${f.yearLevel}不在规定的年级（${wordYearLevels(f.stage, f.needed)}）`,
  'entitlement.year_unknown': (f) => `名册没有入学年，不知道在几年级；规定面向${wordYearLevels(f.stage, f.needed)}，请补全名册`,
  'entitlement.not_in_use': (f) => `本学期本校不执行这一项目${f.document === null ? '' : `（${f.document}）`}`,
  'entitlement.grade_not_covered': (f) => `认定为${quoted(f.grade)}，规定只面向${f.needed.map(quoted).join('、')}`,
  'entitlement.boarding_fits': (f) => {
    const place = f.fileName === null ? '名册' : `${f.asOf ?? ''} 名册${f.rowNo === null ? '' : `第 ${f.rowNo} 行`}（${f.fileName}）`;
    return `就读方式${quoted(boardingNames[f.boarding])}，${place.trim()}`;
  },
  'entitlement.hardship_determined': (f) => `${f.grade}，${f.decidedOn} ${f.body}`,
  'entitlement.group_qualifies': (f) => f.groups.join('；'),
  'entitlement.group_noted': (f) => f.groups.join('；'),
  'entitlement.rural_unverified': (f) => `${f.groups.join('、')}：规定写的是农村，名册未登记户口性质，未核城乡`,
  'entitlement.present': (f) => (f.status === 'enrolled' ? '本学期在读' : `本学期在读（${statusNames[f.status]}${since(f.from)}，在学期之后）`),
  'entitlement.graduates_in_term': (f) => `${f.from} 毕业，本学期为最后一期`,
  'entitlement.split_not_noted': () => '名册未标校籍分离',
  'entitlement.split_upper_pays': (f) => `校籍情况第 ${f.row} 种（${splitRows[f.row]}），上级财政支付`,
  'entitlement.chosen_by_hand': (f) => `经办人选定：${f.reason}`,
  'entitlement.no_exclusion': () => '本学期无互斥项目，同项目无第二笔',
  'entitlement.answered_pay': (f) => `${questionNames[f.question]}：裁定享受，${f.reason}（${f.answeredOn} ${f.answeredBy}）`,
  'entitlement.stage_mismatch': (f) => `${formatStage(f.stage)}学生不在本项目范围（${f.stages.map(formatStage).join('、')}）`,
  'entitlement.boarding_mismatch': (f) => `就读方式${quoted(boardingNames[f.boarding])}，本项目面向${aidNames[f.needed]}学生`,
  'entitlement.grade_not_hardship': (f) => `本学年认定为${quoted(f.grade)}（${f.decidedOn}）`,
  'entitlement.not_identified': () => '本学年没有认定，也不在任何名单中',
  'entitlement.declined': () => '家庭已表示不申请或放弃资助',
  'entitlement.given_up': (f) => `家庭已放弃本学期的这一项，不再提出（${f.why}）`,
  'entitlement.revoked': () => '本学年的认定已取消',
  'entitlement.group_missing': (f) => {
    const held = f.held.length === 0 ? '没有特殊困难群体身份' : `身份为${f.held.join('、')}`;
    const hint = f.ruleOrigin === 'preset' ? '；本县如已放宽，请在“资助项目”中添加本县资格规定' : '';
    return `${held}，规定要求其一：${f.needed.map(formatSpecialGroup).join('、')}${hint}`;
  },
  'entitlement.left_before_term': (f) => `${f.from} 已${statusNames[f.status]}，早于本学期`,
  'entitlement.not_yet_enrolled': (f) => `${f.from} 才入学，晚于本学期`,
  'entitlement.deceased': (f) => (f.from === null ? '已登记死亡' : `${f.from} 死亡，此后不得生成发放`),
  'entitlement.split_school_funds': (f) => `校籍情况第 ${f.row} 种（${splitRows[f.row]}），由就读学校用校级资金按标准资助，不列本项目`,
  'entitlement.split_registry_school_paid': () => '学籍学校本学期已发，不得重复',
  'entitlement.split_not_registered_here': () => '学籍不在本校；按设置，上级资金只发给学籍在本校的学生',
  'entitlement.excluded_by': (f) => `本学期已有互斥的${quoted(f.programme)}；如有误请先撤回那一笔`,
  'entitlement.listed_elsewhere': (f) => `本学期已由${f.school}列入${quoted(f.programme)}`,
  'entitlement.not_chosen': () => '本项目按名单选定，该生未被选定',
  'entitlement.no_rule_in_term': () => '本学期没有本项目的资格规定',
  'entitlement.nothing_paid': (f) => (f.shape === 'in_kind' ? '本项目直接免收或发实物，不按人列应发' : '本项目由学校直接免收，本校没有录入按人的标准，不列应发'),
  'entitlement.answered_refuse': (f) => `${questionNames[f.question]}：裁定不享受，${f.reason}（${f.answeredOn} ${f.answeredBy}）`,
  'entitlement.boarding_unknown': () => '名册没有就读方式，无法判断寄宿或非寄宿；请补全名册',
  'entitlement.determination_missing': (f) => `在${f.groups.join('、')}名单中，但本学年还没有认定；请先认定`,
  'entitlement.group_pending': (f) => `${f.groups.join('、')}的名单比对还待确认；请先到“名单比对”确认`,
  'entitlement.urban_group': (f) => `${f.groups.join('、')}：规定写的是农村，该生为非农业户口；请按本县规定裁定`,
  'entitlement.left_in_term': (f) => `${f.from} ${statusNames[f.status]}，在学期中；是否发本学期由本县规定，请裁定`,
  'entitlement.status_undated': (f) => `已${statusNames[f.status]}但没有日期；请补日期，或裁定`,
  'entitlement.previous_school_paid': (f) => `${f.from} 转入；请核实原学校本学期是否已发，再裁定`,
  'entitlement.split_ask': (f) => `校籍分离第 ${f.row} 种（${splitRows[f.row]}）；由谁支付请按本县规定裁定`,
  'entitlement.split_facts_missing': (f) => `校籍分离，还缺：${f.missing.map((question) => splitQuestions[question]).join('、')}`,
  'entitlement.other_route': (f) => `没有困难认定，但可能符合：${f.route}；请裁定`,
  'entitlement.rate_missing': (f) => `没有可发放的标准${f.checkFigures > 0 ? '（只有平均数或上下限，不能直接发放）' : ''}；请在“资助项目”中录入本县标准`,
  'entitlement.rate_ambiguous': (f) => `有 ${f.rates.length} 条标准同时有效，无法确定金额；请在“资助项目”中停用多余的`,
  'entitlement.rule_ambiguous': (f) => `有 ${f.rules.length} 条资格规定同时有效；请在“资助项目”中停用多余的`,
  'entitlement.tier_needed': (f) => `本项目分档（${f.tiers.join('、')}），该困难等级还没有对应的资助档；请在“资助项目”中设置`,
  'entitlement.quantity_needed': (f) => `本项目按${rateUnitNames[f.unit]}计发，缺数量`,
  'entitlement.amount_unusable': (f) =>
    ({ not_whole_fen: '算出的金额不是整分，请核对标准和月数', days_over_cap: '天数超过上限', months_over_cap: '月数超过上限', quantity_invalid: '数量不对' })[f.problem],
  'entitlement.exclusion_choice': (f) => `同时符合互斥的${f.programmes.join('、')}，请先确定享受哪一项`,
};

export const entitlementSentences = {
  ...reasonSentences,
  'entitlement.nothing_selected': () => '没有选中任何待批准的应发。',
  'entitlement.not_proposed': (f: { count: number }) => `有 ${f.count} 笔已不是“待批准”，没有批准任何一笔。请刷新后再试。`,
  'entitlement.totals_differ': (f: { count: number; sum: string; nowCount: number; nowSum: string }) =>
    `您看到的是 ${f.count} 笔 ${f.sum} 元，现在是 ${f.nowCount} 笔 ${f.nowSum} 元，没有批准任何一笔。请刷新后重新核对。`,
  'entitlement.facts_changed': (f: { count: number; names: readonly string[] }) =>
    `有 ${f.count} 笔的依据在计算之后变了（${f.names.join('、')}），没有批准任何一笔。请先在“变动”里确认。`,
  'entitlement.same_person': () => '您就是这些应发的经办人，批准须由另一人进行（经办与复核不得为同一人）。只有一人办理的学校，请管理员在“设置”中打开单人模式。',
  'entitlement.not_noticed': (f: { count: number; names: readonly string[] }) =>
    `有 ${f.count} 笔不在已结束的公示名单中（${f.names.join('、')}），不能批准。请等公示结束，或写明先批准的理由。`,
  'entitlement.objection_open': (f: { count: number; names: readonly string[] }) =>
    `有 ${f.count} 笔的学生有公示异议还没有答复（${f.names.join('、')}），不能批准，也不能写理由先批。请先在“公示”的“异议”里办理。`,
  'entitlement.in_batch': (f: { count: number; names: readonly string[] }) =>
    `有 ${f.count} 笔已列入发放批次（${f.names.join('、')}），不能撤回。请先在“发放”里撤销批次，已发的走追回。`,
  'entitlement.already_withdrawn': (f: { count: number }) => `有 ${f.count} 笔已经撤回过了，没有再撤。请刷新后再试。`,
  'entitlement.change_gone': (f: { count: number }) => `有 ${f.count} 笔的变动已不存在，没有改动任何一笔。请刷新后再看。`,
  'entitlement.approved_needs_withdrawal': (f: { count: number }) => `有 ${f.count} 笔已批准，不能直接改；请撤回并写明原因，再重新计算。`,
  'entitlement.not_chosen_programme': (f: { programme: string }) => `“${f.programme}”按条件自动计算，不用逐人选定。`,
  'entitlement.nothing_to_print': () => '这个范围内没有应发，没有生成文件。请先计算应发。',
  'entitlement.nobody_in_scope': () => '这个范围内没有学生，没有生成文件。请先导入名册，或换一个班级、项目。',
  'entitlement.why_notice': (f: { no: string; kind: string; postedOn: string | null; endOn: string | null; ended: boolean; objections: number | null }) => {
    const period = f.postedOn === null ? '尚未张贴' : `${f.postedOn} 至 ${f.endOn ?? ''}`;
    const result = !f.ended ? '，未结束' : f.objections ? `，异议 ${f.objections} 件已处理` : '，无异议';
    return `${f.kind} ${f.no}，${period}${f.postedOn === null ? '' : result}`;
  },
  'entitlement.why_no_notice': () => '还没有公示',
  'entitlement.why_notice_waived': (f: { reason: string }) => `未等公示结束先批准：${f.reason}`,
  'entitlement.settled_term': (f: { term: string }) => `${f.term}已结算锁定，不能再改应发。`,
} satisfies SentenceBook;

/** Words a stored reason. The facts were checked when it was made; a reason of an older program that no longer exists shows its code. */
export function wordReason(code: string, facts: Readonly<Record<string, Fact>>): string {
  const sentence = (reasonSentences as Readonly<Record<string, (facts: never) => string>>)[code];
  return sentence === undefined ? code : sentence(facts as never);
}
