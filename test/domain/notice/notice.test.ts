import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { weekdayCalendar, withCalendarDays } from '#shared/domain/calendar/workdays.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { DEFAULT_SWITCHES, NOTICE_COLUMNS, noticeColumns } from '#shared/domain/notice/notice-fields.ts';
import type { NoticePupil } from '#shared/domain/notice/notice-lines.ts';
import { buildNoticeLines } from '#shared/domain/notice/notice-lines.ts';
import { DEFAULT_PERIOD, isShortPeriod, noticePeriod } from '#shared/domain/notice/notice-period.ts';
import { NOTICE_STATES, NOTICE_STEPS, canEndOn, isTakeDownOverdue, nextNoticeState, stepsNow } from '#shared/domain/notice/notice-state.ts';
import { wordNotice } from '#shared/domain/notice/notice-wording.ts';
import { findSensitiveNumbers } from '#shared/domain/notice/scan-text.ts';

function onNotice(change: Partial<NoticePupil> = {}): NoticePupil {
  return {
    studentId: 1, name: '李明', school: '柳溪九年一贯制学校', yearLevel: '七年级', className: '七（2）班', major: null, programme: '义务教育生活补助·寄宿',
    hardshipGrade: '困难', amountFen: fen(75_000), classRollNo: '12', schoolStudentNo: '20250712', identityNumbers: ['999999201503070019', 'G999999201503070019'], ...change,
  };
}

describe('the period (handbook 6.2)', () => {
  const known = withCalendarDays(weekdayCalendar, [], [2025]);
  const withHolidays = withCalendarDays(
    weekdayCalendar,
    ['2025-09-18', '2025-09-19'].map((date) => ({ date: isoDate(date), kind: 'holiday' as const, name: '假日', source: '测试' })),
    [2025],
  );

  it.each([
    ['weekdays only', known, DEFAULT_PERIOD, '2025-09-22', '2025-09-23', true],
    ['18 and 19 are holidays', withHolidays, DEFAULT_PERIOD, '2025-09-24', '2025-09-25', true],
    ['year not announced', weekdayCalendar, DEFAULT_PERIOD, '2025-09-22', '2025-09-23', false],
    ['first day counted', known, { ...DEFAULT_PERIOD, countFirstDay: true }, '2025-09-19', '2025-09-22', true],
    ['7 natural days', known, { days: 7, unit: 'day', countFirstDay: false }, '2025-09-22', '2025-09-23', true],
    ['5 natural days ending on a Saturday', known, { days: 5, unit: 'day', countFirstDay: false }, '2025-09-20', '2025-09-22', true],
  ] as const)('posted Monday 2025-09-15, %s', (_name, calendar, rule, endOn, takeDownOn, verified) => {
    expect(noticePeriod(isoDate('2025-09-15'), rule, calendar)).toEqual({ endOn, takeDownOn, verified });
  });

  it('warns below five working days', () => {
    expect([3, 5].map((days) => isShortPeriod({ ...DEFAULT_PERIOD, days }))).toEqual([true, false]);
    expect([5, 7].map((days) => isShortPeriod({ days, unit: 'day', countFirstDay: false }))).toEqual([true, false]);
  });
});

