import type { ImportPreview } from '#shared/contract/imports.ts';

export const encodingWords: Readonly<Record<string, string>> = {
  gb18030: 'GB18030（GBK）', 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16（高位在前）',
};

export const separatorWords: Readonly<Record<string, string>> = {
  ',': '逗号 ,', '\t': '制表符', '|': '竖线 |', '|!': '竖线叹号 |!', ';': '分号 ;', '，': '中文逗号 ，', '^': '脱字符 ^', ' ': '空格',
};

const kindWords: Readonly<Record<ImportPreview['kind'], string>> = { xlsx: 'Excel 工作簿', xls: 'Excel 97–2003', html: '网页表格', text: '文本' };

export const asideWords: Readonly<Record<ImportPreview['setAside'][number]['why'], string>> = {
  title: '标题', header: '表头', note: '说明', sample: '示例', total: '合计',
};

/** 2025-09-03T02:11:00.000Z → 2025年9月3日 */
export function dayOf(instant: string): string {
  const date = new Date(instant);
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
}

function headerWords(rows: readonly number[]): string {
  if (rows.length === 0) return '没有表头';
  return rows.length === 1 ? `表头在第 ${rows[0]} 行` : `表头在第 ${rows[0]}–${rows.at(-1)} 行`;
}

/** What the program understood, in one line under the title. */
export function understoodWords(preview: ImportPreview): string {
  const mapping = preview.mappingFrom === 'remembered' && preview.mappingLastUsed
    ? [`这份表头用过（${dayOf(preview.mappingLastUsed)}），列对应已自动填好`] : [];
  return [
    kindWords[preview.kind], ...(preview.encoding ? [`${encodingWords[preview.encoding]} 编码`] : []),
    ...(preview.sheets.length > 1 ? [`工作表“${preview.sheet}”`] : []), headerWords(preview.headerRows), `${preview.rowCount.toLocaleString('zh-CN')} 行`, ...mapping,
  ].join(' · ');
}
