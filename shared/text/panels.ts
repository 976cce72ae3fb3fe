import type { CaseOutcome } from '#shared/domain/panels/proposal.ts';
import { formatMark } from '#shared/domain/panels/trimmed-mean.ts';
import type { MeetingMethod, MeetingPurpose, MeetingState, TieRule } from '#shared/domain/panels/meeting.ts';
import type { MemberKind, PanelLevel, PanelType } from '#shared/domain/panels/panel.ts';
import type { RecusalGround } from '#shared/domain/panels/recusal.ts';
import type { SentenceBook } from './sentence-book.ts';

export const panelTypeTexts: Readonly<Record<PanelType, string>> = { steering_group: '领导小组', determination_panel: '认定工作组', review_panel: '评议小组' };
export const panelLevelTexts: Readonly<Record<PanelLevel, string>> = { school: '校级', grade: '年级', class: '班级' };
export const memberKindTexts: Readonly<Record<MemberKind, string>> = {
  leader: '校领导', aid_officer: '资助专干', head_teacher: '班主任', teacher: '教师代表', parent: '家长代表', pupil: '学生代表', village: '村（社区）代表', discipline: '纪检', finance: '财务',
};
export const meetingMethodTexts: Readonly<Record<MeetingMethod, string>> = { member_vote: '记名投票', secret_ballot: '无记名投票', score: '打分（去高去低取平均）' };
export const tieRuleTexts: Readonly<Record<TieRule, string>> = { chair: '平票由主持人定', revote: '平票重新投票' };
export const meetingPurposeTexts: Readonly<Record<MeetingPurpose, string>> = { first: '认定评议', revision: '动态调整评议' };
export const meetingStateTexts: Readonly<Record<MeetingState, string>> = { draft: '起草', closed: '已定稿', signed: '已签字归档' };
export const recusalGroundTexts: Readonly<Record<RecusalGround, string>> = {
  self: '申请学生本人', guardian: '申请学生的家长', relative: '申请学生的亲属', shared_household: '可能与申请学生同户', named_in_household: '姓名在申请学生的家庭成员里', declared: '本人提出回避',
};

/** Years as `countedYear` counts them: 4 → 四年级, 7 → 七年级（初一）. */
export function countedYearText(year: number): string {
  const numerals = ['一', '二', '三', '四', '五', '六', '七（初一）', '八（初二）', '九（初三）'];
  return year > 9 ? `高${numerals[year - 10] ?? year - 9}` : `${(numerals[year - 1] ?? String(year)).replace(/（/, '年级（')}${year < 7 ? '年级' : ''}`;
}

export const panelSentences = {
  'panel.too_few_members': (f: { count: number; least: number }) => `成员 ${f.count} 人，少于本校程序定的 ${f.least} 人；可以继续，建议补足`,
  'panel.too_few_parents_pupils': (f: { count: number; least: number }) => `家长和学生代表 ${f.count} 人，少于本校程序定的 ${f.least} 人；可以继续，建议补足`,
  'panel.pupil_too_young': (f: { name: string; least: number }) => `${f.name} 还不到${countedYearText(f.least)}；本校规定低年级学生不参加评议，请改请家长代表`,
  'panel.pupil_year_unknown': (f: { name: string; least: number }) => `名册里看不出 ${f.name} 是几年级，不能确定到了${countedYearText(f.least)}；请先在名册里补上入学年`,
  'panel.member_applies': (f: { name: string }) => `${f.name} 是本学年的申请学生；议到本人时程序会让其回避，也可以换人`,
  'panel.pupil_left_class': (f: { name: string }) => `${f.name} 已不在本班（本校）；请换一名学生代表`,
  'panel.pupil_needed': () => '学生代表要从名册里选一名学生；请选学生',
  'panel.pupil_outside_class': (f: { className: string }) => `所选学生不在${f.className}；班级评议小组的学生和家长代表都从本班来`,
  'panel.class_needed': () => '班级的机构要选一个班；请选班级',
  'panel.grade_needed': () => '年级的机构要选一个年级；请选年级',
  'panel.ends_before_it_begins': (f: { from: string; until: string }) => `任期止 ${f.until} 早于任期起 ${f.from}；请核对`,
  'panel.member_outside_term': (f: { name: string; date: string; from: string }) => `${f.name} 的任职日期 ${f.date} 不在机构任期内（${f.from} 起）；请核对`,
  'panel.member_twice': (f: { name: string; kind: string }) => `${f.name}（${f.kind}）已经是这个机构的成员`,
  'panel.member_left_already': (f: { name: string; date: string }) => `${f.name} 已于 ${f.date} 离任`,
  'panel.member_chairs_draft': (f: { name: string; no: number }) => `${f.name} 还是第 ${f.no} 次会议（起草中）的主持人；请先改主持人或定稿`,
  'panel.has_no_members': (f: { name: string; date: string }) => `“${f.name}”在 ${f.date} 没有在任成员；请先在评议机构里登记成员`,
  'panel.posted_in_future': (f: { date: string; today: string }) => `张贴日期 ${f.date} 还没到（今天 ${f.today}）；贴出去以后再登记`,
  'panel.list_not_posted': (f: { name: string }) => `“${f.name}”的成员名单在会议以前没有张贴登记；建议张贴后登记`,
  'panel.not_your_class': () => '班主任账号只能办本班的评议；校级、年级的评议由资助专干办',
} satisfies SentenceBook;

