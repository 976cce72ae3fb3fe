import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { findBatchFileProblems, renderBatchFiles } from '#shared/domain/disbursement/batch-file.ts';
import type { BatchFileFacts, BatchFileLine } from '#shared/domain/disbursement/batch-file.ts';
import { controlTotals } from '#shared/domain/disbursement/control-totals.ts';
import { checkExportProfile } from '#shared/domain/disbursement/export-profile.ts';
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

function canWrite(character: string, encoding: ExportEncoding): boolean {
  if (encoding === 'utf8' || encoding === 'utf8_bom') return true;
  const name = encoding === 'gbk' ? 'cp936' : 'gb18030';
  return iconv.decode(iconv.encode(character, name), name) === character;
}

function textOf(profile: ExportProfile, lines: readonly BatchFileLine[]): string[] {
  return renderBatchFiles(profile, lines, facts).map((file) => (file.content.kind === 'text' ? file.content.text : JSON.stringify(file.content.rows)));
}

describe('rendering a batch by its profile (handbook 4.4)', () => {
  it('writes 序号|姓名|帐号|金额|身份证| with a trailing separator and no header', () => {
    const [file] = renderBatchFiles(pipe, [line(), line({ lineNo: 2, holderName: '王 芳', amountFen: fen(62500) })], facts);
    expect(file?.name).toBe('liuxixuexiao2025110101.txt');
    expect(file?.content).toEqual({
      kind: 'text', encoding: 'gbk',
      text: '1|李建国|9999000000000000129|312.50|999999198506153042|\r\n2|王芳|9999000000000000129|625.00|999999198506153042|\r\n',
    });
    expect(file?.totals).toEqual({ count: 2, sumFen: 93750, accountTail: 258 });
  });

  it('writes sheets with numbers as text and amounts apart', () => {
    const [file] = renderBatchFiles(workbook, [line()], facts);
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
    const files = renderBatchFiles({ ...pipe, rowLimit: 2, fileNamePattern: '{school}', trailer: ['合计', '{count}', '{sum}'] }, lines, facts);
    expect(files.map((file) => [file.name, file.totals.count])).toEqual([['柳溪学校-01.txt', 2], ['柳溪学校-02.txt', 2], ['柳溪学校-03.txt', 1]]);
    expect(files[2]?.content.kind === 'text' && files[2].content.text).toBe('5|李建国|9999000000000000129|312.50|999999198506153042|\r\n合计|1|312.50|\r\n');
  });

  it('never gives two files one name: {seq} counts the day, a name without it is numbered when it was given before', () => {
    const nameOf = (fileNamePattern: string, sent: BatchFileFacts['sent']): string | undefined => renderBatchFiles({ ...pipe, fileNamePattern }, [line()], { ...facts, sent })[0]?.name;
    expect(nameOf('{pinyin}{date}{seq}', { onTheDay: 2, names: new Set(['liuxixuexiao2025110101.txt', 'liuxixuexiao2025110102.txt']) })).toBe('liuxixuexiao2025110103.txt');
    expect(nameOf('{school}{batch}{seq}', { onTheDay: 2, names: new Set() })).toBe('柳溪学校2025-0301.txt');
    expect(nameOf('{school}{date}', { onTheDay: 1, names: new Set(['柳溪学校20251101.txt']) })).toBe('柳溪学校20251101-02.txt');
    expect(nameOf('{school}{date}', { onTheDay: 1, names: new Set(['别的.txt']) })).toBe('柳溪学校20251101.txt');
    expect(nameOf('DFGZ', { onTheDay: 1, names: new Set(['DFGZ.txt']) })).toBe('DFGZ.txt');
  });

  it('writes fen, constants, tabs and quoted commas as asked', () => {
    const profile: ExportProfile = {
      ...pipe, kind: 'csv', separator: ',', trailingSeparator: false, header: true, amountUnit: 'fen',
      columns: [{ kind: 'constant', heading: '用途', text: '助学金' }, { kind: 'field', field: 'bank_name', heading: '开户行', required: true }, { kind: 'field', field: 'amount', heading: '金额（分）', required: true }],
    };
    expect(textOf(profile, [line({ bankName: '农商行,城关"支行"' })])).toEqual(['用途,开户行,金额（分）\r\n助学金,"农商行,城关""支行""",31250\r\n']);
  });

  it('writes every middle dot as the one GBK has', () => {
    expect(textOf(pipe, [line({ holderName: '买买提•吐尔逊' }), line({ holderName: '古丽．阿依' }), line({ holderName: '阿依.古丽' })])[0]).toMatch(/买买提·吐尔逊[^]*古丽·阿依[^]*阿依·古丽/u);
  });

  it('makes file names safe', () => {
    expect(renderBatchFiles({ ...pipe, fileNamePattern: '../{school}' }, [line()], { ...facts, school: 'a/b:c' })[0]?.name).toBe('abc.txt');
  });
});

