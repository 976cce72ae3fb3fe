import type { FileSource } from './dossier-rows.ts';

/** “名册.xls 第 12 行”, or empty where it was entered by hand. */
export function describeSource({ fileName, rowNo }: FileSource): string {
  if (fileName === null) return '';
  return rowNo === null ? fileName : `${fileName} 第 ${rowNo} 行`;
}