export const meetingSentences = {
  'meeting.held_in_future': (f: { date: string; today: string }) => `会议日期 ${f.date} 还没到（今天 ${f.today}）；可以先备好议程，开完会再定稿`,
  'meeting.outside_year': (f: { date: string; year: string }) => `会议日期 ${f.date} 不在 ${f.year} 学年里；请核对日期或换学年`,
  'meeting.outside_panel_term': (f: { name: string; date: string }) => `${f.date} 不在“${f.name}”的任期里；请核对日期，或先登记新一届机构`,
  'meeting.state_forbids': (f: { no: number; state: string }) => `第 ${f.no} 次会议的纪要现在是“${f.state}”，不能这样改；定稿后只能写更正，原来的留着`,
  'meeting.chair_not_member': () => '主持人不是这个机构在任的成员；请从成员里选',
  'meeting.member_unknown': () => '这个人不是这个机构在会议那天的成员；请刷新后再试',
  'meeting.case_outside': (f: { name: string }) => `${f.name} 不归这个机构评议（不在本班、本年级）；请从列出的个案里选`,
  'meeting.case_not_open': (f: { name: string; state: string }) => `${f.name} 的个案现在是“${f.state}”，不用认定评议；如要调整等级，请另开“动态调整评议”`,
  'meeting.case_unknown': () => '没有找到这份个案；请刷新后再试',
  'meeting.nothing_to_revote': (f: { label: string }) => `${f.label} 号这一轮还没有登记票或分数，不用重投`,
  'meeting.too_many_rounds': (f: { label: string }) => `${f.label} 号已经投了九轮；请注明暂缓，另行开会`,
  'meeting.case_there_already': (f: { name: string }) => `${f.name} 已经在这次会议的议程里`,
  'meeting.case_not_on_agenda': () => '这个案号不在这次会议的议程里；请刷新后再试',
  'meeting.no_hint': () => '这一条不是等您确认的提示；请刷新后再试',
  'meeting.dismissal_needs_reason': () => '认为不用回避，要写明理由（例如：只是同村同姓）',
  'meeting.vote_not_allowed': (f: { label: string; name: string; why: string }) => `${f.label} 号：${f.name}${f.why}，不能投；请去掉这一票`,
  'meeting.choice_unknown': (f: { label: string; text: string; known: string }) => `${f.label} 号：“${f.text}”不是可投的等级；可用：${f.known}`,
  'meeting.vote_twice': (f: { label: string; text: string }) => `${f.label} 号：同一人（或同一选项）登记了两次（${f.text}）；请合成一条`,
  'meeting.score_out_of_range': (f: { label: string; name: string; most: string }) => `${f.label} 号：${f.name} 的分数要在 0 到 ${f.most} 之间，最多两位小数`,
  'meeting.method_differs': (f: { method: string }) => `这次会议用“${f.method}”；请按这个办法登记，或先改会议的评议办法`,
  'meeting.method_in_use': () => '已经登记了票或分数，不能再改评议办法、去分数和满分；请先清空已登记的',
  'meeting.nobody_present': () => '还没有登记到会的人；请先到“到会”里勾选',
  'meeting.no_cases': () => '议程里还没有个案；请先加入个案',
  'meeting.no_chair': () => '还没有定主持人；请先在会议基本情况里选',
  'meeting.no_recorder': () => '还没有写记录人；请先在会议基本情况里填',
  'meeting.chair_absent': (f: { name: string }) => `主持人 ${f.name} 没有登记到会；请改主持人或改到会情况`,
  'meeting.recusal_undecided': (f: { label: string; member: string; ground: string }) => `${f.label} 号：${f.member}（${f.ground}）要不要回避还没有定；请到“回避”里逐条确认`,
  'meeting.case_open': (f: { label: string }) => `${f.label} 号还没有评议意见；请写建议等级，或注明暂缓`,
  'meeting.held_over_needs_reason': (f: { label: string }) => `${f.label} 号暂缓，要写明原因`,
  'meeting.no_quorum': (f: { label: string; expected: number; present: number; percent: number | null }) => (f.present === 0
    ? `${f.label} 号：回避以后没有到会的人可以评议；请注明暂缓`
    : `${f.label} 号：回避后应到 ${f.expected} 人，到会 ${f.present} 人，不到本校程序定的 ${f.percent}%；不能形成意见，请注明暂缓`),
  'meeting.count_differs': (f: { label: string; cast: number; present: number }) => `${f.label} 号：登记了 ${f.cast} 票（份），回避后到会 ${f.present} 人；两个数要一样，弃权和废票也要登记`,
  'meeting.no_grade_voted': (f: { label: string }) => `${f.label} 号：没有一票投给任何等级；请重新投票或注明暂缓`,
  'meeting.majority_short': (f: { label: string; grade: string; votes: number; present: number; percent: number }) =>
    `${f.label} 号：“${f.grade}”得 ${f.votes} 票（到会可投 ${f.present} 人），不到本校程序定的 ${f.percent}%；请重新投票或注明暂缓`,
  'meeting.grade_not_carried': (f: { label: string; grade: string; carried: string }) => `${f.label} 号：得票最多的是“${f.carried}”，意见却写“${f.grade}”；请核对`,
  'meeting.tie_needs_revote': (f: { label: string; grades: string }) => `${f.label} 号：${f.grades} 票数相同，按本次会议的规则要重新投票；请点“重投”再登记，或注明暂缓`,
  'meeting.tie_needs_chair': (f: { label: string; grades: string }) => `${f.label} 号：${f.grades} 票数相同，按本次会议的规则由主持人定；请选等级、勾“主持人定”并写理由`,
  'meeting.chair_recused': (f: { label: string }) => `${f.label} 号：票数相同而主持人要回避，主持人不能定；请重新投票或注明暂缓`,
  'meeting.chair_outside_tie': (f: { label: string; grade: string; grades: string }) => `${f.label} 号：主持人只能在票数相同的 ${f.grades} 里定，不能定为“${f.grade}”`,
  'meeting.too_few_to_trim': (f: { label: string; cast: number; trim: number }) => `${f.label} 号：只有 ${f.cast} 份分数，去掉 ${f.trim} 个最高和 ${f.trim} 个最低后没有剩下的；请改去分数或注明暂缓`,
  'meeting.score_needs_reason': (f: { label: string }) => `${f.label} 号：分数只供参考，等级由机构定；请写明理由`,
  'meeting.grade_unknown': (f: { label: string; text: string; known: string }) => `${f.label} 号：“${f.text}”不在本校的困难等级里；可用：${f.known}`,
  'meeting.chair_keeps_out': (f: { labels: string }) => `议到 ${f.labels} 号时主持人要回避；请由其他成员代为主持并记在纪要里`,
  'meeting.has_attachments': (f: { no: number }) => `第 ${f.no} 次会议已经放过附件，不能整个作废；请把它改成要开的会`,
  'meeting.scan_missing': () => '还没有放入签字后的会议纪要扫描件；请先在下面放入（种类选“签字纪要”）',
  'meeting.signed_before_held': (f: { signed: string; held: string }) => `签字日期 ${f.signed} 早于会议日期 ${f.held}；请核对`,
  'meeting.signed_in_future': (f: { date: string; today: string }) => `签字日期 ${f.date} 还没到（今天 ${f.today}）`,
  'meeting.correction_empty': () => '更正里没有内容：请选一个案号改意见，或改会议日期，或写说明',
  'meeting.correction_same': () => '更正后的意见与现在的一样；没有要改的',
  'meeting.not_closed': (f: { no: number }) => `第 ${f.no} 次会议的纪要还没有定稿；定稿以后才能按评议结果认定`,
  'meeting.nothing_to_decide': () => '这次会议没有可以据以认定的意见（都暂缓，或者都已认定）',
  'meeting.reason_of_votes': (f: { body: string; on: string; no: string; words: string }) => `${f.body} ${f.on} 评议（${f.no} 号）：${f.words}`,
} satisfies SentenceBook;

