/** 就读方式: decides 寄宿 or 非寄宿 aid; unknown is neither (handbook README, decision 3). */
export const boardingModes = ['day', 'boarding', 'unknown'] as const;
export type BoardingMode = (typeof boardingModes)[number];

const modeNames: Readonly<Record<BoardingMode, string>> = { day: '走读', boarding: '住校', unknown: '' };

export function formatBoardingMode(mode: BoardingMode): string {
  return modeNames[mode];
}

/** Reads 走读, 住校, 寄宿, 1, 2 and the answers of a column 是否寄宿; null for a word never met (借宿, 其他). */
export function parseBoardingMode(text: string): BoardingMode | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (plain === '') return 'unknown';
  if (/^(走读|通学|1走读|1-走读|不住校|非寄宿|不寄宿|否|×|N|NO|0|走读生|非住校)/.test(plain) || plain === '1') return 'day';
  return /^(住校|寄宿|住宿|全寄宿|2住校|2-住校|2$|是|√|Y|内宿)/.test(plain) ? 'boarding' : null;
}
