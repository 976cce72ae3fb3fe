import { describe, expect, it } from 'vitest';
import { evaluatePayee } from '#shared/domain/disbursement/account-checks.ts';
import type { PayeeContext, PayeeFacts } from '#shared/domain/disbursement/account-checks.ts';
import { findingKey } from '#shared/domain/disbursement/finding-key.ts';
import { parsePayeeRelation, payeeKindOf } from '#shared/domain/disbursement/payee-relation.ts';
import { evaluatePaidStanding, evaluateStanding } from '#shared/domain/disbursement/payability.ts';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';

const goodAccount = '9999000000000000129';

function payee(over: Partial<PayeeFacts> = {}): PayeeFacts {
  return {
    accountId: 1, studentId: 1, studentName: '李明', studentIdNumber: '999999201503070019', holderName: '李建国', relation: 'parent',
    holderIdNumber: '999999198506153042', holderIdValid: 'yes', recordedGuardian: 'unknown', accountNo: goodAccount, ...over,
  };
}

function context(over: Partial<PayeeContext> = {}): PayeeContext {
  return { allowed: ['self', 'guardian'], staffAccounts: new Set(), sharers: [], judgements: [], lastPaid: null, ...over };
}

function codes(facts: PayeeFacts, over: Partial<PayeeContext> = {}): string[] {
  return evaluatePayee(facts, context(over)).map((finding) => `${finding.severity}:${finding.code}`);
}

describe('account checks (handbook 4.3, CHK-21, CHK-22)', () => {
  it('finds nothing against a parent with a good account', () => {
    expect(codes(payee())).toEqual([]);
  });

  it.each([
    ['', 'block:payee.account_missing'],
    ['9999000000000000120', 'warn:payee.account_luhn'],
    ['12345', 'warn:payee.account_length'],
    ['62A7', 'warn:payee.account_not_digits'],
    ['6.2E+18', 'block:payee.account_digits_lost'],
  ])('judges the account %j as %s', (accountNo, code) => {
    expect(codes(payee({ accountNo }))).toContain(code);
  });

  it('shows a card that is another than the one money last arrived on, and is silent where it is the same', () => {
    const lastPaid = { accountNo: '9999000000000000137', paidOn: isoDate('2025-03-20'), changedBy: '周敏', changedOn: isoDate('2025-09-02'), evidence: 0 };
    expect(codes(payee(), { lastPaid })).toEqual(['warn:payee.changed_since_paid']);
    expect(codes(payee(), { lastPaid: { ...lastPaid, accountNo: goodAccount } })).toEqual([]);
    expect(JSON.stringify(evaluatePayee(payee(), context({ lastPaid })))).not.toContain(lastPaid.accountNo);
  });

  it('keeps a judgement for exactly this finding: the account, the people, the dates', () => {
    const [luhn] = evaluatePayee(payee({ accountNo: '9999000000000000120' }), context());
    expect(findingKey(luhn!, 1)).toBe('payee.account_luhn 1');
    const shared = (others: string[], evidence = 0): string[] => [
      findingKey({ code: 'payee.shared_by_siblings', severity: 'warn', others }, 7),
      findingKey({ code: 'payee.changed_since_paid', severity: 'warn', tail: '0137', paidOn: isoDate('2025-03-20'), changedBy: '周敏', changedOn: isoDate('2025-09-02'), evidence }, 7),
    ];
    expect(shared(['李明', '李红'], 0)).toEqual(shared(['李红', '李明'], 2));
    expect(shared(['李明'])[0]).not.toBe(shared(['李明', '李红'])[0]);
    expect(findingKey(luhn!, 1)).not.toBe(findingKey(luhn!, 2));
  });

  it('refuses the account of a staff member', () => {
    expect(codes(payee(), { staffAccounts: new Set([goodAccount]) })).toContain('block:payee.account_of_staff');
  });

  it.each(['teacher', 'classmate'] as const)('never pays a %s, whatever is allowed or recorded', (relation) => {
    expect(codes(payee({ relation, recordedGuardian: 'yes' }))).toContain('block:payee.relation_not_allowed');
  });

  it('pays a grandparent only when the roster has them as guardian; unknown is not yes', () => {
    expect(codes(payee({ relation: 'grandparent' }))).toContain('block:payee.relation_not_allowed');
    expect(codes(payee({ relation: 'grandparent', recordedGuardian: 'yes' }))).toEqual([]);
  });

  it('pays no guardian where a programme allows only the pupil', () => {
    expect(codes(payee(), { allowed: ['self'] })).toContain('block:payee.relation_not_allowed');
  });

  it('compares holder and pupil when the relation is 本人', () => {
    expect(codes(payee({ relation: 'self' }))).toEqual(['block:payee.self_name_differs', 'block:payee.self_id_differs']);
    expect(codes(payee({ relation: 'self', holderName: '李 明', holderIdNumber: '999999201503070019' }))).toEqual([]);
  });

  it('blocks an invalid holder ID and only warns when there is none', () => {
    expect(codes(payee({ holderIdValid: 'no' }))).toEqual(['block:payee.holder_id_invalid']);
    expect(codes(payee({ holderIdNumber: null }))).toEqual(['warn:payee.holder_id_missing']);
  });
});

