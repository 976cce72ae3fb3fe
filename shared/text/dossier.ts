import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { SentenceBook } from './sentence-book.ts';

/** The state of one payment, as a pupil's file says it. */
export const dossierLineStates: Readonly<Record<PaymentLineState, string>> = {
  due: '待提交', submitted: '已报银行', transferred: '银行处理中', paid: '成功', failed: '失败', unanswered: '未答复', corrected: '已更正待补发',
  reissued: '已转补发', wrong: '错发', recovered: '已追回', waived: '不再发放', withdrawn: '已撤回',
};

export const dossierSentences = {
  'dossier.no_pupils': () => '选中的范围里没有学生，没有打印。请换一个班级。',
  'dossier.clear_needs_permission': () => '您的账号不能打印完整号码。请取消“打印完整号码”，或请管理员授权。',
} satisfies SentenceBook;
