import type { ExportField } from '#shared/domain/disbursement/export-profile.ts';
import { exportFieldText } from '#shared/domain/disbursement/export-profile.ts';
import { isoDate, formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { SentenceBook } from './sentence-book.ts';

const statusText: Readonly<Record<string, string>> = { enrolled: '在读', suspended: '休学', transferred_out: '转出', withdrawn: '退学', graduated: '毕业', deceased: '死亡' };

function since(date: string | null): string {
  return date === null ? '（日期没有登记）' : `（${formatChineseDate(isoDate(date))}）`;
}

export const paymentSentences = {
  'payment.pupil_deceased': (f: { since: string | null }) => `名册登记该生已死亡${since(f.since)}，不得再发放。请撤回应发或核对名册。`,
  'payment.pupil_left_before_term': (f: { status: string; since: string | null }) => `名册登记该生在学期开始前已${statusText[f.status] ?? f.status}${since(f.since)}，不应发放。请撤回应发或核对名册。`,
  'payment.pupil_left_in_term': (f: { status: string; since: string }) => `该生学期中${statusText[f.status] ?? f.status}${since(f.since)}，请按当地规定确认仍应发放。`,
  'payment.reissue_without_evidence': (f: { failedLine: string }) => `这是 ${f.failedLine} 失败款的补发，换了账户而没有附凭据（卡的复印件、家长签字）。请在“收款账户”里附上，或写明理由。`,
  'payment.finding_not_open': (f: { name: string }) => `${f.name}的这条提醒已经变了或已写明理由。请看最新的核对结果。`,
  'payment.block_not_judged': (f: { name: string }) => `${f.name}的这一条是不能发放的原因，不能写理由放过，只能更正。`,
  'payment.warnings_open': (f: { count: number; lines: readonly string[] }) =>
    `学校设定放行前提醒要逐条处理，还有 ${f.count} 条没有更正也没有写明理由：${f.lines.slice(0, 3).join('；')}${f.lines.length > 3 ? ' …' : ''}。请在批次的“核对”里处理。`,
  'payment.zip_password_needed': (f: { no: string }) => `批次 ${f.no} 的格式要求压缩加密。请填至少 8 位的密码，只用字母、数字和常用符号（汉字密码有的解压软件打不开）。`,
  'payment.nothing_to_pay': (f: { programme: string }) => `“${f.programme}”没有可以发放的学生：都已进批次，或都被拦下。请看“不能发放”一栏。`,
  'payment.nothing_to_reissue': (f: { programme: string }) => `“${f.programme}”没有可以补发的失败款：失败的要先更正账户。`,
  'payment.expected_differs': (f: { shownCount: number; shownYuan: string; count: number; sumYuan: string }) =>
    `您确认的是 ${f.shownCount} 人 ${f.shownYuan} 元，现在应是 ${f.count} 人 ${f.sumYuan} 元。名单刚有变动，请重新核对后再提交。`,
  'payment.student_not_payable': (f: { names: readonly string[] }) => `选中的学生里有 ${f.names.length} 人不能发放：${f.names.slice(0, 5).join('、')}${f.names.length > 5 ? '等' : ''}。请看“不能发放”一栏的原因。`,
  'payment.file_problems': (f: { count: number; profile: string; lines: readonly string[] }) =>
    `按“${f.profile}”写文件有 ${f.count} 处写不出，没有生成批次：${f.lines.slice(0, 5).join('；')}${f.lines.length > 5 ? ' …' : ''}`,
  'payment.unwritable': (f: { name: string; characters: readonly string[]; encoding: string }) =>
    `${f.name}里的“${f.characters.join('')}”用 ${f.encoding} 编码写不出。请改用 GB18030 或 UTF-8 编码的银行文件格式，或与银行约定替代字，绝不写成“?”`,
  'payment.separator_in_value': (f: { text: string }) => `“${f.text}”里有分隔符，写进文件会错列。请更正`,
  'payment.formula_like': (f: { text: string }) => `“${f.text}”以 = + - @ 开头，Excel 会当成公式，银行文件里不许有。请更正`,
  'payment.line_break': (f: { text: string }) => `“${f.text.replaceAll(/\s+/gu, ' ')}”里有换行或制表符。请更正`,
  'payment.field_missing': (f: { field: ExportField }) => `缺${exportFieldText[f.field]}，这种银行文件必须有。请补上`,
  'payment.too_wide': (f: { text: string; heading: string; bytes: number; room: number }) => `“${f.text}”有 ${f.bytes} 个字节，“${f.heading}”一列只有 ${f.room} 个，截断会变成另一个人或另一个账号。请加宽这一列或更正`,
  'payment.amount_not_positive': () => '金额不是正数',
  'payment.file_problem_line': (f: { lineNo: number; student: string; problem: string }) => f.lineNo === 0 ? `格式本身：${f.problem}` : `第 ${f.lineNo} 笔 ${f.student}：${f.problem}`,
  'payment.not_in_state': (f: { no: string; state: string; needed: string }) => `批次 ${f.no} 现在是“${f.state}”，要先是“${f.needed}”才能这样做。`,
  'payment.same_person': (f: { name: string }) => `批次由${f.name}制作，复核必须是另一个人。请换复核账号；只有一个人办理时，请管理员在“设置”里打开一人模式，批次上会标明。`,
  'payment.totals_differ': (f: { count: number; sumYuan: string }) => `核对的人数或金额与批次不符：批次是 ${f.count} 笔 ${f.sumYuan} 元。请重新核对。`,
  'payment.entitlement_gone': (f: { names: readonly string[] }) => `批次里有 ${f.names.length} 人的应发已撤回：${f.names.slice(0, 5).join('、')}。请撤回这个批次重新制作。`,
  'payment.check_failed': (f: { count: number; lines: readonly string[] }) => `放行前重新核对，有 ${f.count} 人现在不能发放：${f.lines.slice(0, 5).join('；')}。请撤回批次、更正后重新制作。`,
  'payment.export_reason_needed': (f: { no: string; on: string }) => `批次 ${f.no} 已在 ${formatChineseDate(isoDate(f.on))} 导出过。再次导出会给出完全相同的文件，请写明原因。`,
  'payment.file_changed': (f: { name: string }) => `存档里的文件 ${f.name} 与当时的校验值不符，没有导出。请从备份恢复，并联系技术支持。`,
  'payment.withdraw_answered': (f: { no: string; count: number }) => `批次 ${f.no} 已有 ${f.count} 笔收到银行结果，不能整批撤回。`,
  'payment.profile_unfit': (f: { problems: readonly string[] }) => `这个银行文件格式还不能用：${f.problems.join('；')}。`,
  'payment.profile_unknown': () => '没有找到这个银行文件格式。它可能已被删除，请另选一个。',
  'payment.profile_is_preset': () => '程序自带的格式不能改也不能删。请“另存为”一个自己的格式再改。',
  'profile.name_missing': () => '没有名称',
  'profile.column_missing': (f: { field: ExportField }) => `缺“${exportFieldText[f.field]}”列`,
  'profile.separator_unfit': () => '分隔符要 1 到 3 个符号（csv 为 1 个），不能是字母、数字、引号或换行',
  'profile.constant_unfit': (f: { heading: string }) => `“${f.heading}”的固定内容里有分隔符、换行，或以 = + - @ 开头`,
  'profile.row_limit_unfit': () => '每个文件最多行数要是正整数，或留空',
  'profile.place_missing': (f: { heading: string; column: number }) => `定长文件的每一列都要写占几个字节，第 ${f.column} 列“${f.heading}”没有写`,
  'profile.token_unknown': (f: { token: string }) => `{${f.token}} 不认识，可用 {school} {pinyin} {date} {batch} {seq} {count} {sum} {term}；{count:8} 是补零到 8 位`,
} satisfies SentenceBook;
