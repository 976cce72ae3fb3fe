import { FileRefusal } from './file-refusal.ts';

interface Candidate {
  readonly name: string;
  readonly hidden: boolean;
  /** How much is in it, in any unit; 0 for an empty sheet. */
  readonly weight: number;
}

const sideSheets = /说明|字典|代码|填表|示例|样例|参考|须知|下拉/;

/** The sheet asked for; else the first visible one that is neither empty nor named like instructions or a code list. */
export function chooseSheet<Sheet extends Candidate>(sheets: readonly Sheet[], wanted: string | undefined): Sheet {
  if (wanted !== undefined) {
    const sheet = sheets.find((each) => each.name === wanted);
    if (!sheet) throw new FileRefusal('file.sheet_missing', { sheet: wanted, sheets: sheets.map((each) => each.name).join('、') });
    return sheet;
  }
  const visible = sheets.filter((sheet) => !sheet.hidden);
  // A fresh empty sheet of an .xlsx still is some 400 bytes of XML; against real data that is nothing.
  const heaviest = Math.max(0, ...visible.map((sheet) => sheet.weight));
  const filled = visible.filter((sheet) => sheet.weight > 0 && sheet.weight * 50 >= heaviest);
  const chosen = filled.find((sheet) => !sideSheets.test(sheet.name)) ?? filled[0] ?? visible[0] ?? sheets[0];
  if (!chosen) throw new FileRefusal('file.no_sheet', {});
  return chosen;
}
