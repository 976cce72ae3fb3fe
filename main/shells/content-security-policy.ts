/**
 * What a page of the program may load: its own files, nothing else; no script and no style that isn't a file. Elements are placed
 * through the DOM and Mantine's variables by a constructed style sheet, so not even styles need an exception (renderer/README.md).
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
