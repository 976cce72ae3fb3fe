import type { ImportPreview, PreviewRow } from '#shared/contract/imports.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import classes from './import-wizard.module.css';

const bucketWords = { ok: '可以导入', look: '要您看一眼', wrong: '有错' } as const;

/** What we say of a row: its problems with their cells, else what we understood. */
export function rowWords(row: PreviewRow): string {
  const problems = row.problems.map(({ cell, sentence }) => (cell ? `${cell}：${sentence}` : sentence));
  return problems.length > 0 ? problems.join(' ') : row.understanding;
}

function chosenLabel(row: PreviewRow, chosen: Readonly<Record<string, string>>): string {
  const key = chosen[String(row.row)] ?? row.defaultChoice;
  return row.choices.find((choice) => choice.key === key)?.label ?? (row.choices.length > 0 ? '请选' : '');
}

/** So many of the file's columns fit on the screen beside our own. */
const fewColumns = 6;

const widths: Readonly<Record<string, number>> = { id_number: 168, account_no: 120, phone: 112, name: 108, class: 96, date: 96, money: 92, number: 80, flag: 64 };

/** The columns of the preview: the row's number, the file's own columns with the field each goes to, and what we understood. */
export function previewColumns(preview: ImportPreview, chosen: Readonly<Record<string, string>>, everyColumn: boolean): DataColumn<PreviewRow>[] {
  const fieldOf = new Map(preview.fields.map((field) => [field.key, field]));
  const shown = preview.columns.filter(({ field, heading }) => field !== null || (everyColumn && heading !== ''));
  const hasChoices = preview.rows.some((row) => row.choices.length > 0);
  const number: DataColumn<PreviewRow> = {
    id: 'row', title: '行', kind: 'number', width: 60, frozen: true, value: (row) => row.row,
    total: () => preview.rowCount.toLocaleString('zh-CN'),
    cell: (row) => (row.hidden ? <span title="这一行在表里是隐藏的">{row.row} 隐</span> : row.row),
  };
  const own = shown.map(({ column, heading, letters, field }): DataColumn<PreviewRow> => {
    const spec = field === null ? undefined : fieldOf.get(field);
    const kind = spec?.kind ?? 'text';
    return {
      id: `column-${column}`, title: heading || `${letters} 列`, note: spec ? `→ ${spec.label}` : '不导入', width: widths[kind] ?? 120,
      ...(kind === 'money' || kind === 'number' ? { kind: 'number' as const } : {}),
      value: (row) => row.cells[column] ?? '',
      tone: (row) => (field !== null && row.problems.some((problem) => problem.column === field) ? (row.bucket === 'wrong' ? 'bad' : 'warn') : undefined),
    };
  });
  const choice: DataColumn<PreviewRow>[] = hasChoices
    ? [{ id: 'choice', title: '您的选择', kind: 'choice', width: 150, value: (row) => chosenLabel(row, chosen), tone: (row) => (chosenLabel(row, chosen) === '请选' ? 'warn' : undefined) }]
    : [];
  const understanding: DataColumn<PreviewRow> = {
    id: 'understanding', title: '我们的理解', width: 320, grow: true, value: rowWords, total: () => preview.equation,
    cell: (row) => (
      <span className={`${classes['understanding']} ${classes[row.bucket]}`}>
        <span className={classes['spoken']}>{bucketWords[row.bucket]}：</span>{rowWords(row) || bucketWords[row.bucket]}
      </span>
    ),
  };
  // In a wide file what we say must not lie three screens to the right of the pupil's name.
  const near = Math.min(own.length, own.length > fewColumns ? 2 : own.length);
  return [number, ...own.slice(0, near), ...choice, understanding, ...own.slice(near)];
}