describe('lines', () => {
  it('carry the whitelist only, and grade and amount only by switch', () => {
    const made = buildNoticeLines('aid_list', [onNotice()], DEFAULT_SWITCHES);
    expect(made.ok && made.entries[0]?.line).toEqual({
      ordinal: 1, name: '李明', rollDigits: null, school: '柳溪九年一贯制学校', yearLevel: '七年级', className: '七（2）班', major: null,
      programme: '义务教育生活补助·寄宿', hardshipGrade: null, amountFen: null,
    });
    const shown = buildNoticeLines('aid_list', [onNotice()], { showTier: true, showAmount: true });
    expect(shown.ok && shown.entries[0]?.line).toMatchObject({ hardshipGrade: '困难', amountFen: 75_000 });
    const identified = buildNoticeLines('identification', [onNotice()], { showTier: false, showAmount: true });
    expect(identified.ok && identified.entries[0]?.line).toMatchObject({ programme: null, amountFen: null });
  });

  it('tell namesakes apart by class, then by their roll number', () => {
    const made = buildNoticeLines('identification', [
      onNotice({ studentId: 1, classRollNo: '12' }),
      onNotice({ studentId: 2, classRollNo: '31', schoolStudentNo: null }),
      onNotice({ studentId: 3, className: '七（3）班', classRollNo: null, schoolStudentNo: null }),
    ], DEFAULT_SWITCHES);
    expect(made.ok && made.entries.map((entry) => entry.line.rollDigits)).toEqual(['12', '31', null]);
  });

  it('ask when no roll number helps, rather than take digits of an ID', () => {
    const twins = [
      onNotice({ studentId: 1, classRollNo: null, schoolStudentNo: '0019' }),
      onNotice({ studentId: 2, classRollNo: null, schoolStudentNo: '0020', identityNumbers: ['999999201503070020'] }),
    ];
    const made = buildNoticeLines('identification', twins, DEFAULT_SWITCHES);
    expect(made.ok ? [] : made.undistinguished.map((pupil) => pupil.studentId)).toEqual([1, 2]);
  });

  it('treat two programmes of one pupil as one pupil', () => {
    const made = buildNoticeLines('aid_list', [onNotice(), onNotice({ programme: '县困难补助' })], DEFAULT_SWITCHES);
    expect(made.ok && made.entries.map((entry) => entry.line.rollDigits)).toEqual([null, null]);
  });

  it('never carry a digit of an identity number of four signs or more', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.array(fc.record({ roll: fc.option(digits), no: fc.option(digits), identity: digits }), { minLength: 2, maxLength: 6 }), (rows) => {
        const pupils = rows.map((row, index) =>
          onNotice({ studentId: index + 1, classRollNo: row.roll, schoolStudentNo: row.no, identityNumbers: [`99999920${row.identity}`] }));
        const made = buildNoticeLines('identification', pupils, DEFAULT_SWITCHES);
        if (!made.ok) return;
        for (const [index, entry] of made.entries.entries()) {
          const shown = entry.line.rollDigits ?? '';
          expect(shown.length >= 4 && `99999920${rows[index]?.identity}`.includes(shown)).toBe(false);
        }
        expect(new Set(made.entries.map((entry) => entry.line.rollDigits)).size).toBe(rows.length);
      }),
    );
  });

  it('have no column beyond the closed list', () => {
    for (const kind of ['identification', 'aid_list'] as const) {
      for (const column of noticeColumns(kind, { showTier: true, showAmount: true }, [{ yearLevel: '一年级', className: '护理班', major: '护理' }])) expect(NOTICE_COLUMNS).toContain(column);
      expect(noticeColumns(kind, DEFAULT_SWITCHES, [])).not.toContain('amount');
    }
  });

  it('say the 年级 once, and the 专业 where somebody has one', () => {
    const inClass = { yearLevel: '七年级', className: '七年级(2)班', major: null };
    expect(noticeColumns('identification', { showTier: true, showAmount: true }, [inClass])).toEqual(['ordinal', 'name', 'className', 'hardshipGrade']);
    expect(noticeColumns('identification', DEFAULT_SWITCHES, [inClass, { yearLevel: '一年级', className: '25 级护理 1 班', major: '护理' }])).toEqual(['ordinal', 'name', 'yearLevel', 'className', 'major']);
  });
});

describe('free text', () => {
  it.each([
    ['身份证 999999201503070019', ['id_number']],
    ['身份证 999999 2015 0307 0019', ['id_number']],
    ['身份证９９９９９９２０１５０３０７００１９', ['id_number']],
    ['99999920140906005x', ['id_number']],
    ['旧号 999999150307001', ['id_number']],
    ['学籍号 G999999201503070019', ['registry_number']],
    ['学籍号L99999920150307001A'.replace('A', '1'), ['registry_number']],
    ['卡号 6217 9999 0000 0000 129', ['card_number']],
    ['卡号9999000000000000129', ['card_number']],
    ['家长 13800138000', ['phone']],
    ['家长 138-0013-8000', ['phone']],
    ['电话 +86 13800138000', ['phone']],
    ['座机 0393-6822345', ['phone']],
    ['联系电话：6822345', ['phone']],
    ['两个：13800138000，999999201503070019', ['phone', 'id_number']],
    ['濮教资助〔2022〕234号', []],
    ['2025年9月15日至2025年9月22日', []],
    ['2025-09-15 2025-09-22', []],
    ['20250915-20250922', []],
    ['共 312 人 171250.00 元', []],
    ['2025–2026学年秋季学期', []],
  ])('%s', (text, kinds) => {
    expect(findSensitiveNumbers(text, []).map((found) => found.kind)).toEqual(kinds);
  });

  it('lets the phones of the school and the county pass', () => {
    expect(findSensitiveNumbers('电话 0393-6822345、0393 6688120', ['0393-6822345', '03936688120'])).toEqual([]);
    expect(findSensitiveNumbers('电话 0393-6822346', ['0393-6822345'])).toHaveLength(1);
  });

  it('does not repeat the secret in what it reports', () => {
    expect(findSensitiveNumbers('身份证 999999201503070019', [])[0]).toEqual({ kind: 'id_number', shown: '99…19', at: 4 });
  });
});

