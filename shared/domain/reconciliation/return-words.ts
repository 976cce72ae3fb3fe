/** The reasons a bank gives, grouped by what the school does next (handbook 4.5). */
export const reasonKeys = ['holder_mismatch', 'bad_account', 'account_state', 'id_mismatch', 'payer_funds', 'other'] as const;
export type ReasonKey = (typeof reasonKeys)[number];

export const reasonText: Readonly<Record<ReasonKey, { readonly label: string; readonly next: string }>> = {
  holder_mismatch: { label: '户名不符', next: '核对姓名、生僻字，或换监护人的卡' },
  bad_account: { label: '账号错误', next: '向家长重新要账号并更正' },
  account_state: { label: '账户状态异常', next: '请监护人到银行激活或解冻' },
  id_mismatch: { label: '证件号不符', next: '到名册核对证件号码' },
  payer_funds: { label: '付款方余额不足', next: '与财务核对付款账户，不是学生的问题' },
  other: { label: '其他', next: '看银行原文，人工处理' },
};

/** Words a school's bank uses. Data, because the wording is the bank's own and no code table is known (handbook 4.5). */
export interface ReturnWords {
  /** Whole texts that mean success, compared exactly: 受理成功 or 部分成功 must not pass. */
  readonly paid: readonly string[];
  /** Parts of texts that mean refusal. */
  readonly failed: readonly string[];
  /** Parts of a reason, first hit wins. */
  readonly reasons: readonly { readonly word: string; readonly key: ReasonKey }[];
}

export const defaultReturnWords: ReturnWords = {
  paid: ['成功', '交易成功', '代发成功', '发放成功', '入账成功', '处理成功', '付款成功', '支付成功', '转账成功', '打款成功', '已入账', '已到账', '已发放', '已支付'],
  failed: ['失败', '不成功', '未成功', '未入账', '退票', '退回', '退款', '拒绝', '拒付', '撤销', '冲正'],
  reasons: [
    { word: '户名不符', key: 'holder_mismatch' }, { word: '姓名不符', key: 'holder_mismatch' }, { word: '户名不一致', key: 'holder_mismatch' },
    { word: '姓名错', key: 'holder_mismatch' }, { word: '户名错', key: 'holder_mismatch' }, { word: '账户名', key: 'holder_mismatch' },
    { word: '证件号', key: 'id_mismatch' }, { word: '证件不符', key: 'id_mismatch' }, { word: '身份证', key: 'id_mismatch' },
    { word: '账号错', key: 'bad_account' }, { word: '帐号错', key: 'bad_account' }, { word: '不存在', key: 'bad_account' }, { word: '账号有误', key: 'bad_account' },
    { word: '无此账', key: 'bad_account' }, { word: '无此户', key: 'bad_account' }, { word: '卡号错', key: 'bad_account' },
    { word: '销户', key: 'account_state' }, { word: '冻结', key: 'account_state' }, { word: '未激活', key: 'account_state' }, { word: '异常', key: 'account_state' },
    { word: '挂失', key: 'account_state' }, { word: '睡眠', key: 'account_state' }, { word: '长期不动', key: 'account_state' }, { word: '止付', key: 'account_state' },
    { word: '余额不足', key: 'payer_funds' }, { word: '限额', key: 'other' },
  ],
};

export type ReturnResult = 'paid' | 'failed' | 'unknown';

/** What one row says of its payment, with the bank's own words kept. */
export interface RowResult {
  readonly result: ReturnResult;
  readonly reasonRaw: string;
  readonly reasonKey: ReasonKey | null;
}

/**
 * Reads the result and reason cells of one row. Success is a known word of success, whole, with no word of refusal beside it; an empty,
 * unknown or self-contradicting answer stays unknown (handbook README 3: unmatched is unknown, never success).
 */
export function readRowResult(resultCell: string, reasonCell: string, words: ReturnWords): RowResult {
  const result = squeeze(resultCell);
  const reason = squeeze(reasonCell);
  const saysPaid = words.paid.includes(result === '' ? reason : result);
  const saysFailed = isRefusal(result, words) || isRefusal(reason, words);
  if (saysPaid && !saysFailed) return { result: 'paid', reasonRaw: '', reasonKey: null };
  const key = findReasonKey(`${reason} ${result}`, words);
  if (saysFailed && !saysPaid) return { result: 'failed', reasonRaw: reasonCell.trim() || resultCell.trim(), reasonKey: key ?? 'other' };
  return { result: 'unknown', reasonRaw: [resultCell.trim(), reasonCell.trim()].filter((text) => text !== '').join(' '), reasonKey: key };
}

export type WordMeaning = 'paid' | ReasonKey;

/**
 * The table with one more of the bank's words in it: as a success, whole, or as a refusal for this reason, before all other reasons. The word is the result cell's
 * where success is meant, the reason cell's where refusal is; the other cell where that one is empty (handbook 4.5).
 */
export function learnReturnWord(words: ReturnWords, said: { readonly result: string; readonly reason: string }, meaning: WordMeaning): ReturnWords {
  const [result, reason] = [squeeze(said.result), squeeze(said.reason)];
  if (meaning === 'paid') return { ...words, paid: [...words.paid, result || reason] };
  return { ...words, reasons: [{ word: reason || result, key: meaning }, ...words.reasons] };
}

function isRefusal(text: string, words: ReturnWords): boolean {
  if (text === '' || words.paid.includes(text)) return false;
  return words.failed.some((word) => text.includes(word)) || words.reasons.some(({ word }) => text.includes(word));
}

function findReasonKey(text: string, words: ReturnWords): ReasonKey | null {
  return words.reasons.find(({ word }) => text.includes(word))?.key ?? null;
}

function squeeze(text: string): string {
  return text.replace(/[\s　]/gu, '').replace(/^[“"'【[（(]+|[”"'】\]）)。.！!]+$/gu, '');
}
