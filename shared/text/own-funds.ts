import type { SentenceBook } from './sentence-book.ts';

export const ownFundSentences = {
  'own_funds.below_floor': (f: { rate: string; floor: string; document: string }) => `提取比例 ${f.rate} 低于 ${f.document} 规定的 ${f.floor}。请按不低于规定的比例提取。`,
  'own_funds.above_ceiling': (f: { rate: string; ceiling: string; document: string }) => `提取比例 ${f.rate} 高于 ${f.document} 规定的 ${f.ceiling}。请核对比例。`,
  'own_funds.not_a_rate': () => '提取比例不对：应大于 0、不超过 100%，上限不低于下限。',
  'own_funds.stage_absent': (f: { stage: string }) => `本校没有${f.stage}学段。请核对学段，或到“设置”补上学段。`,
  'own_funds.donor_exists': (f: { name: string }) => `已经有名为“${f.name}”的社会资助。请选它，或在名称里写明是哪一次捐助。`,
  'own_funds.wrong_kind': (f: { fund: string; kind: string }) => `“${f.fund}”里不能记“${f.kind}”。校内提取记在校内资助经费里，捐助记在捐助方名下。`,
  'own_funds.too_little': (f: { fund: string; leftYuan: string; askedYuan: string }) => `“${f.fund}”只有 ${f.leftYuan} 元，不够 ${f.askedYuan} 元。先收后支：请先登记提取或捐助。`,
  'own_funds.use_missing': () => '支出必须写明用途；这笔钱只能用于资助学生，不能用于学生管理开支。',
  'own_funds.use_not_allowed': (f: { use: string; fund: string }) => `“${f.use}”不是“${f.fund}”可以用的用途。请改选用途。`,
  'own_funds.income_repeated': (f: { item: string; voucherNo: string }) => `凭证 ${f.voucherNo} 的“${f.item}”已经登记过。请核对，或先作废原来的。`,
  'own_funds.reversal_overdraws': (f: { fund: string; leftYuan: string }) => `“${f.fund}”只剩 ${f.leftYuan} 元，这笔收入的钱已经用出去了，不能冲销。请先冲销后面的支出。`,
} satisfies SentenceBook;
