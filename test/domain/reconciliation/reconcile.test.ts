import { describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/money/fen.ts';
import { compareOutcomes, totalBuckets } from '#shared/domain/reconciliation/outcome-difference.ts';
import { reconcile } from '#shared/domain/reconciliation/reconcile.ts';
import type { ReturnRow, SentLine } from '#shared/domain/reconciliation/reconcile.ts';
import { defaultReturnWords, learnReturnWord, readRowResult, reasonKeys } from '#shared/domain/reconciliation/return-words.ts';

const amount = fen(31250);

function line(lineNo: number, over: Partial<SentLine> = {}): SentLine {
  return { lineId: 100 + lineNo, lineNo, accountNo: `621700${String(lineNo).padStart(13, '0')}`, holderName: `户${lineNo}`, holderIdNumber: `9999991985${String(lineNo).padStart(8, '0')}`, amountFen: amount, answer: null, ...over };
}

function row(rowNo: number, over: Partial<ReturnRow> = {}): ReturnRow {
  return { rowNo, lineNo: null, accountNo: '', holderName: '', holderIdNumber: '', amountFen: amount, result: 'paid', reasonRaw: '', reasonKey: null, ...over };
}

function buckets(lines: readonly SentLine[], rows: readonly ReturnRow[]): string[] {
  return reconcile(lines, rows).rows.map((verdict) => `${verdict.bucket}${verdict.lineId ? `:${verdict.lineId}` : ''}${verdict.rule ? `:${verdict.rule}` : ''}`);
}

function states(lines: readonly SentLine[], rows: readonly ReturnRow[]): string[] {
  return reconcile(lines, rows).lines.map((verdict) => verdict.state);
}

describe('how a row finds its line (handbook 4.5)', () => {
  const lines = [line(1), line(2), line(3)];
  const account = (lineNo: number): string => line(lineNo).accountNo;

  it('takes our own 序号 when the account agrees', () => {
    expect(buckets(lines, [row(2, { lineNo: 2, accountNo: account(2) })])).toEqual(['paid:102:line_no']);
  });

  it('does not believe a 序号 whose account is another line\'s: the bank numbered its own rows', () => {
    expect(buckets(lines, [row(2, { lineNo: 1, accountNo: account(3) })])).toEqual(['paid:103:account']);
  });

  it('goes by account and amount, then by ID and amount, then by name and amount', () => {
    expect(buckets(lines, [row(2, { accountNo: account(1) }), row(3, { holderIdNumber: line(2).holderIdNumber ?? '' }), row(4, { holderName: '户 3' })]))
      .toEqual(['paid:101:account', 'paid:102:holder_id', 'paid:103:holder_name']);
  });

  it('reads a masked account as a hint that must not disagree', () => {
    expect(buckets(lines, [row(2, { holderName: '户1', accountNo: '6217***0001' }), row(3, { holderName: '户2', accountNo: '6217***0009' })]))
      .toEqual(['paid:101:holder_name', 'not_in_batch']);
  });

  it('never matches by name or ID when the full account is another: that money went elsewhere', () => {
    expect(buckets(lines, [row(2, { accountNo: '6217009999999999999', holderName: '户1', holderIdNumber: line(1).holderIdNumber ?? '' })])).toEqual(['not_in_batch']);
  });

  it('never guesses between two families of one name', () => {
    const zhang = [line(1, { holderName: '张伟' }), line(2, { holderName: '张伟' })];
    expect(buckets(zhang, [row(2, { holderName: '张伟' }), row(3, { holderName: '张伟' })])).toEqual(['ambiguous:holder_name', 'ambiguous:holder_name']);
    expect(states(zhang, [row(2, { holderName: '张伟' })])).toEqual(['unanswered', 'unanswered']);
  });

  it('keeps a different amount apart, also a part of it, and leaves the line unanswered', () => {
    expect(buckets(lines, [row(2, { accountNo: account(1), amountFen: fen(31200) }), row(3, { lineNo: 2, accountNo: account(2), amountFen: fen(10000) })]))
      .toEqual(['partial:101:account', 'partial:102:line_no']);
    expect(states(lines, [row(2, { accountNo: account(1), amountFen: fen(31200) })])).toEqual(['unanswered', 'unanswered', 'unanswered']);
  });

  it.each([
    ['less than was sent', [31250], 20000, 'partial'], ['more than was sent', [31250], 62500, 'over'], ['between two of one account', [31250, 62500], 40000, 'ambiguous'],
    ['more than either of two', [31250, 62500], 93750, 'over'],
  ])('calls an amount %s by its own name', (_, sent, amount, bucket) => {
    const siblings = sent.map((each, index) => line(index + 1, { accountNo: account(1), amountFen: fen(each) }));
    expect(reconcile(siblings, [row(2, { accountNo: account(1), amountFen: fen(amount) })]).rows[0]?.bucket).toBe(bucket);
  });

  it('tells a payment that was never exported from a payment to nobody', () => {
    const unsent = [line(9)];
    const verdict = reconcile(lines, [row(2, { accountNo: account(9) }), row(3, { accountNo: account(9), amountFen: fen(1) }), row(4, { accountNo: account(77) })], unsent);
    expect(verdict.rows.map((each) => [each.bucket, each.lineId])).toEqual([['not_exported', 109], ['not_in_batch', null], ['not_in_batch', null]]);
    expect(verdict.lines.map((each) => each.state)).toEqual(['unanswered', 'unanswered', 'unanswered']);
  });

  it('takes a refusal without an amount, but not a success without one', () => {
    expect(buckets(lines, [row(2, { accountNo: account(1), amountFen: null, result: 'failed' }), row(3, { accountNo: account(2), amountFen: null })]))
      .toEqual(['failed:101:account', 'no_result:102:account']);
  });
});

describe('rows without a result', () => {
  it('stay unknown, never success', () => {
    const verdict = reconcile([line(1)], [row(2, { lineNo: 1, accountNo: line(1).accountNo, result: 'unknown' })]);
    expect(verdict.rows[0]?.bucket).toBe('no_result');
    expect(verdict.lines[0]?.state).toBe('unanswered');
  });
});

describe('equal payments and repeats', () => {
  it('keeps sixty equal payments of one day sixty, with and without 序号', () => {
    const lines = Array.from({ length: 60 }, (_, index) => line(index + 1));
    for (const lineNo of [true, false]) {
      const verdict = reconcile(lines, lines.map((each, index) => row(index + 2, { lineNo: lineNo ? each.lineNo : null, accountNo: each.accountNo })));
      expect(verdict.lines.filter((each) => each.state === 'paid')).toHaveLength(60);
    }
  });

  it('keeps equal payments to one guardian\'s account apart: one row, one line', () => {
    const siblings = [1, 2, 3].map((no) => line(no, { accountNo: line(1).accountNo, holderName: '户1', holderIdNumber: line(1).holderIdNumber }));
    const same = (rowNo: number): ReturnRow => row(rowNo, { accountNo: line(1).accountNo });
    expect(states(siblings, [same(2), same(3)])).toEqual(['paid', 'paid', 'unanswered']);
    expect(states(siblings, [same(2), same(3), same(4)])).toEqual(['paid', 'paid', 'paid']);
    expect(buckets(siblings, [same(2), same(3), same(4), same(5)]).at(-1)).toBe('repeated:account');
    expect(states(siblings, [same(2), row(3, { accountNo: line(1).accountNo, result: 'failed' })])).toEqual(['paid', 'failed', 'unanswered']);
  });

  it('puts the same row again into repeated, and believes none of two that disagree', () => {
    const account = line(1).accountNo;
    expect(buckets([line(1)], [row(2, { accountNo: account }), row(3, { accountNo: account })])).toEqual(['paid:101:account', 'repeated:101:account']);
    const both = [row(2, { accountNo: account }), row(3, { accountNo: account, result: 'failed' })];
    expect(buckets([line(1)], both)).toEqual(['contradictory:101:account', 'contradictory:101:account']);
    expect(states([line(1)], both)).toEqual(['unanswered']);
  });

  it('believes none of two that disagree even when only one carries the 序号', () => {
    const account = line(1).accountNo;
    const both = [row(2, { accountNo: account, lineNo: 1 }), row(3, { accountNo: account, result: 'failed' })];
    expect(buckets([line(1)], both)).toEqual(['contradictory:101:line_no', 'contradictory:101:account']);
    expect(states([line(1)], both)).toEqual(['unanswered']);
  });

  it('keeps an earlier answer when a later file says otherwise without being a correction', () => {
    const verdict = reconcile([line(1, { answer: 'paid' })], [row(2, { accountNo: line(1).accountNo, result: 'failed' })]);
    expect(verdict.rows[0]?.bucket).toBe('contradicts_earlier');
    expect(verdict.lines[0]?.state).toBe('paid');
  });
});

describe('what a corrected file changes', () => {
  it('lists the lines whose answer differs', () => {
    const before = reconcile([line(1), line(2)], [row(2, { accountNo: line(1).accountNo }), row(3, { accountNo: line(2).accountNo, result: 'failed' })]);
    const after = reconcile([line(1), line(2)], [row(2, { accountNo: line(1).accountNo }), row(3, { accountNo: line(2).accountNo })]);
    expect(compareOutcomes(before.lines, after.lines)).toEqual([{ lineId: 102, before: 'failed', after: 'paid' }]);
  });

  it('adds up to the file over all buckets', () => {
    const rows = [row(2, { accountNo: line(1).accountNo }), row(3, { accountNo: '0' }), row(4, { amountFen: null, holderName: '户1' })];
    const totals = totalBuckets(rows, reconcile([line(1)], rows));
    expect(totals.reduce((sum, each) => sum + each.count, 0)).toBe(3);
    expect(totals.reduce((sum, each) => sum + each.sumFen, 0)).toBe(62500);
    expect(totals.reduce((sum, each) => sum + each.withoutAmount, 0)).toBe(1);
  });
});

describe('the bank\'s words (handbook 4.5)', () => {
  it.each([
    ['成功', '', 'paid', null], ['交易成功', '成功', 'paid', null], ['', '代发成功', 'paid', null], ['成功', '无', 'paid', null], [' 成 功 ', '', 'paid', null],
    ['失败', '户名不符', 'failed', 'holder_mismatch'], ['失败', '姓名与账号不符，户名不符', 'failed', 'holder_mismatch'], ['', '账户不存在', 'failed', 'bad_account'],
    ['失败', '该卡未激活', 'failed', 'account_state'], ['失败', '证件号不符', 'failed', 'id_mismatch'], ['失败', '付款账户余额不足', 'failed', 'payer_funds'],
    ['失败', '超过单笔限额', 'failed', 'other'], ['失败', '', 'failed', 'other'], ['退票', 'E0031', 'failed', 'other'], ['交易不成功', '', 'failed', 'other'],
    ['', '', 'unknown', null], ['处理中', '', 'unknown', null], ['受理成功', '', 'unknown', null], ['部分成功', '', 'unknown', null], ['00', '', 'unknown', null],
    ['成功', '户名不符', 'unknown', 'holder_mismatch'], ['成功', '25秋助学金', 'paid', null], ['成功', '未入账', 'unknown', null],
  ])('result %j, reason %j is %s (%s)', (result, reason, expected, key) => {
    expect(readRowResult(result, reason, defaultReturnWords)).toMatchObject({ result: expected, reasonKey: key });
  });

  it('keeps the raw text, and learns a bank\'s code as data', () => {
    expect(readRowResult('失败', ' 户名不符[E12] ', defaultReturnWords).reasonRaw).toBe('户名不符[E12]');
  });

  it.each([['已妥投', ''], ['', '已妥投'], ['T00', '无'], ['“处理完毕”', '已落账'], ['卡已作废', '']])('learns %j %j once told, as success or for any reason, and says the bank\'s own words still', (result, reason) => {
    expect(readRowResult(result, reason, defaultReturnWords).result).toBe('unknown');
    expect(readRowResult(result, reason, learnReturnWord(defaultReturnWords, { result, reason }, 'paid'))).toMatchObject({ result: 'paid' });
    for (const key of reasonKeys) {
      const learned = learnReturnWord(defaultReturnWords, { result, reason }, key);
      expect(readRowResult(result, reason, learned)).toEqual({ result: 'failed', reasonRaw: reason || result, reasonKey: key });
      expect(readRowResult('成功', '', learned).result).toBe('paid');
    }
    expect(readRowResult('00', '', { ...defaultReturnWords, paid: ['00'] }).result).toBe('paid');
  });
});
