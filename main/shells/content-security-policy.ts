/**
 * What a page of the program may load: its own files, nothing else, and no script that isn't a file. Styles may stand inline because
 * Mantine and the virtualised table place elements by style attributes; a style can't read or send anything under this policy.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