describe('several pupils on one account', () => {
  const brother = payee({ accountId: 2, studentId: 2, studentName: '李亮' });

  it('lets siblings share: same guardian by name and ID', () => {
    expect(codes(payee(), { sharers: [payee(), brother] })).toEqual(['warn:payee.shared_by_siblings']);
  });

  it.each([
    ['the guardian\'s ID is not known', { holderIdNumber: null }],
    ['the guardian\'s ID differs', { holderIdNumber: '999999198506153050' }],
    ['the holder\'s name differs', { holderName: '王芳' }],
    ['the guardian is a grandparent, whose cousins they may be', { relation: 'grandparent' as const, recordedGuardian: 'yes' as const }],
    ['it is the other pupil\'s own account', { relation: 'self' as const, holderName: '李亮', holderIdNumber: '999999201402030015' }],
  ])('asks for a judgement when %s', (_why, over) => {
    expect(codes(payee(), { sharers: [payee(), { ...brother, ...over }] })).toContain('block:payee.shared_not_judged');
  });

  it('accepts a judgement recorded for exactly these pupils, and not for a third one who joined later', () => {
    const stranger = { ...brother, holderIdNumber: null };
    const judgement = { accountNo: goodAccount, studentIds: [1, 2], decidedBy: '周敏', decidedOn: '2025-10-08', reason: '户口本同户' };
    expect(codes(payee(), { sharers: [payee(), stranger], judgements: [judgement] })).toContain('warn:payee.shared_judged');
    const third = { ...stranger, accountId: 3, studentId: 3 };
    expect(codes(payee(), { sharers: [payee(), stranger, third], judgements: [judgement] })).toContain('block:payee.shared_not_judged');
  });
});

describe('relations as lists write them', () => {
  it.each([
    ['本人', 'self'], ['父亲', 'parent'], ['母女', 'parent'], ['爸爸', 'parent'], ['监护人', 'guardian'], ['祖父', 'grandparent'], ['外祖母', 'grandparent'],
    ['爷爷', 'grandparent'], ['班主任', 'teacher'], ['王老师', 'teacher'], ['同学', 'classmate'], ['哥哥', 'relative'], ['', 'unknown'], ['邻居', 'other'], ['？', 'other'],
  ])('%s is %s', (text, relation) => {
    expect(parsePayeeRelation(text)).toBe(relation);
  });

  it('counts parents as guardians and strangers as nobody', () => {
    expect(payeeKindOf('parent', 'unknown')).toBe('guardian');
    expect(payeeKindOf('other', 'unknown')).toBeNull();
  });
});

describe('the pupil\'s standing at payment (CHK-05, CHK-27)', () => {
  const start = isoDate('2025-08-01');
  it.each([
    ['enrolled', null, null],
    ['deceased', '2025-11-01', 'payment.pupil_deceased'],
    ['transferred_out', '2025-07-10', 'payment.pupil_left_before_term'],
    ['suspended', null, 'payment.pupil_left_before_term'],
    ['withdrawn', '2025-10-20', 'payment.pupil_left_in_term'],
  ] as const)('%s since %s: %s', (status, since, code) => {
    expect(evaluateStanding({ status, statusFrom: since === null ? null : isoDate(since) }, start)?.code ?? null).toBe(code);
  });

  it.each([
    ['deceased', '2025-10-27', 'payment.pupil_deceased'], ['deceased', '2025-10-28', null], ['deceased', null, 'payment.pupil_deceased'], ['transferred_out', '2025-08-31', 'payment.pupil_left_before_term'],
    ['transferred_out', '2025-09-20', null], ['suspended', null, 'payment.pupil_left_before_term'], ['enrolled', null, null],
  ] as const)('looks at what arrived on 28 October for a pupil who is %s since %s: %s (CHK-27)', (status, since, code) => {
    expect(evaluatePaidStanding({ status, statusFrom: since === null ? null : isoDate(since) }, isoDate('2025-10-28'), isoDate('2025-09-01'))?.code ?? null).toBe(code);
  });
});
