import type { Coverage, EvidencePolicy, ListOwner } from '#shared/domain/identification/special-group.ts';
import type { ListChange, RecheckDecision, RowPlace } from '#shared/domain/matching/list-change.ts';
import type { SentenceBook } from './sentence-book.ts';

export const listOwnerTexts: Readonly<Record<ListOwner, string>> = {
  rural_affairs: '乡村振兴 / 农业农村', civil_affairs: '民政', disabled_persons: '残联', veterans: '退役军人', trade_union: '工会', school: '学校', not_known: '待核',
};

export const evidencePolicyTexts: Readonly<Record<EvidencePolicy, string>> = {
  required: '必须有证明', optional: '可有可无', replaced_by_list: '在部门名单上就免证明', replaced_by_declaration: '名单或承诺书可代替',
};

export const coverageTexts: Readonly<Record<Coverage, string>> = {
  household: '名单上一人，全户学生都算', person: '只算名单上的本人', disabled: '本人残疾，或父母残疾',
};

export const listChangeTexts: Readonly<Record<ListChange, string>> = { gained: '新增', lost: '不在新名单', risk_removed: '风险已消除', unchanged: '没有变化' };

export const rowPlaceTexts: Readonly<Record<RowPlace, string>> = { ...listChangeTexts, waiting: '要您定', not_ours: '不是本校' };

export const recheckDecisionTexts: Readonly<Record<RecheckDecision, string>> = { add: '列入该群体', not_add: '不列入', keep: '保留该群体', end: '结束该群体' };

export const gapReasonTexts = {
  no_case: '名单上有，还没有认定个案', revoked: '认定已取消，名单上仍有', no_decision: '已从名单预认定，还没有认定结果', expired: '个案已届满，本学年没有认定',
} as const;

export const followUpWayTexts = { phone: '电话', visit: '上门', note: '捎信或书面', teacher: '班主任转告', other: '其他' } as const;

export const specialGroupSentences = {
  'groups.paper_asked': (f: { label: string; proof: string }) => `${f.label}还没有依据${f.proof === '' ? '' : `，要收：${f.proof}`}`,
  'groups.list_not_enough': (f: { label: string; proof: string }) => `${f.label}在名单上，按本学年的目录还必须有证明${f.proof === '' ? '' : `（${f.proof}）`}`,
  'groups.declaration_not_enough': (f: { label: string; proof: string }) => `${f.label}只有承诺书，按本学年的目录承诺书不能代替${f.proof === '' ? '名单或证明' : `：${f.proof}`}`,
  'groups.ended': (f: { label: string }) => `${f.label}在本学年的目录里已经停用，请改归别的群体`,
  'groups.grade_beyond': (f: { label: string; grade: number; max: number }) => `${f.label}的残疾人证是 ${f.grade} 级，本学年只认 1 到 ${f.max} 级，请认定机构裁量`,
  'groups.grade_unread': (f: { label: string; max: number }) => `${f.label}只认 1 到 ${f.max} 级，现有依据看不出等级，请登记 20 位残疾人证号`,
  'groups.hardship_asked': (f: { label: string }) => `单凭${f.label}不够，还要说明家庭经济困难：收申请表，或登记别的困难依据`,

  'groups.year_past': (f: { year: string; current: string }) => `从 ${f.year} 学年起已经过去；往年照当时的目录不变，请从 ${f.current} 或以后的学年起`,
  'groups.years_reversed': (f: { from: string; to: string }) => `停用学年 ${f.to} 早于启用学年 ${f.from}，请改正其中一个`,
  'groups.key_unknown': (f: { key: string }) => `目录里没有“${f.key}”这一类；新增群体请填名称，已有的请从目录里选`,
  'groups.label_taken': (f: { label: string; year: string }) => `${f.year} 学年已有一类叫“${f.label}”，两类不能同名；请换一个名称，或直接改已有的那一类`,
  'groups.grade_without_disability': (f: { label: string }) => `“${f.label}”不是凭残疾人证认的，不能限定残疾等级；请清空“最轻等级”，或把“名单上算谁”改成残疾`,
  'groups.list_without_owner': (f: { label: string }) => `“${f.label}”没有管名单的部门，不能用名单代替证明；请选主管部门，或改依据要求`,

  'recheck.list_not_in_force': (f: { file: string }) => `新名单“${f.file}”已经撤回或被替代，不能拿来复核；请选现在有效的那一份`,
  'recheck.list_withdrawn': (f: { file: string }) => `这次复核用的新名单“${f.file}”已经撤回，不能再作处理；请用更正后的名单重新开始复核`,
  'recheck.list_unknown': () => '选的名单没有找到，请刷新后重选',
  'recheck.same_list': () => '新旧两份是同一份名单，比不出变化；请另选旧名单',
  'recheck.other_department': (f: { previous: string; next: string }) => `旧名单是“${f.previous}”，新名单是“${f.next}”，不是同一个部门的名单，不能相比`,
  'recheck.order': (f: { previous: string; next: string }) => `旧名单（${f.previous}）比新名单（${f.next}）还要新，请对调`,
  'recheck.rows_waiting': (f: { file: string; count: number }) => `新名单“${f.file}”还有 ${f.count} 行要您定；请先在“名单比对”里定完，一行不漏再复核`,
  'recheck.exists': (f: { date: string }) => `这两份名单 ${f.date} 已经开始复核，请接着办，不用重来`,
  'recheck.line_unknown': (f: { name: string; group: string }) => `${f.name} 的“${f.group}”不在这次复核的变化里，请刷新后再处理`,
  'recheck.decision_not_for': (f: { name: string; change: string; decision: string }) => `${f.name} 是“${f.change}”，不能作“${f.decision}”处理`,
  'recheck.date_in_future': (f: { date: string; today: string }) => `处理日期 ${f.date} 还没到（今天 ${f.today}），请改正`,
  'recheck.declined': (f: { name: string }) => `${f.name} 的家庭已书面放弃，不能直接列入；请先登记撤销放弃，或选“不列入”并写明原因`,
  'recheck.left': (f: { name: string }) => `${f.name} 已经离校，不能列入；请选“不列入”并写明去向`,
  'recheck.grade_needs_case': (f: { name: string }) => `${f.name} 本学年没有认定个案，不能修订等级；请先选“等级不变”`,
  'recheck.revision_incomplete': () => '修订等级要写明认定机构和生效学期',
  'recheck.evidence_removed': (f: { date: string; change: string; reason: string }) => `${f.date} 名单复核（${f.change}）：${f.reason}`,
  'recheck.not_covered': (f: { name: string }) => `${f.name} 不在应助未助清单里，不用跟进；请刷新后再看`,
} satisfies SentenceBook;
