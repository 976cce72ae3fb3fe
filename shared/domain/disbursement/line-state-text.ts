import type { PaymentLineState } from './line-state.ts';

/** The states in Chinese, as on screen, on paper and in files (handbook 4.2). */
export const lineStateText: Readonly<Record<PaymentLineState, string>> = {
  due: '待报送', submitted: '已报送', transferred: '已拨付', paid: '成功', failed: '失败', unanswered: '未回', corrected: '已更正待补发', reissued: '已补发', wrong: '错发',
  recovered: '已追回', waived: '放弃', withdrawn: '已撤回',
};
