import iconv from 'iconv-lite';
import { csvLine, textFile } from './sheet-bytes.ts';

/** One payment as it stood in the file sent to the bank: 序号|姓名|帐号|金额|身份证|. */
export interface SentLine {
  readonly no: string;
  readonly name: string;
  readonly account: string;
  readonly yuan: string;
}

export async function readSentFiles(files: readonly File[]): Promise<SentLine[]> {
  const lines: SentLine[] = [];
  for (const file of files) {
    const text = iconv.decode(Buffer.from(await file.arrayBuffer()), 'gb18030');
    for (const line of text.split(/\r?\n/).filter(Boolean)) {
      const [no = '', name = '', account = '', yuan = ''] = line.split('|');
      lines.push({ no, name, account, yuan });
    }
  }
  return lines;
}

const headings = ['序号', '户名', '账号', '金额', '处理结果', '备注'];
const paid = (line: SentLine): string[] => [line.no, line.name, line.account, line.yuan, '成功', ''];

/**
 * The bank's answer with the troubles a return file really has: refused names and accounts, a row twice, a row nobody sent, another
 * amount, and payments without any answer.
 */
export function troubledReturn(name: string, sent: readonly SentLine[]): File {
  const reasons = ['户名不符', '账户不存在', '账户未激活', '户名不符', '账户已销户', '证件号不符'];
  const rows = sent.flatMap((line, place): string[][] => {
    if (place >= 10 && place < 16) return [[line.no, line.name, line.account, line.yuan, '失败', reasons[place - 10] ?? '其它']];
    if (place === 20) return [paid(line), paid(line)];
    if (place === 30 || place === 31) return [];
    if (place === 40) return [[line.no, line.name, line.account, (Number(line.yuan) - 100).toFixed(2), '成功', '']];
    return [paid(line)];
  });
  rows.push(['9001', '外校生', '6299990000000000000', '625.00', '成功', '']);
  return returnFile(name, rows);
}

export function plainReturn(name: string, sent: readonly SentLine[]): File {
  return returnFile(name, sent.map(paid));
}

/** Every line answered; the bank refuses those it is told to. */
export function answeredReturn(name: string, sent: readonly SentLine[], refuses: (line: SentLine, place: number) => boolean): File {
  return returnFile(name, sent.map((line, place) => (refuses(line, place) ? [line.no, line.name, line.account, line.yuan, '失败', '户名不符'] : paid(line))));
}

function returnFile(name: string, rows: readonly string[][]): File {
  return textFile(name, ['云岭农村商业银行柳溪支行 代发结果回盘', csvLine(headings), ...rows.map(csvLine)], 'gb18030');
}
