/** What opens a page: a white sheet of its size. */
const sheetPattern = /^ {4}<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v ([\d.]+) h ([\d.]+) v -[\d.]+ Z "\/>$/;
const offsetPattern = /^ {4}<g transform="matrix\(1 0 0 1 [-\d.]+ ([\d.]+)\)">$/;

interface Page {
  readonly width: string;
  readonly height: string;
  readonly lines: string[];
}

/** Parts the typesetter's one tall SVG into a document per page, each with just the letter outlines it uses. */
export function splitPages(svg: string): string[] {
  const lines = svg.split('\n');
  const glyphsAt = lines.findIndex((line) => line.startsWith('    <defs'));
  const body = glyphsAt < 0 ? lines.slice(1, -1) : lines.slice(1, glyphsAt);
  const glyphs = glyphsAt < 0 ? new Map<string, string>() : readGlyphs(lines.slice(glyphsAt));
  const pages: Page[] = [];
  for (const line of body) {
    const sheet = sheetPattern.exec(line);
    if (sheet) pages.push({ height: sheet[1] as string, width: sheet[2] as string, lines: [] });
    else pages.at(-1)?.lines.push(line);
  }
  if (pages.length === 0) throw new Error('the typesetter drew no page');
  return pages.map((page) => writePage(page, glyphs));
}

function readGlyphs(lines: readonly string[]): Map<string, string> {
  const glyphs = new Map<string, string>();
  let open: { id: string; lines: string[] } | null = null;
  for (const line of lines) {
    const id = /^ {8}<symbol id="([^"]+)"/.exec(line)?.[1];
    if (id) open = { id, lines: [] };
    open?.lines.push(line);
    if (open && line.startsWith('        </symbol>')) {
      glyphs.set(open.id, open.lines.join('\n'));
      open = null;
    }
  }
  return glyphs;
}

function writePage({ width, height, lines }: Page, glyphs: ReadonlyMap<string, string>): string {
  const top = lines.map((line) => offsetPattern.exec(line)?.[1]).find((offset) => offset !== undefined) ?? '0';
  const content = lines.join('\n');
  const used = new Set([...content.matchAll(/xlink:href="#([^"]+)"/g)].map(([, id]) => id as string));
  const outlines = [...used].map((id) => glyphs.get(id) ?? '').join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 ${top} ${width} ${height}" `
    + `width="${width}pt" height="${height}pt">\n<rect x="0" y="${top}" width="${width}" height="${height}" fill="#ffffff"/>\n${content}\n<defs>\n${outlines}\n</defs>\n</svg>\n`;
}
