const named: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', middot: '·', yen: '¥', times: '×', ensp: '\u2002', emsp: '\u2003', ldquo: '“', rdquo: '”', mdash: '—', ndash: '–', hellip: '…',
};

/** Replaces character references. An unknown one stays as it is written; entities declared by a document type are never expanded. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex: string, decimal: string, name: string) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

const attributePatterns = new Map<string, RegExp>();

function attributePattern(name: string): RegExp {
  let pattern = attributePatterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`[\\s"'](?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i');
    attributePatterns.set(name, pattern);
  }
  return pattern;
}

/** The value of an attribute inside a tag's text, without its references; null when it is not there. */
export function attribute(tag: string, name: string): string | null {
  const match = attributePattern(name).exec(tag);
  return match ? decodeEntities(match[1] ?? match[2] ?? match[3] ?? '') : null;
}

export type MarkupToken =
  | { readonly kind: 'open'; readonly name: string; readonly tag: string; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const rawText = new Set(['script', 'style', 'title', 'textarea']);

/** Walks through HTML or XML from left to right without a tree, so that nesting costs nothing. Comments and declarations are skipped. */
export function* markupTokens(source: string): Generator<MarkupToken, void, undefined> {
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open === -1 || open > at) {
      yield { kind: 'text', text: source.slice(at, open === -1 ? undefined : open) };
      if (open === -1) return;
    }
    if (source.startsWith('<![CDATA[', open)) {
      const end = source.indexOf(']]>', open);
      yield { kind: 'text', text: source.slice(open + 9, end === -1 ? undefined : end).replaceAll('&', '&amp;') };
      at = end === -1 ? source.length : end + 3;
      continue;
    }
    if (source.startsWith('<!--', open)) {
      const end = source.indexOf('-->', open + 4);
      at = end === -1 ? source.length : end + 3;
      continue;
    }
    const close = source.indexOf('>', open);
    if (close === -1) return;
    at = close + 1;
    const match = /^<(\/?)([a-z][\w:.-]*)/i.exec(source.slice(open, Math.min(close, open + 80)));
    if (!match) continue;
    const name = match[2]!.toLowerCase();
    if (match[1] === '/') {
      yield { kind: 'close', name };
      continue;
    }
    const tag = source.slice(open, close);
    yield { kind: 'open', name, tag, empty: tag.endsWith('/') };
    if (rawText.has(name) && !tag.endsWith('/')) {
      const end = new RegExp(`</${name}`, 'gi');
      end.lastIndex = at;
      at = end.exec(source)?.index ?? source.length;
    }
  }
}
