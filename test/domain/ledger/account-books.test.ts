import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { accountBook, auxiliaryBook, balanceSide } from '#shared/domain/ledger/account-book.ts';
import { accountNumber, numberedAccounts } from '#shared/domain/ledger/account-number.ts';
import { classCodeOn, isClassCode, presetClassCodes } from '#shared/domain/ledger/class-code.ts';
import type { ClassCode } from '#shared/domain/ledger/class-code.ts';
import { defaultFinanceLayout, findLayoutProblems, formatLayoutDate } from '#shared/domain/ledger/finance-layout.ts';
import { formatPlainJournal } from '#shared/domain/ledger/plain-journal.ts';
import { trialBalances } from '#shared/domain/ledger/trial-balance.ts';
import type { AccountSums } from '#shared/domain/ledger/trial-balance.ts';
import { cashOf, formatVoucher, needsVoucher, numberVouchers, voucherKindOf } from '#shared/domain/ledger/voucher.ts';

const day = (offset: number): IsoDate => addDays(isoDate('2025-08-15'), offset);
const moves = fc.array(fc.record({ offset: fc.integer({ min: 0, max: 500 }), debitFen: fc.integer({ min: 0, max: 1e9 }), creditFen: fc.integer({ min: 0, max: 1e9 }) }), { maxLength: 60 })
  .map((list) => list.toSorted((left, right) => left.offset - right.offset).map(({ offset, ...sides }) => ({ ...sides, onDate: day(offset) })));

describe('an account book', () => {
  test('ends at opening + debit − credit, and its month sums are those of its lines', () => {
    fc.assert(fc.property(moves, fc.integer({ min: -1e9, max: 1e9 }), (given, opening) => {
      const lines = accountBook(given, opening);
      const last = lines.at(-1);
      const net = given.reduce((sum, move) => sum + move.debitFen - move.creditFen, opening);
      if (given.length === 0) return lines.length === 0;
      expect(last).toMatchObject({ kind: 'month', close: { balanceFen: net } });
      for (const line of lines) {
        if (line.kind !== 'month') continue;
        const { month, debitFen, creditFen, yearDebitFen } = line.close;
        const own = given.filter((move) => move.onDate.startsWith(month));
        expect(debitFen).toBe(own.reduce((sum, move) => sum + move.debitFen, 0));
        expect(creditFen).toBe(own.reduce((sum, move) => sum + move.creditFen, 0));
        expect(yearDebitFen).toBe(given.filter((move) => move.onDate.slice(0, 4) === month.slice(0, 4) && move.onDate.slice(0, 7) <= month).reduce((sum, move) => sum + move.debitFen, 0));
      }
      return lines.filter((line) => line.kind === 'month').length === new Set(given.map((move) => move.onDate.slice(0, 7))).size;
    }));
  });

  test('says the side a balance is on', () => {
    expect([balanceSide(5), balanceSide(-5), balanceSide(0)]).toEqual([{ side: '借', fen: 5 }, { side: '贷', fen: 5 }, { side: '平', fen: 0 }]);
  });

  test('an auxiliary ledger carries money and debt apart', () => {
    const lines = auxiliaryBook([{ dueFen: 500, inFen: 0, outFen: 0, owedFen: 500 }, { dueFen: 0, inFen: 0, outFen: 300, owedFen: -300 }], { cashFen: 1000, owedFen: 0 });
    expect(lines.map((line) => [line.cashBalanceFen, line.owedBalanceFen])).toEqual([[1000, 500], [700, 200]]);
  });
});

describe('a trial balance', () => {
  test('has two equal sides in each pair where entries balance, and never mixes books', () => {
    const entry = fc.record({ book: fc.constantFrom('school_account', 'one_card', 'own_funds'), from: fc.nat(20), to: fc.nat(20), fen: fc.integer({ min: 1, max: 1e9 }), when: fc.constantFrom('before' as const, 'within' as const) });
    fc.assert(fc.property(fc.array(entry, { minLength: 1, maxLength: 40 }), (entries) => {
      const sums = new Map<string, AccountSums>();
      const add = (code: AccountSums['accountCode'], when: AccountSums['when'], debitFen: number, creditFen: number): void => {
        const before = sums.get(`${code}${when}`) ?? { accountCode: code, when, debitFen: 0, creditFen: 0 };
        sums.set(`${code}${when}`, { ...before, debitFen: before.debitFen + debitFen, creditFen: before.creditFen + creditFen });
      };
      for (const { book, from, to, fen, when } of entries) {
        const accounts = numberedAccounts.filter((account) => account.book === book);
        add(accounts[to % accounts.length]!.code, when, fen, 0);
        add(accounts[from % accounts.length]!.code, when, 0, fen);
      }
      const balances = trialBalances([...sums.values()]);
      expect(new Set(balances.map((one) => one.book))).toEqual(new Set(entries.map((one) => one.book)));
      expect(balances.every((one) => one.balanced && one.lines.every((line) => line.account.book === one.book))).toBe(true);
    }));
  });

  test('says so when a side is missing', () => {
    expect(trialBalances([{ accountCode: 'cash', when: 'within', debitFen: 100, creditFen: 0 }])[0]?.balanced).toBe(false);
  });

  test('every account has its own number, the memo ones another', () => {
    expect(new Set(numberedAccounts.map((account) => accountNumber(account.code))).size).toBe(numberedAccounts.length);
    expect([accountNumber('cash'), accountNumber('card_cash')]).toEqual(['1101', 'K1101']);
  });
});

