import type { NoticeColumn, NoticeKind } from '#shared/domain/notice/notice-fields.ts';
import type { ClassNotReady, NoticeLevel } from '#shared/domain/notice/notice-level.ts';
import type { EvidenceLack } from '#shared/domain/notice/posting-evidence.ts';
import type { NoticeState, NoticeStep } from '#shared/domain/notice/notice-state.ts';
import type { SensitiveKind } from '#shared/domain/notice/scan-text.ts';
import type { SentenceBook } from './sentence-book.ts';

export const noticeKindNames: Readonly<Record<NoticeKind, string>> = { identification: '认定结果', aid_list: '资助名单' };

export const noticeStateNames: Readonly<Record<NoticeState, string>> = { draft: '草稿', posted: '公示中', ended: '已结束', taken_down: '已撤下' };

export const noticeStepNames: Readonly<Record<NoticeStep, string>> = { post: '张贴', confirm_others: '先确认无异议的', end: '结束公示', take_down: '撤下', withdraw: '提前撤回' };

export const noticeLevelNames: Readonly<Record<NoticeLevel, string>> = { class: '班级公示', school: '校级公示' };

export const evidenceLackNames: Readonly<Record<EvidenceLack, string>> = {
  poster: '谁张贴的', first_day: '首日照片', last_day: '末日照片', result_paper: '签字的公示结果说明', wrong_day: '照片日期不是那一天',
};

const notReadyWords: Readonly<Record<ClassNotReady['why'], string>> = {
  none: '还没有班级公示', draft: '班级公示还没有张贴', posted: '班级公示还没有结束', held: '班级公示的异议还没有答复', overlaps: '班级公示最后一天不早于校级张贴日',
};

export const noticeColumnNames: Readonly<Record<NoticeColumn, string>> = {
  ordinal: '序号', name: '姓名', school: '学校', yearLevel: '年级', className: '班级', major: '专业', programme: '资助项目', hardshipGrade: '困难等级', amount: '金额（元）',
};

export const sensitiveNames: Readonly<Record<SensitiveKind, string>> = {
  id_number: '身份证号', registry_number: '学籍号', phone: '电话号码', card_number: '银行卡号',
};

export const noticeSentences = {
  'notice.nobody_to_list': (f: { kind: NoticeKind }) =>
    f.kind === 'identification' ? '没有需要公示的认定结果：本学期的认定都已公示，或还没有作出认定。' : '没有需要公示的资助名单：本学期的应发都已公示，或还没有计算应发。',
  'notice.text_has_sensitive': (f: { field: string; kind: SensitiveKind; shown: string }) =>
    `“${f.field}”里有像${sensitiveNames[f.kind]}的数字（${f.shown}）。公示不得出现身份证号、学籍号、电话和银行卡号（教财厅函〔2017〕28号）；学校和上级的电话请填在“设置”里。请删去。`,
  'notice.same_name_undistinguished': (f: { names: readonly string[]; className: string }) =>
    `${f.className}有同名学生（${f.names.join('、')}），而且没有可用的班内学号或校内学号来区分。请先在名册里补上学号；不能用身份证号或学籍号区分。`,
  'notice.state_forbids': (f: { step: NoticeStep; state: NoticeState }) => `这份公示现在是“${noticeStateNames[f.state]}”，不能${noticeStepNames[f.step]}。`,
  'notice.posted_in_future': (f: { date: string; today: string }) => `张贴日期 ${f.date} 晚于今天 ${f.today}。请填实际张贴的日期。`,
  'notice.list_changed': (f: { added: number; removed: number }) => `草稿做好后名单变了（新增 ${f.added} 人次，减少 ${f.removed} 人次）。请删掉草稿重新制作，再张贴。`,
  'notice.period_not_over': (f: { endOn: string; today: string }) => `公示期到 ${f.endOn} 为止（含当天），今天是 ${f.today}，还不能结束。`,
  'notice.taken_down_too_early': (f: { endOn: string }) => `撤下日期早于公示期最后一天 ${f.endOn}。确需提前撤回请用“提前撤回”并写明原因。`,
  'notice.taken_down_in_future': (f: { date: string; today: string }) => `撤下日期 ${f.date} 晚于今天 ${f.today}。请填实际撤下的日期。`,
  'notice.objections_open': (f: { numbers: readonly string[]; whole: boolean }) =>
    `还有 ${f.numbers.length} 件异议没有答复（${f.numbers.join('、')}），不能结束公示。请先在“异议”里办理${f.whole ? '' : '；等不及的，可以“先确认无异议的”学生'}。`,
  'notice.whole_objection_open': (f: { numbers: readonly string[] }) => `${f.numbers.join('、')} 反映的是整份公示，答复之前哪一个学生都不能先确认。`,
  'notice.no_open_objection': () => '这份公示没有待答复的异议，直接“结束公示”就行。',
  'notice.others_confirmed_already': (f: { date: string }) => `没有异议的学生已在 ${f.date} 先确认过；这份公示不能再撤回，请等异议答复后结束。`,
  'notice.taken_down_already': (f: { date: string }) => `这份公示已登记在 ${f.date} 撤下。`,
  'notice.note_reveals': () => '公示结果说明要张贴，里面写了反映人的姓名或联系方式。请删去。',
  'notice.class_level_not_used': () => '本校现行的认定办法没有规定班级公示，只作校级公示。要分两级公示，请先在认定办法里填写班级公示天数；班级公示只用于认定结果。',
  'notice.class_missing': () => '班级公示一份只公示一个班，请选班级。',
  'notice.class_level_first': (f: { classes: readonly string[] }) => `本校先班级公示、后校级公示，校级公示现在还不能张贴：${f.classes.join('；')}。`,
  'notice.class_level_pending': (f: { classes: readonly string[] }) => `张贴校级公示前要先做完班级公示：${f.classes.join('；')}。`,
  'notice.class_not_ready': (f: ClassNotReady) => `${f.className}${notReadyWords[f.why]}（${f.count} 人）`,
  'notice.held_left_out': (f: { count: number }) => `有 ${f.count} 名学生的异议还在办理，没有列入这份公示；答复后再公示。`,
  'notice.class_short_period': (f: { days: number; unit: string; asked: number }) => `班级公示只有 ${f.days} ${f.unit}，本校的认定办法要求 ${f.asked} ${f.unit}。`,
  'notice.no_result': (f: { no: string }) => `${f.no} 没有张贴或已撤回，没有公示结果可以说明。`,
  'notice.result_none': () => '公示期内未收到异议。',
  'notice.result': (f: { total: number; parts: readonly string[]; open: number }) =>
    `公示期内收到异议 ${f.total} 件${f.parts.length > 0 ? `：${f.parts.join('，')}` : ''}${f.open > 0 ? `；另有 ${f.open} 件正在办理` : '，均已办理答复'}。`,
  'notice.entitlements_rely_on_it': (f: { count: number }) => `已有 ${f.count} 笔应发依据这份公示批准，不能撤回这份公示。`,
  'notice.short_period': (f: { days: number; unit: string }) => `公示期只有 ${f.days} ${f.unit}，多数文件要求不少于 5 个工作日，请确认本县的规定。`,
  'notice.holidays_unknown': () => '公示期涉及的年份还没有录入节假日安排，截止日期只按周末推算，标为“未核节假日”。请在“设置”里补录放假调休后再张贴。',
  'notice.amount_shown': () => '金额不在教财厅函〔2017〕28号允许公示的内容之列。只有本县明文要求时才打开。',
  'notice.tier_shown': () => '将公示困难等级。请确认本县要求公示等级，否则请关闭。',
} satisfies SentenceBook;
