const dangerous = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/**
 * Text files carry no types, so a field that Excel would take for a formula gets an apostrophe in front (OWASP's CSV injection rule).
 * A field that already begins with apostrophes and such a character gets one more, so that reading gives back exactly what was written.
 * In .xlsx and .xls nothing is changed: there the cell is stored as text with Excel's own quote prefix, which is never run.
 */
export function guardFormulaText(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/** The inverse of `guardFormulaText`. */
export function restoreFormulaText(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
