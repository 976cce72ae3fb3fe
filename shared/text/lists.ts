import type { MatchDifference, MatchRule } from '#shared/domain/matching/match-row.ts';
import type { SentenceBook } from './sentence-book.ts';

/** By which rule a row and a pupil came together, as it stands on screen and in the file. */
export const matchRuleTexts: Readonly<Record<MatchRule, string>> = {
  pupil_id: '学生身份证号相同',
  member_id: '家庭成员身份证号相同',
  head_id: '户主身份证号相同',
  certificate_pupil: '残疾人证号前 18 位是学生的身份证号',
  certificate_member: '残疾人证号前 18 位是家长的身份证号',
  name_birth: '姓名和出生日期相同',
  name_village: '姓名相同，住址在同一村（社区）',
  member_name_village: '家长姓名相同，住址在同一村（社区）',
  name_only: '名单没有号码，只有姓名相同',
  member_name_only: '名单没有号码，只有家长姓名相同',
  manual: '人工指定',
};

/** What differs, as a short remark beside a candidate. */
export const matchDifferenceTexts: Readonly<Record<MatchDifference, string>> = {
  name_differs: '号码相同而姓名不同',
  name_variant: '号码相同，姓名是形近字或异体字',
  name_missing: '名单上没有姓名',
  birth_differs: '出生日期不同',
  id_differs: '双方都有号码而号码不同',
  old_number: '名单上是 15 位旧号码',
  shared_number: '名册里不止一人用这个号码',
  not_guardian: '名册里这位亲属不是监护人、户主或父母',
  not_parent: '持证人不是学生的父亲或母亲',
  speaks_of_relative: '名单说的是学生的亲属，不是学生本人',
};

export const listSentences = {
  'lists.understood_pupil': (f: { pupils: string }) => `学生 ${f.pupils}`,
  'lists.understood_head': (f: { pupils: string; relation: string }) => `户主 → 学生 ${f.pupils}${f.relation === '' ? '' : `，${f.relation}`}`,
  'lists.understood_member': (f: { pupils: string; relation: string }) => `${f.relation === '' ? '家庭成员' : f.relation} → 学生 ${f.pupils}`,
  'lists.understood_certificate': (f: { pupils: string; relation: string }) => (f.relation === '' ? `残疾学生 ${f.pupils}` : `残疾人（${f.relation}）→ 学生 ${f.pupils}`),
  'lists.understood_manual': (f: { pupils: string }) => `人工指定 → 学生 ${f.pupils}`,
  'lists.understood_candidates': (f: { pupils: string; why: string }) => `请您定：${f.why} → ${f.pupils}`,
  'lists.understood_not_ours': () => '不是本校家庭（名册中没有这个人）',
  'lists.understood_no_group': (f: { text: string }) => `名单写明“${f.text}”，不属于特殊困难群体`,
  'lists.understood_decided_not_ours': () => '已定：不是本校学生',
  'lists.id_spoilt': () => `号码被 Excel 改成了数字或科学计数，后几位已丢失；请从原件重抄，单元格设为文本`,
  'lists.id_bad_length': (f: { length: number }) =>
    `${f.length} 位，${f.length < 18 ? `少 ${18 - f.length} 位` : '位数不对'}；身份证号 18 位，残疾人证号 20 位，请照原件补正`,
  'lists.certificate_bad_tail': (f: { category: string; grade: string }) =>
    `残疾人证号第 19 位是类别（1–7），第 20 位是等级（1–4），这里是 ${f.category} 和 ${f.grade}；请照残疾人证补正`,
  'lists.id_bad_char': () => `号码里有不该有的字符；请照原件补正`,
  'lists.id_bad_checksum': () => `末位校验不对，可能抄错一位；仍按原样比对，请核对原件`,
  'lists.same_id_other_name': (f: { row: number }) => `与第 ${f.row} 行证件号相同而姓名不同；请核对原件，改正其中一行`,
  'lists.repeats_row': (f: { row: number }) => `与第 ${f.row} 行是同一个人（一人多行，照收）`,
  'lists.row_empty': () => '这一行没有姓名，也没有号码；请补上或删去这一行',
  'lists.group_unknown': (f: { text: string }) => `不认识的类别“${f.text}”；请改成低保、低保边缘、脱贫户、监测户等名称，或在导入选项里另选“其他名单”并写明群体`,
  'lists.group_missing': () => '这份名单没有写明是哪一类群体；请在导入选项“群体”里选定，例如脱贫家庭、孤儿或事实无人抚养儿童',
  'lists.risk_unread': (f: { text: string }) => `“风险是否已消除”写的是“${f.text}”，看不出是或否，按“未知”收下`,
  'lists.birth_unread': (f: { text: string }) => `出生日期“${f.text}”看不懂，没有用它来比对`,
  'lists.no_person_column': () => '没有找到姓名、身份证号、户主姓名或户主身份证号这样的列，无法比对；请在“列对应”里指定',
  'lists.term_missing': () => '导入部门名单要先选定学期；请在页眉选好学期后再试',
  'lists.group_name_missing': () => '“其他名单”必须写明是哪一类群体；请在导入选项里选一类或写上名称',
  'lists.replaces_unknown': () => '要替代的旧名单没有找到，或它已经被替代、撤回；请刷新后重选',
  'lists.already_withdrawn': () => '这份名单已经撤回，不能再处理它的行；请看新的名单',
  'lists.already_replaced': () => '这份名单已经被新的名单替代；请在新的名单里处理',
  'lists.pupil_of_other_school': () => '选的学生不在这所学校的名册里，没有保存；请重选',
  'lists.no_group_to_confirm': () => '这一行写明不属于特殊困难群体，不能指定给学生；如名单有误，请更正后重新导入',
  'lists.nothing_to_undo': () => '这一行还没有人作过决定，没有可以撤销的',
  'lists.match_in_use': (f: { pupils: string }) => `这一行已经作为认定依据（${f.pupils}），不能直接改；请先在“认定”里撤下该依据并写明原因`,
} satisfies SentenceBook;