describe('vouchers', () => {
  test('are numbered by month and series without a gap, whatever the order they are asked in', () => {
    const entry = fc.record({ offset: fc.nat(120), cashFen: fc.constantFrom(-5, 0, 7) });
    fc.assert(fc.property(fc.array(entry, { maxLength: 50 }), fc.constantFrom('general' as const, 'three' as const), fc.nat(9), (entries, system, before) => {
      const given = entries.map(({ offset, cashFen }, index) => ({ entryId: index + 1, entryNo: index + 1, onDate: day(offset), cashFen }));
      const numbered = numberVouchers(given, system, () => before);
      expect(numberVouchers(given.toReversed(), system, () => before)).toEqual(numbered);
      for (const series of Map.groupBy(numbered, (one) => `${one.month}${one.kind}`).values()) expect(series.map((one) => one.no)).toEqual(series.map((_, index) => before + index + 1));
      expect(numbered.map((one) => one.entryId).toSorted((a, b) => a - b)).toEqual(given.map((one) => one.entryId));
    }));
  });

  test.each([['general', 5, 'general'], ['three', 5, 'receipt'], ['three', -5, 'payment'], ['three', 0, 'transfer']] as const)('%s %d → %s', (system, cash, kind) => {
    expect(voucherKindOf(cash, system)).toBe(kind);
  });

  test('memo books and quotas get none', () => {
    expect([needsVoucher('school_account', 'receipt'), needsVoucher('own_funds', 'donation'), needsVoucher('one_card', 'receipt'), needsVoucher('school_account', 'allotted')]).toEqual([true, true, false, false]);
    expect(cashOf([{ accountCode: 'cash', debitFen: 9, creditFen: 2 }, { accountCode: 'aid_due', debitFen: 5, creditFen: 0 }])).toBe(7);
    expect([formatVoucher({ kind: 'payment', no: 3 }), formatVoucher(null)]).toEqual(['付-3', '']);
  });
});

describe('class codes', () => {
  test.each([
    ['functional', '2050204', true], ['functional', '205', true], ['functional', '20502', true], ['functional', '205020', false], ['functional', '30308', false],
    ['economic_department', '30308', true], ['economic_department', '50902', false], ['economic_government', '50902', true], ['economic_government', '509', true], ['economic_government', '', true],
  ] as const)('%s %s: %s', (kind, code, right) => {
    expect(isClassCode(kind, code)).toBe(right);
  });

  test('the latest begun counts, the later recorded of two, and an empty one takes it away', () => {
    const own = (code: string, validFrom: string): ClassCode => ({ programmeKey: 'gz.grant', kind: 'functional', code, name: '', validFrom: isoDate(validFrom), docNo: '本校' });
    const codes = [...presetClassCodes, own('2050299', '2026-01-01'), own('2050203', '2026-01-01'), own('', '2027-01-01')];
    const on = (date: string): string | undefined => classCodeOn(codes, 'gz.grant', 'functional', isoDate(date))?.code;
    expect([on('2025-12-31'), on('2026-01-01'), on('2027-01-01'), on('2006-12-31')]).toEqual(['2050204', '2050203', undefined, undefined]);
    expect(classCodeOn(codes, 'yw.board', 'functional', isoDate('2025-12-31'))).toBeNull();
  });
});

describe('what goes to other programs', () => {
  test('a layout without amount, account or voucher is found out', () => {
    expect(findLayoutProblems(defaultFinanceLayout)).toEqual([]);
    expect(findLayoutProblems({ columns: [{ field: 'summary', heading: '摘要', fixed: '' }, { field: 'debit', heading: '摘要', fixed: '' }, { field: 'fixed', heading: ' ', fixed: 'x' }] }))
      .toEqual(['no_amount', 'no_account', 'no_voucher', 'heading_twice', 'heading_empty']);
    expect([formatLayoutDate('2025-10-05', 'slash'), formatLayoutDate('2025-10-05', 'compact'), formatLayoutDate('2025-10-05', 'iso')]).toEqual(['2025/10/05', '20251005', '2025-10-05']);
  });

  test('the plain journal escapes what the format would read otherwise, and moves digits as text', () => {
    const text = formatPlainJournal('学校; 账', [{
      onDate: isoDate('2025-10-15'), entryNo: 7, voucher: '记-1', memo: '到账;  含\n换行', operationId: 'op-1',
      lines: [{ account: ['学校账户', '1101 资金', '生活补助: 寄宿  生'], netFen: 5 }, { account: ['学校账户', '3102 到账'], netFen: -5 }, { account: ['学校账户', '零'], netFen: 0 }],
    }]);
    expect(text).toBe('; 学校； 账\n\n2025-10-15 * (7) 到账； 含 换行\n    ; operation: op-1\n    ; voucher: 记-1\n    学校账户:1101 资金:生活补助： 寄宿 生  0.05 CNY\n    学校账户:3102 到账  -0.05 CNY\n');
  });
});