describe('what keeps a line out of a file', () => {
  it.each([
    ['䶮', 'gbk', true], ['㛃', 'gbk', true], ['𠮷', 'gbk', true], ['𠮷', 'gb18030', false], ['䶮', 'utf8', false], ['喆', 'gbk', false], ['·', 'gbk', false],
  ] as const)('names %s in %s: refused %s', (character, encoding, refused) => {
    const problems = findBatchFileProblems({ ...pipe, encoding }, [line({ holderName: `李${character}` })], canWrite);
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
    expect(findBatchFileProblems(pipe, [line(over)], canWrite)[0]?.code ?? null).toBe(code);
  });

  it('also reads the profile\'s own texts', () => {
    expect(findBatchFileProblems({ ...pipe, trailer: ['合计𠮷'] }, [], canWrite)).toMatchObject([{ lineNo: 0, characters: ['𠮷'] }]);
  });
});

describe('profiles', () => {
  it('ships profiles that are themselves correct', () => {
    for (const { profile } of presetProfiles) expect(checkExportProfile(profile)).toEqual([]);
  });

  it.each([
    [{ name: ' ' }, 'profile.name_missing'], [{ columns: [] }, 'profile.column_missing'], [{ separator: '\n' }, 'profile.separator_unfit'], [{ separator: '' }, 'profile.separator_unfit'],
    [{ rowLimit: 0 }, 'profile.row_limit_unfit'], [{ fileNamePattern: '{姓名}' }, 'profile.token_unknown'],
    [{ columns: [...pipe.columns, { kind: 'constant', heading: '备注', text: 'a|b' } as const] }, 'profile.constant_unfit'],
  ])('%j is refused with %s', (over, code) => {
    expect(checkExportProfile({ ...pipe, ...over }).map((problem) => problem.code)).toContain(code);
  });
});

describe('properties', () => {
  const anyLine = fc.record({ amount: fc.integer({ min: 1, max: 9_999_999 }), tail: fc.integer({ min: 0, max: 99_999_999 }) });

  it('the text read back has the lines, the sum and the accounts of the batch, over all files', () => {
    fc.assert(fc.property(fc.array(anyLine, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (items, rowLimit) => {
      const lines = items.map((item, index) => line({ lineNo: index + 1, amountFen: fen(item.amount), accountNo: `99990000000${String(item.tail).padStart(8, '0')}` }));
      const files = renderBatchFiles({ ...pipe, rowLimit }, lines, facts);
      const rows = textOf({ ...pipe, rowLimit }, lines).join('').split('\r\n').filter((row) => row !== '').map((row) => row.split('|'));
      const total = controlTotals(lines);
      expect(rows.map((row) => row[0])).toEqual(lines.map((each) => String(each.lineNo)));
      expect(rows.reduce((sum, row) => { const parsed = parseFen(row[3] ?? ''); return sum + (parsed.ok ? parsed.fen : NaN); }, 0)).toBe(total.sumFen);
      expect(files.reduce((sum, file) => sum + file.totals.accountTail, 0)).toBe(total.accountTail);
      expect(files.reduce((sum, file) => sum + file.totals.count, 0)).toBe(total.count);
      expect(renderBatchFiles({ ...pipe, rowLimit }, lines, facts)).toEqual(files);
    }));
  });
});
