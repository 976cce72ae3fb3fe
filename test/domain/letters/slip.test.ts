import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import { followUpsOf, isReplyOverdue } from '#shared/domain/letters/follow-up.ts';
import type { SlipSurroundings } from '#shared/domain/letters/follow-up.ts';
import { latestSlip, noSlip, slipProblems, slipStanding } from '#shared/domain/letters/slip.ts';
import type { Slip } from '#shared/domain/letters/slip.ts';
import { placePastedByName, placePastedCells, readChoice, readSlipDay, readTypedSlip, typedSlip } from '#shared/domain/letters/slip-sheet.ts';

const day = isoDate;
const year = schoolYear('2025-2026');
const issued = day('2025-09-01');
const today = day('2025-10-31');
const slip = (change: Partial<Slip>): Slip => ({ ...noSlip, ...change });
const given = day('2025-09-01');
const returned = day('2025-09-08');

describe('the dates of a slip', () => {
  test.each<[string, Partial<Slip>, string[]]>([
    ['nothing recorded', {}, []],
    ['given on the day of the letter', { givenOn: given }, []],
    ['given before the letter', { givenOn: day('2025-08-31') }, ['letter.given_before_issue']],
    ['given tomorrow', { givenOn: day('2025-11-01') }, ['letter.given_in_future']],
    ['returned the same day', { givenOn: given, returnedOn: given, choice: 'apply', signer: '李吉祥' }, []],
    ['returned before it was given', { givenOn: returned, returnedOn: given }, ['letter.returned_before_given']],
    ['returned and never given', { returnedOn: returned }, ['letter.returned_without_given']],
    ['returned tomorrow', { givenOn: given, returnedOn: day('2025-11-01') }, ['letter.returned_in_future']],
    ['ticked and not returned', { givenOn: given, choice: 'not_apply' }, ['letter.answer_without_return']],
    ['signed and not returned', { givenOn: given, signer: '李吉祥' }, ['letter.answer_without_return']],
    ['returned without tick or signature: it happened', { givenOn: given, returnedOn: returned }, []],
  ])('%s', (_name, change, codes) => {
    expect(slipProblems(slip(change), issued, today).map((one) => one.code)).toEqual(codes);
  });

  test('a slip without problems stands in the only possible order, and one in that order has none', () => {
    const offsets = fc.option(fc.integer({ min: -40, max: 80 }), { nil: null });
    fc.assert(fc.property(offsets, offsets, fc.option(fc.constantFrom('apply' as const, 'not_apply' as const), { nil: null }), (g, r, choice) => {
      const at = (offset: number | null): IsoDate | null => (offset === null ? null : addDays(issued, offset));
      const one = slip({ givenOn: at(g), returnedOn: at(r), choice });
      const ordered = (one.givenOn === null || (one.givenOn >= issued && one.givenOn <= today))
        && (one.returnedOn === null ? choice === null : one.givenOn !== null && one.givenOn <= one.returnedOn && one.returnedOn <= today);
      return (slipProblems(one, issued, today).length === 0) === ordered;
    }));
  });

  test('the last record counts, whatever order they are read in', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1 }), (ids) => latestSlip(ids.map((id) => ({ id })))?.id === Math.max(...ids)));
    expect(latestSlip([])).toBeNull();
  });
});

describe('what is still to be asked', () => {
  const around: SlipSurroundings = { listed: false, case: null, hasWaiver: false };
  const back = (choice: Slip['choice']): Slip => slip({ givenOn: given, returnedOn: returned, choice, signer: '李吉祥' });
  test.each<[string, Slip, Partial<SlipSurroundings>, string[]]>([
    ['came after the letter', noSlip, {}, ['not_given']],
    ['has it at home', slip({ givenOn: given }), { listed: true }, ['not_returned']],
    ['no tick', slip({ givenOn: given, returnedOn: returned, signer: '李吉祥' }), {}, ['incomplete']],
    ['no signature', { ...back('not_apply'), signer: '' }, {}, ['incomplete']],
    ['declines, on no list', back('not_apply'), {}, []],
    ['declines, on a list', back('not_apply'), { listed: true }, ['waiver_due']],
    ['declines, on a list, signed the waiver', back('not_apply'), { listed: true, hasWaiver: true }, []],
    ['declines, on a list, case declined on paper only', back('not_apply'), { listed: true, case: { route: 'list_match', state: 'declined' } }, ['waiver_due']],
    ['applies, no application', back('apply'), {}, ['no_application']],
    ['applies, application in', back('apply'), { case: { route: 'application', state: 'applied' } }, []],
    ['applies, found by the list', back('apply'), { listed: true, case: { route: 'list_match', state: 'pre_identified' } }, []],
    ['applies, case was revoked', back('apply'), { case: { route: 'application', state: 'revoked' } }, ['no_application']],
    ['declines and applied', back('not_apply'), { case: { route: 'application', state: 'determined' } }, ['contradicts']],
  ])('%s', (_name, one, change, todo) => {
    expect(followUpsOf(one, { ...around, ...change })).toEqual(todo);
  });

  test('overdue only when a day was set, has passed and the slip is out', () => {
    const out = slip({ givenOn: given });
    expect([isReplyOverdue(out, day('2025-10-30'), today), isReplyOverdue(out, today, today), isReplyOverdue(out, null, today), isReplyOverdue(noSlip, day('2025-09-08'), today)]).toEqual([true, false, false, false]);
    expect(slipStanding(out)).toBe('given');
  });
});

