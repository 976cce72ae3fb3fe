import { FileRefusal } from '../file-refusal.ts';
import type { NumberLook } from '../excel-number.ts';
import { numberLook } from '../excel-number.ts';
import { attribute } from '../markup.ts';
import type { ZipArchive } from '../zip-archive.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedStrings: string | null;
  readonly date1904: boolean;
  /** By the style index a cell carries. */
  readonly looks: readonly NumberLook[];
}

function tags(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}[\\s/>][^>]*`, 'g')) ?? [];
}

function resolvePart(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

function readRelations(archive: ZipArchive, part: string): Map<string, Relation> {
  const slash = part.lastIndexOf('/');
  const xml = archive.text(`${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`) ?? '';
  return new Map(tags(xml, 'Relationship').map((tag) => [
    attribute(tag, 'Id') ?? '',
    { type: (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '', part: resolvePart(part, attribute(tag, 'Target') ?? '') },
  ]));
}

function readLooks(archive: ZipArchive, part: string | undefined): NumberLook[] {
  const xml = part === undefined ? null : archive.text(part);
  if (xml === null) return [];
  const codes = new Map(tags(xml, 'numFmt').map((tag) => [Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '']));
  const formats = /<(?:\w+:)?cellXfs[\s>]([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  return tags(formats, 'xf').map((tag) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    return numberLook(id, codes.get(id));
  });
}

/** The part which is the workbook: where the package says, or at its usual place. */
export function findWorkbookPart(archive: ZipArchive): string | null {
  const root = archive.text('_rels/.rels') ?? '';
  for (const tag of tags(root, 'Relationship')) {
    const part = resolvePart('', attribute(tag, 'Target') ?? '');
    if ((attribute(tag, 'Type') ?? '').endsWith('/officeDocument') && archive.has(part)) return part;
  }
  return archive.has('xl/workbook.xml') ? 'xl/workbook.xml' : null;
}

export function readWorkbook(archive: ZipArchive, part: string): Workbook {
  const xml = archive.text(part);
  if (xml === null) throw new FileRefusal('file.truncated', { part });
  const relations = readRelations(archive, part);
  const sheets = tags(xml, 'sheet').flatMap((tag) => {
    const relation = relations.get(attribute(tag, 'id') ?? '');
    if (!relation || relation.type !== 'worksheet') return [];
    return [{ name: attribute(tag, 'name') ?? '', hidden: (attribute(tag, 'state') ?? 'visible') !== 'visible', part: relation.part }];
  });
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part;
  const properties = tags(xml, 'workbookPr')[0];
  return {
    sheets,
    sharedStrings: partOf('sharedStrings') ?? null,
    date1904: properties !== undefined && /^(1|true)$/.test(attribute(properties, 'date1904') ?? ''),
    looks: readLooks(archive, partOf('styles')),
  };
}
