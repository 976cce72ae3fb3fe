/** What is doubtful about a card or passbook number. None blocks saving; the bank alone knows whether an account exists. */
export type AccountProblem = 'empty' | 'scientific' | 'bad_char' | 'bad_length' | 'bad_check_digit';

export interface AccountCheck {
  /** Without blanks, dashes and full-width signs: the form that is stored, compared and sent. */
  readonly number: string;
  readonly problems: readonly AccountProblem[];
}

/**
 * Cleans and judges an account number (handbook 4.3): digits only, 16 to 19 of them, ending in a Luhn check digit. All of it is a warning:
 * passbooks may be of another length, and nothing says that every 社保卡 account has the check digit. A number like 6.217E+18 has lost
 * its digits in Excel and can't be mended from here.
 */
export function checkAccountNumber(raw: string): AccountCheck {
  const number = raw.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff'`‘’"-]/g, '');
  if (number === '') return { number, problems: ['empty'] };
  if (/^\d(?:\.\d+)?E\+?\d+$/i.test(number)) return { number, problems: ['scientific'] };
  if (!/^\d+$/.test(number)) return { number, problems: ['bad_char'] };
  if (number.length < 16 || number.length > 19) return { number, problems: ['bad_length'] };
  return { number, problems: hasLuhnDigit(number) ? [] : ['bad_check_digit'] };
}

/** True when the last digit is the Luhn check digit of those before it. */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The number as it may stand on a screen or a letter: its last four digits only, e.g. **** 1234. */
export function maskAccount(number: string): string {
  return number === '' ? '' : `**** ${number.slice(-4)}`;
}