describe('states', () => {
  it('follow one table', () => {
    const reached = NOTICE_STATES.map((state) => [state, NOTICE_STEPS.map((step) => nextNoticeState(state, step))]);
    expect(reached).toEqual([
      ['draft', ['posted', null, null, null, null]],
      ['posted', [null, 'posted', 'ended', 'posted', 'taken_down']],
      ['ended', [null, null, null, 'taken_down', null]],
      ['taken_down', [null, null, null, null, null]],
    ]);
  });

  const posted = { state: 'posted', openObjections: 0, openWhole: 0, periodOver: true, othersConfirmed: false, takenDown: false } as const;
  it.each([
    ['nothing is open', {}, ['end', 'withdraw']],
    ['an objection is open inside the period', { openObjections: 1, periodOver: false }, ['withdraw']],
    ['an objection is open after the period', { openObjections: 1 }, ['confirm_others', 'take_down', 'withdraw']],
    ['the whole notice is objected to', { openObjections: 2, openWhole: 1 }, ['take_down', 'withdraw']],
    ['the others are confirmed', { openObjections: 1, othersConfirmed: true }, ['take_down']],
    ['the paper is off the wall', { openObjections: 1, othersConfirmed: true, takenDown: true }, []],
    ['everything is answered after that', { othersConfirmed: true, takenDown: true }, ['end']],
  ] as const)('offer the steps that can be taken while it hangs and %s', (_when, change, steps) => {
    expect(stepsNow({ ...posted, ...change })).toEqual(steps);
  });

  it('end the day after the last day, and are overdue the day after take-down', () => {
    expect([canEndOn(isoDate('2025-09-22'), isoDate('2025-09-22')), canEndOn(isoDate('2025-09-22'), isoDate('2025-09-23'))]).toEqual([false, true]);
    const ended = { state: 'ended', takeDownOn: isoDate('2025-09-23') } as const;
    expect([isTakeDownOverdue(ended, isoDate('2025-09-23')), isTakeDownOverdue(ended, isoDate('2025-09-24'))]).toEqual([false, true]);
  });
});

describe('wording', () => {
  const facts = {
    kind: 'identification', school: '柳溪九年一贯制学校', term: termKey('2025-2026-1'), basisDocument: '教财〔2018〕16号', count: 148,
    postedOn: isoDate('2025-09-26'), endOn: isoDate('2025-10-11'), rule: DEFAULT_PERIOD, verified: true, schoolPhone: '0999-6822345', countyPhone: '', place: '',
  } as const;

  it('names basis, list, period and objections', () => {
    expect(wordNotice(facts)).toEqual({
      title: '关于柳溪九年一贯制学校2025–2026学年秋季学期家庭经济困难学生认定结果的公示',
      paragraphs: [
        '根据教财〔2018〕16号，经个人申请或名单比对、评议、学校认定等程序，拟认定以下 148 名学生为本学年家庭经济困难学生，现予公示。',
        '公示地点：校内公示栏。',
      ],
      period: '公示时间：2025年9月26日至2025年10月11日（5个工作日）。',
      objection: '公示期间如有异议，请以书面或电话方式向学校资助办公室反映；提倡实名，匿名反映同样登记处理。学校电话：0999-6822345。',
    });
  });

  it('says 未核节假日 where the holidays are not known, and leaves a draft’s dates to be written by hand', () => {
    expect(wordNotice({ ...facts, verified: false }).period).toContain('未核节假日');
    expect(wordNotice({ ...facts, postedOn: null, endOn: null, verified: false }).period).toContain('年　　月　　日');
  });
});
