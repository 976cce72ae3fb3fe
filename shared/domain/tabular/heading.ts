/** Marks that say whether a column must be filled; no part of its name. */
const requiredMarks = /[*＊★☆#]|[（([【](?:必填项?|非必填项?|选填项?|必录|可选|必须填写)[）)\]】]|^(?:必填|选填)[:：]/g;
const spelling: readonly (readonly [RegExp, string])[] = [
  [/帐/g, '账'], [/身分/g, '身份'], [/証|證/g, '证'], [/号码/g, '号'], [/銀/g, '银'], [/姓\s*名/g, '姓名'],
];

/**
 * A heading as it is compared: full width and half width, blanks, line breaks, 必填 marks and the commonest spellings (帐/账, 号码/号)
 * make no difference.
 */
export function normaliseHeading(heading: string): string {
  let text = heading.normalize('NFKC').replace(requiredMarks, '').replace(/[\s\u200b\ufeff]+/g, '').toLowerCase();
  for (const [pattern, replacement] of spelling) text = text.replace(pattern, replacement);
  return text.replace(/[:：、,，.。]+$/, '');
}

/** The heading without its remarks in brackets: 金额（元） → 金额. */
export function bareHeading(normalised: string): string {
  return normalised.replace(/[（(【[][^）)】\]]*[）)】\]]/g, '').replace(/[/／\-—_]/g, '');
}
