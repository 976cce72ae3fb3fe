import * as z from 'zod';
import type { Problem } from '#shared/contract/base.ts';
import { formatChineseDate, isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TemplateColumn } from '#shared/domain/comparison/fill-template.ts';
import type { TemplateField } from '#shared/domain/comparison/template-fields.ts';
import { formatTemplateContent, templateContents, templateFields } from '#shared/domain/comparison/template-fields.ts';
import type { MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { TemplateProfile } from '#main/db/repositories/template-profile.ts';
import { findTemplateByName, insertTemplate } from '#main/db/repositories/template-profile.ts';
import { sha256Hex } from '#main/services/core.ts';
import { problemOf } from '#main/services/refusal.ts';
import type { ImportAnalysis, ImportContext, ImportPurpose } from '../purpose.ts';

const optionsSchema = z.object({
  content: z.enum(templateContents),
  /** What the school calls it, e.g. 资助名单（寄宿）; the content's own name where nothing is given. */
  name: z.string().trim().max(40).default(''),
  /** The system has a new template, knowingly. */
  replaceChanged: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

interface Plan {
  readonly columns: readonly TemplateColumn[];
  readonly fingerprint: string;
}

/** A blank template of the system: only its header is learned, in the file's own order and words (handbook 5.2). */
export const templatePurpose: ImportPurpose<TemplateField, Plan, Options, object> = {
  purpose: 'template',
  label: '空白模板',
  readPermission: 'comparison.read',
  writePermission: 'comparison.write',
  fields: (options) => templateFields(options.content),
  options: optionsSchema as unknown as z.ZodType<Options>,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: true,
  mayRepeatFile: true,
  keepsBytes: true,
  mayHaveNoRows: true,
  analyse,
  commit(db, table, analysis, context) {
    const { columns, fingerprint } = analysis.plan;
    insertTemplate(db, {
      schoolId: context.schoolId, content: context.options.content, name: nameOf(context.options), headerFingerprint: fingerprint, columns, sheet: table.sheet,
      learnedAt: context.at, importedFileId: context.importedFileId, accountId: context.accountId,
    });
    return {
      accepted: table.rows.length, refused: 0,
      facts: { 模板: nameOf(context.options), 列数: columns.length, 可填: columns.filter((column) => column.field !== null).length },
    };
  },
};

function nameOf(options: Options): string {
  return options.name === '' ? formatTemplateContent(options.content) : options.name;
}

function columnsOf(table: MappedTable<TemplateField>): TemplateColumn[] {
  const fieldOf = new Map(Object.entries(table.mapping).map(([field, column]) => [column, field as TemplateField]));
  return table.headings.map((heading, column) => ({ heading: heading.trim(), field: fieldOf.get(column) ?? null }));
}

function fingerprintOf(sheet: string, columns: readonly TemplateColumn[]): string {
  return sha256Hex(JSON.stringify([sheet, ...columns.map((column) => column.heading.normalize('NFKC').replace(/\s/gu, ''))]));
}

function analyse(db: ReadableDb, table: MappedTable<TemplateField>, context: ImportContext<Options>): ImportAnalysis<Plan> {
  const columns = columnsOf(table);
  const fingerprint = fingerprintOf(table.sheet, columns);
  const fileProblems: Problem[] = [];
  if (columns.every((column) => column.field === null)) fileProblems.push(problemOf('template.no_field', {}));
  const before = findTemplateByName(db, context.schoolId, nameOf(context.options));
  if (before && before.headerFingerprint !== fingerprint && !context.options.replaceChanged) {
    fileProblems.push(problemOf('template.header_changed', {
      name: before.name, learnedOn: formatChineseDate(isoDate(before.learnedAt.slice(0, 10))), changes: changesOf(before, table.sheet, columns),
    }));
  }
  return {
    rows: table.rows.map((row) => ({ rowNumber: row.rowNumber, bucket: 'ok', understanding: '模板里的样例或已填的行，不会导入', problems: [] })),
    fileProblems,
    counts: [
      { key: 'columns', label: '列', count: columns.length },
      { key: 'filled', label: '一档可填', count: columns.filter((column) => column.field !== null).length },
      { key: 'empty', label: '留空', count: columns.filter((column) => column.field === null).length },
    ],
    plan: { columns, fingerprint },
  };
}

/** What is different in the header, so that a person can tell a new version from the wrong file. */
function changesOf(before: TemplateProfile, sheet: string, columns: readonly TemplateColumn[]): string {
  const old = before.columns.map((column) => column.heading);
  const now = columns.map((column) => column.heading);
  const added = now.filter((heading) => !old.includes(heading));
  const gone = old.filter((heading) => !now.includes(heading));
  const parts = [
    added.length > 0 ? `多了“${added.slice(0, 5).join('”“')}”${added.length > 5 ? `等 ${added.length} 列` : ''}` : '',
    gone.length > 0 ? `少了“${gone.slice(0, 5).join('”“')}”${gone.length > 5 ? `等 ${gone.length} 列` : ''}` : '',
    added.length === 0 && gone.length === 0 && before.sheet === sheet ? '各列的顺序变了' : '',
    before.sheet === sheet ? '' : `工作表由“${before.sheet}”变为“${sheet}”`,
  ];
  return parts.filter((part) => part !== '').join('，');
}
