import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { findBatchFileProblems, renderBatchFiles } from '#shared/domain/disbursement/batch-file.ts';
import type { BatchFileFacts, BatchFileLine, FileEncoder } from '#shared/domain/disbursement/batch-file.ts';
import { controlTotals } from '#shared/domain/disbursement/control-totals.ts';
import { checkExportProfile, completeProfile } from '#shared/domain/disbursement/export-profile.ts';
import type { ExportEncoding, ExportProfile } from '#shared/domain/disbursement/export-profile.ts';
import { presetProfiles } from '#shared/domain/disbursement/preset-profiles.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { parseFen } from '#shared/domain/money/parse-fen.ts';

const [pipe, workbook] = presetProfiles.map((preset) => preset.profile) as [ExportProfile, ExportProfile];
const facts: BatchFileFacts = { school: '柳溪学校', schoolPinyin: 'liuxixuexiao', date: '20251101', batchNo: '2025-03', term: '2025秋', sent: { onTheDay: 0, names: new Set() } };

function line(over: Partial<BatchFileLine> = {}): BatchFileLine {
  return {
    lineNo: 1, holderName: '李建国', accountNo: '9999000000000000129', amountFen: fen(31250), holderIdNumber: '999999198506153042', bankName: '农商银行',
    relation: '父母', studentName: '李明', classLabel: '三（2）班', programme: '生活补助', docNo: '柳财教〔2025〕9号', ...over,
  };
}

const nameOf: Readonly<Record<ExportEncoding, string>> = { gbk: 'cp936', gb18030: 'gb18030', utf8: 'utf8', utf8_bom: 'utf8' };
const encoder: FileEncoder = {
  canWrite: (character, encoding) => iconv.decode(iconv.encode(character, nameOf[encoding]), nameOf[encoding]) === character,
  byteLength: (text, encoding) => iconv.encode(text, nameOf[encoding]).length,
};
const render = (profile: ExportProfile, lines: readonly BatchFileLine[], over: BatchFileFacts = facts) => renderBatchFiles(profile, lines, over, encoder);

function textOf(profile: ExportProfile, lines: readonly BatchFileLine[]): string[] {
  return render(profile, lines).map((file) => (file.content.kind === 'text' ? file.content.text : JSON.stringify(file.content.rows)));
}

describe('rendering a batch by its profile (handbook 4.4)', () => {
  it('writes 序号|姓名|帐号|金额|身份证| with a trailing separator and no header', () => {
    const [file] = render(pipe, [line(), line({ lineNo: 2, holderName: '王 芳', amountFen: fen(62500) })]);
    expect(file?.name).toBe('liuxixuexiao2025110101.txt');
    expect(file?.content).toEqual({
      kind: 'text', encoding: 'gbk',
      text: '1|李建国|9999000000000000129|312.50|999999198506153042|\r\n2|王芳|9999000000000000129|625.00|999999198506153042|\r\n',
    });
    expect(file?.totals).toEqual({ count: 2, sumFen: 93750, accountTail: 258 });
  });

  it('writes sheets with numbers as text and amounts apart', () => {
    const [file] = render(workbook, [line()]);
    expect(file?.name).toBe('柳溪学校2025-0301.xlsx');
    expect(file?.content.kind === 'sheet' && file.content.rows).toEqual([
      ['序号', '户名', '账号', '开户行', '金额', '证件号码', '学生姓名'].map((text) => ({ kind: 'text', text })),
      [
        { kind: 'text', text: '1' }, { kind: 'text', text: '李建国' }, { kind: 'text', text: '9999000000000000129' }, { kind: 'text', text: '农商银行' },
        { kind: 'amount', text: '312.50', decimals: 2 }, { kind: 'text', text: '999999198506153042' }, { kind: 'text', text: '李明' },
      ],
    ]);
  });

  it('splits by the row limit, keeps 序号 through the files, and gives every file its totals', () => {
    const lines = Array.from({ length: 5 }, (_, index) => line({ lineNo: index + 1 }));
    const files = render({ ...pipe, rowLimit: 2, fileNamePattern: '{school}', trailer: ['合计', '{count}', '{sum}'] }, lines);
    expect(files.map((file) => [file.name, file.totals.count])).toEqual([['柳溪学校-01.txt', 2], ['柳溪学校-02.txt', 2], ['柳溪学校-03.txt', 1]]);
    expect(files[2]?.content.kind === 'text' && files[2].content.text).toBe('5|李建国|9999000000000000129|312.50|999999198506153042|\r\n合计|1|312.50|\r\n');
  });

  it('never gives two files one name: {seq} counts the day, a name without it is numbered when it was given before', () => {
    const fileNameOf = (fileNamePattern: string, sent: BatchFileFacts['sent']): string | undefined => render({ ...pipe, fileNamePattern }, [line()], { ...facts, sent })[0]?.name;
    expect(fileNameOf('{pinyin}{date}{seq}', { onTheDay: 2, names: new Set(['liuxixuexiao2025110101.txt', 'liuxixuexiao2025110102.txt']) })).toBe('liuxixuexiao2025110103.txt');
    expect(fileNameOf('{school}{batch}{seq}', { onTheDay: 2, names: new Set() })).toBe('柳溪学校2025-0301.txt');
    expect(fileNameOf('{school}{date}', { onTheDay: 1, names: new Set(['柳溪学校20251101.txt']) })).toBe('柳溪学校20251101-02.txt');
    expect(fileNameOf('{school}{date}', { onTheDay: 1, names: new Set(['别的.txt']) })).toBe('柳溪学校20251101.txt');
    expect(fileNameOf('DFGZ', { onTheDay: 1, names: new Set(['DFGZ.txt']) })).toBe('DFGZ.txt');
  });

  it('writes fen, constants, tabs and quoted commas as asked', () => {
    const profile: ExportProfile = {
      ...pipe, kind: 'csv', separator: ',', trailingSeparator: false, header: true, amountUnit: 'fen',
      columns: [{ kind: 'constant', heading: '用途', text: '助学金', place: null }, { kind: 'field', field: 'bank_name', heading: '开户行', required: true, place: null }, { kind: 'field', field: 'amount', heading: '金额（分）', required: true, place: null }],
    };
    expect(textOf(profile, [line({ bankName: '农商行,城关"支行"' })])).toEqual(['用途,开户行,金额（分）\r\n助学金,"农商行,城关""支行""",31250\r\n']);
  });

  it('writes every middle dot as the one GBK has', () => {
    expect(textOf(pipe, [line({ holderName: '买买提•吐尔逊' }), line({ holderName: '古丽．阿依' }), line({ holderName: '阿依.古丽' })])[0]).toMatch(/买买提·吐尔逊[^]*古丽·阿依[^]*阿依·古丽/u);
  });

  it('makes file names safe', () => {
    expect(render({ ...pipe, fileNamePattern: '../{school}' }, [line()], { ...facts, school: 'a/b:c' })[0]?.name).toBe('abc.txt');
  });
});