describe('a class sheet as people type it', () => {
  test.each([
    ['9-1', '2025-09-01'], ['9.1', '2025-09-01'], ['9月1日', '2025-09-01'], ['0901', '2025-09-01'], ['3/2', '2026-03-02'], ['2025年9月1日', '2025-09-01'], ['２０２５-９-１', '2025-09-01'],
    ['12-31', '2025-12-31'], ['1-5', '2026-01-05'], ['2-30', null], ['明天', null], ['9', null],
  ])('the day %s', (text, read) => {
    expect(readSlipDay(text, year)).toBe(read);
  });

  test.each([['1', 'apply'], ['申请', 'apply'], ['符合、申请', 'apply'], ['是', 'apply'], ['2', 'not_apply'], ['不 申请', 'not_apply'], ['不符合，不申请', 'not_apply'], ['', null], ['再说', undefined]] as const)('the tick %s', (text, read) => {
    expect(readChoice(text)).toBe(read);
  });

  test('what is stored reads back as it was, whatever it was', () => {
    const dates = fc.option(fc.integer({ min: 0, max: 300 }).map((offset) => addDays(issued, offset)), { nil: null });
    const words = fc.stringMatching(/^[一-龥]{0,6}$/);
    fc.assert(fc.property(dates, dates, fc.constantFrom('apply', 'not_apply', null), words, words, (givenOn, returnedOn, choice, signer, relation) => {
      const one: Slip = { givenOn, returnedOn, choice, signer, relation, note: '' };
      expect(readTypedSlip(typedSlip(one), year)).toEqual({ slip: one, wrong: [] });
    }));
  });

  test('wrong cells are named, all of them', () => {
    expect(readTypedSlip({ givenOn: '九月', returnedOn: '2-30', choice: '考虑中', signer: '', relation: '', note: '' }, year)).toEqual({ slip: null, wrong: ['givenOn', 'returnedOn', 'choice'] });
  });

  const pupils = [
    { studentId: 1, name: '李明', className: '七年级(2)班' }, { studentId: 2, name: '张小军', className: '五年级(1)班' }, { studentId: 3, name: '张小军', className: '五年级(2)班' },
    { studentId: 4, name: '阿依古丽·吐尔逊', className: '三年级(1)班' },
  ];

  test('a sheet with ticks in four columns, names written otherwise, one stranger and one twice', () => {
    const rows = [
      ['序号', '班级', '姓名', '已发', '已回', '申请', '不申请', '家长签名', '与学生关系'],
      ['1', '7.2', '李 明', '√', '√', '√', '', '李吉祥', '父亲'], ['2', '五（2）班', '张小军', '9-1', '9-9', '', '√', '张伟', '父'], ['3', '', '阿依古丽•吐尔逊', '√', '', '', '', '', ''],
      ['4', '', '无此人', '√', '', '', '', '', ''], ['5', '', '李明', '√', '', '', '', '', ''], ['', '', '', '', '', '', '', '', ''],
    ];
    const placed = placePastedByName(rows, pupils, new Set([1]), '2025-09-08');
    expect([...placed!.cells]).toEqual([
      [1, { givenOn: '2025-09-08', returnedOn: '2025-09-08', choice: '申请', signer: '李吉祥', relation: '父亲' }],
      [3, { givenOn: '9-1', returnedOn: '9-9', choice: '不申请', signer: '张伟', relation: '父' }],
      [4, { givenOn: '2025-09-08' }],
    ]);
    expect(placed!.problems).toEqual([{ kind: 'no_pupil', name: '无此人' }, { kind: 'twice', name: '李明' }]);
  });

  test('one column 申请 with √ and ×, and two columns of which one is crossed out', () => {
    expect([...placePastedByName([['姓名', '申请'], ['李明', '√'], ['阿依古丽·吐尔逊', '×']], pupils, new Set(), '')!.cells]).toEqual([[1, { choice: '申请' }], [4, { choice: '不申请' }]]);
    expect([...placePastedByName([['姓名', '申请', '不申请'], ['李明', '√', '×'], ['阿依古丽·吐尔逊', '×', '√']], pupils, new Set(), '')!.cells]).toEqual([[1, { choice: '申请' }], [4, { choice: '不申请' }]]);
  });

  test('two of one name need the class, unless one of them is in the class on screen', () => {
    const rows = [['姓名', '选择'], ['张小军', '1']];
    expect(placePastedByName(rows, pupils, new Set([1]), '')!.problems).toEqual([{ kind: 'several', name: '张小军' }]);
    expect([...placePastedByName(rows, pupils, new Set([2]), '')!.cells.keys()]).toEqual([2]);
    expect(placePastedByName([['李明', '1']], pupils, new Set(), '')).toBeNull();
  });

  test('cells without a heading go down and right, and stop at the end of the class', () => {
    const placed = placePastedCells([['1', '王芳'], ['2', '张强', '父亲'], ['1']], pupils.slice(0, 2), 'choice');
    expect([...placed.cells]).toEqual([[1, { choice: '1', signer: '王芳' }], [2, { choice: '2', signer: '张强', relation: '父亲' }]]);
    expect(placed.problems).toEqual([{ kind: 'beyond_end', row: 3 }]);
  });
});
