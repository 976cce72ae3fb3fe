import type { CaseEvent, CaseState, IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import type { EvidenceKind } from '#shared/domain/identification/evidence.ts';
import type { SentenceBook } from './sentence-book.ts';

export const routeTexts: Readonly<Record<IdentificationRoute, string>> = {
  application: '个人申请', list_match: '名单比对', automatic_entitlement: '免申即享确认',
};

export const caseStateTexts: Readonly<Record<CaseState, string>> = {
  declined: '不申请/放弃', applied: '已申请', pre_identified: '预认定', determined: '已认定', noticed: '公示中', objected: '异议处理',
  confirmed: '公示无异议', filed: '已建档', revoked: '已取消', expired: '学年届满',
};

export const caseEventTexts: Readonly<Record<CaseEvent, string>> = {
  apply: '收到申请', match: '名单比对', decline: '不申请/放弃', determine: '学校认定', post_notice: '公示', object: '收到异议', uphold: '异议处理完毕',
  end_notice: '公示结束', withdraw_notice: '撤回公示', file: '建档备案', revoke: '取消认定', expire: '学年届满',
};

export const evidenceKindTexts: Readonly<Record<EvidenceKind, string>> = { list_row: '部门名单', certificate: '证件', declaration: '承诺书' };

export const identificationSentences = {
  'identification.decided_in_future': (f: { date: string; today: string }) => `认定日期 ${f.date} 还没到（今天 ${f.today}）；请改为会议实际日期`,
  'identification.decided_before_previous': (f: { date: string; previous: string }) => `认定日期 ${f.date} 早于上一次认定（${f.previous}）；后一次认定不能倒签，请核对`,
  'identification.effective_before_previous': (f: { term: string; previous: string }) => `生效学期 ${f.term} 早于上一次认定的生效学期 ${f.previous}；请改正`,
  'identification.change_needs_reason': (f: { before: string; after: string }) => `由“${f.before}”改为“${f.after}”必须写明理由（动态调整留痕）`,
  'identification.grade_unknown': (f: { text: string; known: string }) => `“${f.text}”不在本校的困难等级里；可用：${f.known}`,
  'identification.grade_missing': () => '没有写困难等级；请补上，或删去这一行',
  'identification.no_route': (f: { name: string }) => `${f.name} 还没有认定个案；请选定途径（个人申请、名单比对或免申即享确认）`,
  'identification.route_unknown': (f: { text: string }) => `不认识的途径“${f.text}”；可用：个人申请、名单比对、免申即享确认`,
  'identification.group_ended': (f: { group: string; year: string }) => `“${f.group}”在 ${f.year} 学年的目录里已经停用；请改选别的群体，或到“设置”的特殊群体里重新启用`,
  'identification.group_unknown': (f: { text: string }) => `不认识的特殊群体“${f.text}”；请照申请表的名称填写`,
  'identification.state_forbids': (f: { name: string; state: string; event: string }) => `${f.name} 的个案现在是“${f.state}”，不能作“${f.event}”`,
  'identification.student_unknown': () => '没有找到这名学生；可能已不在本校名册，请刷新后再试',
  'identification.pupil_not_found': (f: { name: string; className: string }) => `名册里没有找到 ${f.className}${f.name}；请核对姓名、班级或身份证号`,
  'identification.pupil_ambiguous': (f: { name: string; classes: string }) => `名册里叫 ${f.name} 的不止一人（${f.classes}）；请补上班级或身份证号`,
  'identification.pupil_by_name_only': (f: { name: string; className: string }) => `只凭姓名认作 ${f.className} ${f.name}，请核对`,
  'identification.name_differs': (f: { listed: string; ours: string }) => `号码相同而姓名不同：文件写“${f.listed}”，名册是“${f.ours}”；请核对哪一边写错`,
  'identification.class_differs': (f: { listed: string; ours: string }) => `班级不同：文件写“${f.listed}”，名册是“${f.ours}”；按名册的班级收下`,
  'identification.same_pupil_twice': (f: { name: string; row: number }) => `${f.name} 在第 ${f.row} 行已经出现；一份认定结果里每名学生只能有一行`,
  'identification.date_unread': (f: { text: string }) => `认定日期“${f.text}”看不懂；请写成 2025-09-22 这样`,
  'identification.date_missing': () => '没有认定日期：文件里没有这一列，导入选项里也没有填；请填上会议实际日期',
  'identification.body_missing': () => '没有认定机构：文件里没有这一列，导入选项里也没有填；请填上，例如“学校认定工作组”',
  'identification.term_outside_year': (f: { term: string; year: string }) => `生效学期 ${f.term} 不在 ${f.year}学年；请改正`,
  'identification.not_your_class': () => '您只能填报自己班的学生；其他班请交给资助专干',
  'identification.evidence_number_missing': (f: { group: string }) => `${f.group}：以证件为依据时要写证件号`,
  'identification.group_removed': () => '这条依据已经撤下',
  'identification.row_first': (f: { name: string; grade: string }) => `${f.name}：认定为 ${f.grade}`,
  'identification.row_change': (f: { name: string; before: string; grade: string }) => `${f.name}：由 ${f.before} 调整为 ${f.grade}，原认定保留`,
  'identification.row_same': (f: { name: string; grade: string }) => `${f.name}：${f.grade}，与已有认定相同，不再记一次`,
  'identification.row_no_decision': (f: { name: string }) => `${f.name}：不涉及认定结果`,
  'identification.why_list': (f: { list: string; row: number; rule: string; file: string; on: string; by: string }) =>
    `${f.list}（${f.file}，${f.on} 导入）第 ${f.row} 行；${f.rule}；${f.by}`,
  'identification.why_automatic': () => '号码与姓名都相同，自动认定为一致',
  'identification.why_confirmed': (f: { by: string; on: string }) => `${f.by} ${f.on} 确认`,
  'identification.why_certificate': (f: { number: string; by: string; on: string }) => `证件 ${f.number}，${f.by} ${f.on} 登记`,
  'identification.why_declaration': (f: { by: string; on: string }) => `承诺书，${f.by} ${f.on} 登记`,
  'identification.why_grade': (f: { body: string; on: string; grade: string; reason: string; by: string }) =>
    `${f.on} ${f.body}认定为${f.grade}${f.reason === '' ? '（未写理由）' : `，理由：${f.reason}`}；${f.by} 录入`,
} satisfies SentenceBook;
