/** A phone number as it may stand on a screen: its last four digits, e.g. *******5678. */
export function maskPhone(phone: string): string {
  const signs = [...phone];
  return '*'.repeat(Math.max(0, signs.length - 4)) + signs.slice(-4).join('');
}
