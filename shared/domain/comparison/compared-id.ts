import { cleanIdNumber, upgradeOldIdNumber } from '#shared/domain/identity/id-number.ts';

/** An ID number fit to be a key: cleaned, 18 signs, old 15-digit ones brought up. '' for a masked, short or missing one. */
export function comparableId(raw: string): string {
  const number = cleanIdNumber(raw);
  if (/^\d{15}$/u.test(number)) return upgradeOldIdNumber(number);
  return /^\d{17}[\dX]$/u.test(number) ? number : '';
}
