/**
 * Puts rows on the clipboard as text and as a table whose cells say they are text. Through the copy event, which asks for no
 * permission in any shell; false when the window would not let it.
 */
export function copyRows(text: string, html: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
  };
  document.addEventListener('copy', put, { once: true, capture: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
}