describe('files of fixed width', () => {
  const place = (bytes: number, align: 'left' | 'right' = 'left', fill: 'blank' | 'zero' = 'blank') => ({ bytes, align, fill });
  const field = (name: 'line_no' | 'holder_name' | 'account_no' | 'amount', at: ReturnType<typeof place>) => ({ kind: 'field', field: name, heading: name, required: true, place: at }) as const;
  const fixed: ExportProfile = {
    ...pipe, layout: 'fixed', separator: '', trailingSeparator: false, amountUnit: 'fen', leaders: [['H', '{date}', '{count:6}', '{sum:12}']], trailer: ['T{count:6}'],
    columns: [field('line_no', place(4, 'right', 'zero')), field('account_no', place(22)), field('holder_name', place(10)), field('amount', place(12, 'right', 'zero'))],
  };

  it('counts bytes of the encoding, not characters, and writes leading and closing lines with filled figures', () => {
    expect(checkExportProfile(fixed)).toEqual([]);
    expect(textOf(fixed, [line(), line({ lineNo: 2, holderName: '王芳', amountFen: fen(62500) })])[0]?.split('\r\n')).toEqual([
      'H20251101000002000000093750', '00019999000000000000129   李建国    000000031250', '00029999000000000000129   王芳      000000062500', 'T000002', '',
    ]);
    expect(textOf({ ...fixed, encoding: 'utf8' }, [line()])[0]?.split('\r\n')[1]).toBe('00019999000000000000129   李建国 000000031250');
  });

  it('refuses a value that would be cut off, names the pupil, and wants a width for every column', () => {
    expect(findBatchFileProblems(fixed, [line({ holderName: '买买提·吐尔逊' })], encoder)).toEqual([
      { lineNo: 1, studentName: '李明', code: 'payment.too_wide', text: '买买提·吐尔逊', heading: 'holder_name', bytes: 14, room: 10 },
    ]);
    expect(checkExportProfile({ ...fixed, columns: fixed.columns.map((column) => ({ ...column, place: null })) }).map((problem) => problem.code)).toEqual(Array(4).fill('profile.place_missing'));
  });

  it('gives every line one length in bytes, and reads back what was put in, whatever the names', () => {
    const names = fc.array(fc.constantFrom('李', '建', '国', '𠮷', '䶮', '·', 'A', '吐'), { minLength: 1, maxLength: 4 }).map((signs) => signs.join(''));
    fc.assert(fc.property(fc.array(fc.record({ name: names, amount: fc.integer({ min: 1, max: 99_999_999 }) }), { minLength: 1, maxLength: 20 }), fc.constantFrom('gb18030', 'utf8'), (items, encoding) => {
      const profile = { ...fixed, encoding, leaders: [], trailer: null, columns: fixed.columns.with(2, field('holder_name', place(40))) } as ExportProfile;
      const rows = (textOf(profile, items.map((item, index) => line({ lineNo: index + 1, holderName: item.name, amountFen: fen(item.amount) })))[0] ?? '').split('\r\n').slice(0, -1);
      expect(new Set(rows.map((row) => encoder.byteLength(row, profile.encoding)))).toEqual(new Set([78]));
      expect(rows.map((row) => Number(row.slice(-12)))).toEqual(items.map((item) => item.amount));
      expect(rows.map((row) => row.slice(26, -12).trimEnd())).toEqual(items.map((item) => item.name));
    }), { numRuns: 300 });
  });

  it('reads a profile stored before there were widths, leading lines and zips', () => {
    const { layout, leaders, zip, columns, ...old } = pipe;
    expect([layout, leaders, zip]).toEqual(['separated', [], false]);
    expect(completeProfile({ ...old, columns: columns.map(({ place: _place, ...column }) => column) })).toEqual(pipe);
  });
});