/** What a round came to, for screen and minutes. */
export function outcomeWords(outcome: CaseOutcome): string {
  const { expected, present } = outcome.body;
  switch (outcome.kind) {
    case 'no_quorum': return present === 0 ? '回避后无人可评议' : `到会 ${present}/${expected} 人，不足法定人数`;
    case 'count_differs': return outcome.cast === 0 ? `未登记（可评 ${present} 人）` : `已登记 ${outcome.cast}，可评 ${present} 人`;
    case 'no_grade': return '没有票投给任何等级';
    case 'tie': return `${outcome.grades.join('、')} 各 ${outcome.votes} 票，平票`;
    case 'short': return `${outcome.grade} ${outcome.votes}/${present} 票，不足规定多数`;
    case 'carried': return `${outcome.grade} ${outcome.votes}/${present} 票`;
    case 'too_few_to_trim': return `只有 ${outcome.cast} 份分数，不够去 ${outcome.trim} 高 ${outcome.trim} 低`;
    case 'mean': return `平均 ${formatMark(outcome.meanHundredths)} 分（${outcome.counted} 份）`;
  }
}

/** 特别困难 1 · 困难 6 · 弃权 1 */
export function tallyWords(votes: readonly { readonly choice: string; readonly votes: number }[]): string {
  const tally = new Map<string, number>();
  for (const vote of votes) tally.set(vote.choice, (tally.get(vote.choice) ?? 0) + vote.votes);
  return [...tally].map(([choice, count]) => `${choice} ${count}`).join(' · ');
}

export function proposalWords({ grade, heldOver, byChair }: { readonly grade: string | null; readonly heldOver: boolean; readonly byChair: boolean }): string {
  if (heldOver) return '暂缓';
  return grade === null ? '还没有意见' : `建议 ${grade}${byChair ? '（平票，主持人定）' : ''}`;
}
