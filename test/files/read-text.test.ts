import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { parseFile } from '#main/files/parse-file.ts';

const lines = '姓名,身份证号,低保证号\r\n买买提·吐尔逊,999999197001010019,DB5101-0021\r\n㼆䶮𠮷,99999919700101281X,\r\n';
const expected = [['姓名', '身份证号', '低保证号'], ['买买提·吐尔逊', '999999197001010019', 'DB5101-0021'], ['㼆䶮𠮷', '99999919700101281X']];

const utf16be = Buffer.from(lines, 'utf16le').swap16();

describe('encodings', () => {
  test.each([
    ['GB18030', 'gb18030', iconv.encode(lines, 'gb18030')],
    ['UTF-8', 'utf-8', Buffer.from(lines)],
    ['UTF-8 with its mark', 'utf-8', Buffer.from(`\ufeff${lines}`)],
    ['UTF-16 LE with its mark', 'utf-16le', Buffer.from(`\ufeff${lines}`, 'utf16le')],
    ['UTF-16 LE without', 'utf-16le', Buffer.from(lines, 'utf16le')],
    ['UTF-16 BE with its mark', 'utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
    ['UTF-16 BE without', 'utf-16be', utf16be],
  ])('%s is recognised', async (_, encoding, bytes) => {
    const { table } = await parseFile(new Uint8Array(bytes));
    expect(table.encoding).toBe(encoding);
    expect(table.rows).toEqual(expected);
  });

  test('GBK bytes that happen to be valid UTF-8 are still read as Chinese', async () => {
    // 联 is C1 AA: no valid UTF-8; 一 is D2 BB, which is valid and means a Cyrillic letter.
    const { table } = await parseFile(new Uint8Array(iconv.encode('一,一\n一,一\n', 'gb18030')));
    expect(table).toMatchObject({ encoding: 'gb18030', rows: [['一', '一'], ['一', '一']] });
  });

  test('the user chooses another encoding; bytes that are none of it are refused with the line', async () => {
    const bytes = new Uint8Array(iconv.encode('甲,1\n乙,2\n', 'gb18030'));
    await expect(parseFile(bytes, { encoding: 'utf-8' })).rejects.toMatchObject({ code: 'file.encoding', facts: { encoding: 'UTF-8', line: 1 } });
    expect((await parseFile(bytes, { encoding: 'gb18030' })).table.rows[1]).toEqual(['乙', '2']);
  });
});

describe('separators', () => {
  test.each([
    ['comma', '序号,姓名,金额\n1,甲,"1,250.00"\n2,乙,312.50', ',', ['1', '甲', '1,250.00']],
    ['tab', '序号\t姓名\t金额\n1\t甲,乙\t312.50\n2\t乙\t312.50', '\t', ['1', '甲,乙', '312.50']],
    ['bar with one at the end', '1|甲|6222|312.50|999|\r\n2|乙|6223|312.50|998|\r\n', '|', ['1', '甲', '6222', '312.50', '999']],
    ['two-character bar', '1|!甲|!6222\n2|!乙|!6223', '|!', ['1', '甲', '6222']],
    ['semicolon', '姓名;号\n甲;1\n乙;2', ';', ['姓名', '号']],
    ['full-width comma', '姓名，号\n甲，1\n乙，2', '，', ['姓名', '号']],
    ['runs of blanks', '1   甲  6222   312.50\n2 乙   6223 312.50', ' ', ['1', '甲', '6222', '312.50']],
  ])('%s', async (_, text, separator, row) => {
    const { table } = await parseFile(new Uint8Array(Buffer.from(text)));
    expect(table.separator).toBe(separator);
    expect(table.rows).toContainEqual(row);
  });

  test('quotes: doubled, over two lines, and a lone one as banks write it', async () => {
    const { table } = await parseFile(new Uint8Array(Buffer.from('a,"x ""y"" z",c\n"one\r\ntwo",2,3\n"lone,2,3\n')));
    expect(table.rows).toEqual([['a', 'x "y" z', 'c'], ['one\r\ntwo', '2', '3'], ['"lone', '2', '3']]);
  });

  test('what keeps Excel from spoiling a number is taken off again', async () => {
    const { table } = await parseFile(new Uint8Array(Buffer.from('号,备注\n="0123456789012345678",\'=1+1\n999999201503070018\t,\'-\n')));
    expect(table.rows.slice(1)).toEqual([['0123456789012345678', '=1+1'], ['999999201503070018\t', '-']]);
  });

  test('one column is a table too', async () => {
    expect((await parseFile(new Uint8Array(Buffer.from('身份证号\n999999201503070018\n')))).table.rows).toEqual([['身份证号'], ['999999201503070018']]);
  });
});
