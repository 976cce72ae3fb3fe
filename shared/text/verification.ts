import type { HitEvent, HitOutcome, HitState } from '#shared/domain/verification/negative-hit.ts';
import type { HitStrength, HouseholdPerson } from '#shared/domain/verification/negative-match.ts';
import type { SentenceBook } from './sentence-book.ts';

export const hitStateTexts: Readonly<Record<HitState, string>> = { open: '待家庭说明', explained: '已说明，待核材料', checked: '已核材料，待处理', decided: '已处理', not_same: '不是同一人' };

export const hitEventTexts: Readonly<Record<HitEvent, string>> = { explain: '家庭说明', check: '核实材料', decide: '处理意见', dismiss: '不是同一人', reopen: '重新打开' };

export const hitOutcomeTexts: Readonly<Record<HitOutcome, string>> = { keep: '建议维持', adjust: '建议调整', revoke: '建议取消' };

export const hitStrengthTexts: Readonly<Record<HitStrength, string>> = { number: '证件号相同', name: '只有姓名相同' };

export const personSourceTexts: Readonly<Record<HouseholdPerson['source'], string>> = { pupil: '学生本人', roster: '名册家庭成员', application: '申请表家庭成员' };

export const verificationSentences = {
  'verification.row_empty': () => '这一行没有姓名，也没有号码；请补上或删去这一行',
  'verification.id_spoilt': () => '号码被 Excel 改成了数字或科学计数，后几位已丢失；请从原件重抄，单元格设为文本',
  'verification.id_unreadable': (f: { length: number }) => `号码有 ${f.length} 位，不是 18 位或 15 位身份证号，只能按姓名提示；请照原件补正`,
  'verification.no_person_column': () => '没有找到姓名或身份证号这样的列，无法比对；请在“列对应”里指定',
  'verification.kind_unknown': () => '这一类名单不在本校的种类里；请在“名单种类”里先加上，或重选种类',
  'verification.term_missing': () => '导入负面名单要先选定学期；请在页眉选好学期后再试',
  'verification.understood_none': () => '不是本校学生的家庭',
  'verification.understood_number': (f: { pupils: string }) => `证件号相同 → ${f.pupils}，请家庭说明`,
  'verification.understood_name': (f: { pupils: string }) => `只有姓名相同（弱提示）→ ${f.pupils}，请先核是不是同一人`,
  'verification.date_in_future': (f: { date: string; today: string }) => `日期 ${f.date} 还没到（今天 ${f.today}），请改正`,
  'verification.date_before_last': (f: { date: string; last: string }) => `日期 ${f.date} 早于上一步的 ${f.last}，请核对后改正`,
  'verification.state_forbids': (f: { name: string; state: HitState; event: HitEvent }) =>
    `${f.name} 的这条命中现在是“${hitStateTexts[f.state]}”，不能登记“${hitEventTexts[f.event]}”；先说明，再核材料，再处理`,
  'verification.outcome_missing': () => '处理意见要选维持、调整或取消',
  'verification.list_withdrawn': (f: { file: string }) => `名单“${f.file}”已经撤回，它的命中不再办理`,
  'verification.already_withdrawn': () => '这份名单已经撤回',
  'verification.kind_taken': (f: { label: string }) => `已有一类叫“${f.label}”，请换一个名称，或直接改已有的那一类`,
  'verification.open_hits': (f: { name: string; count: number; kinds: string }) =>
    `${f.name} 的家庭在负面名单（${f.kinds}）里有 ${f.count} 条还没处理完：命中不是结论，不妨碍认定，请先看“核查与谈话”里的说明和材料`,
  'verification.decided_hits': (f: { name: string; outcome: HitOutcome; on: string; text: string }) => `${f.name}：${f.on} 负面核查${hitOutcomeTexts[f.outcome]}（${f.text}）`,
} satisfies SentenceBook;
