import { useEffect } from 'react';

/** The fields of a form that Enter walks through carry `data-walk`; every field with a name in the form carries `data-path`. */
const walked = '[data-walk]:not(:disabled)';

/** Puts the cursor into a field, its text chosen, so that typing replaces it. */
export function focusField(field: HTMLElement): void {
  field.focus();
  if (field instanceof HTMLInputElement) field.select();
  field.scrollIntoView({ block: 'nearest' });
}

/** The field of a problem; the first one that is there of a path that stands for several. */
export function focusPath(path: string): void {
  const field = document.querySelector<HTMLElement>(`[data-path="${path}"]`) ?? document.querySelector<HTMLElement>(`[data-path^="${path.split('.')[0] ?? ''}"]`);
  if (field) focusField(field);
}

/** Moves from a field to the one after (or before) it. False at the end. */
export function stepFrom(field: HTMLElement, by: 1 | -1): boolean {
  const fields = [...(field.closest('form')?.querySelectorAll<HTMLElement>(walked) ?? [])];
  const next = fields[fields.indexOf(field) + by];
  if (next === undefined) return false;
  focusField(next);
  return true;
}

/** Enter goes on and Shift+Enter back, as in a spreadsheet; what a field did with the key itself is left to it. */
export function walkOnEnter(event: KeyboardEvent): void {
  const field = event.target as HTMLElement;
  if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.altKey || !field.matches(walked)) return;
  event.preventDefault();
  if (!stepFrom(field, event.shiftKey ? -1 : 1) && !event.shiftKey) field.closest('form')?.querySelector<HTMLElement>('[type=submit]')?.focus();
}

/** Keys of a whole page, heard after every field has had its own say. */
export function useWindowKeys(press: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}