describe('what keeps a line out of a file', () => {
  it.each([
    ['䶮', 'gbk', true], ['㛃', 'gbk', true], ['𠮷', 'gbk', true], ['𠮷', 'gb18030', false], ['䶮', 'utf8', false], ['喆', 'gbk', false], ['·', 'gbk', false],
  ] as const)('names %s in %s: refused %s', (character, encoding, refused) => {
    const problems = findBatchFileProblems({ ...pipe, encoding }, [line({ holderName: `李${character}` })], encoder);
    expect(problems).toEqual(refused ? [{ lineNo: 1, studentName: '李明', code: 'payment.unwritable', text: `李${character}`, characters: [character] }] : []);
  });

  it.each([
    [{ holderName: '李|明' }, 'payment.separator_in_value'],
    [{ holderName: '=cmd' }, 'payment.formula_like'],
    [{ holderName: '＠cmd' }, 'payment.formula_like'],
    [{ bankName: '农商\n行' }, null],
    [{ holderIdNumber: null }, 'payment.field_missing'],
    [{ amountFen: fen(0) }, 'payment.amount_not_positive'],
  ])('%j is %s', (over, code) => {
    expect(findBatchFileProblems(pipe, [line(over)], encoder)[0]?.code ?? null).toBe(code);
  });

  it('also reads the profile\'s own texts', () => {
    expect(findBatchFileProblems({ ...pipe, trailer: ['合计𠮷'] }, [], encoder)).toMatchObject([{ lineNo: 0, characters: ['𠮷'] }]);
  });
});

describe('profiles', () => {
  it('ships profiles that are themselves correct', () => {
    for (const { profile } of presetProfiles) expect(checkExportProfile(profile)).toEqual([]);
  });

  it.each([
    [{ name: ' ' }, 'profile.name_missing'], [{ columns: [] }, 'profile.column_missing'], [{ separator: '\n' }, 'profile.separator_unfit'], [{ separator: '' }, 'profile.separator_unfit'],
    [{ rowLimit: 0 }, 'profile.row_limit_unfit'], [{ fileNamePattern: '{姓名}' }, 'profile.token_unknown'],
    [{ columns: [...pipe.columns, { kind: 'constant', heading: '备注', text: 'a|b', place: null } as const] }, 'profile.constant_unfit'],
  ])('%j is refused with %s', (over, code) => {
    expect(checkExportProfile({ ...pipe, ...over }).map((problem) => problem.code)).toContain(code);
  });
});

describe('properties', () => {
  const anyLine = fc.record({ amount: fc.integer({ min: 1, max: 9_999_999 }), tail: fc.integer({ min: 0, max: 99_999_999 }) });

  it('the text read back has the lines, the sum and the accounts of the batch, over all files', () => {
    fc.assert(fc.property(fc.array(anyLine, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (items, rowLimit) => {
      const lines = items.map((item, index) => line({ lineNo: index + 1, amountFen: fen(item.amount), accountNo: `99990000000${String(item.tail).padStart(8, '0')}` }));
      const files = render({ ...pipe, rowLimit }, lines);
      const rows = textOf({ ...pipe, rowLimit }, lines).join('').split('\r\n').filter((row) => row !== '').map((row) => row.split('|'));
      const total = controlTotals(lines);
      expect(rows.map((row) => row[0])).toEqual(lines.map((each) => String(each.lineNo)));
      expect(rows.reduce((sum, row) => { const parsed = parseFen(row[3] ?? ''); return sum + (parsed.ok ? parsed.fen : NaN); }, 0)).toBe(total.sumFen);
      expect(files.reduce((sum, file) => sum + file.totals.accountTail, 0)).toBe(total.accountTail);
      expect(files.reduce((sum, file) => sum + file.totals.count, 0)).toBe(total.count);
      expect(render({ ...pipe, rowLimit }, lines)).toEqual(files);
    }));
  });
});
