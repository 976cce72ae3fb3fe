import { Checkbox, NumberInput, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ImportPreview } from '#shared/contract/imports.ts';
import { ProblemList } from '#renderer/components/problem-list.tsx';
import classes from './import-wizard.module.css';
import { asideWords, encodingWords, separatorWords } from './understood-words.ts';
import type { ImportWork } from './use-import.ts';

interface StepProps {
  readonly work: ImportWork;
  readonly preview: ImportPreview;
}

function ReadingFields({ work, preview }: StepProps): ReactElement {
  const { reading } = work.state;
  // A new sheet or header row has other columns: what was said about the old ones is void.
  const reread = (part: Partial<typeof reading>): void => work.change({ reading: { ...reading, ...part }, mapping: undefined, rowChoices: {} });
  const headerRow = preview.headerRows.at(-1) ?? 0;
  return (
    <div className={classes['facts']}>
      {preview.sheets.length > 1 && (
        <Select
          className={classes['fact']} label="工作表" allowDeselect={false} value={preview.sheet}
          data={preview.sheets.map(({ name, hidden }) => ({ value: name, label: hidden ? `${name}（隐藏）` : name }))}
          onChange={(sheet) => { if (sheet !== null) work.change({ reading: { ...reading, sheet, headerRow: undefined }, mapping: undefined, rowChoices: {} }); }}
        />
      )}
      {preview.encoding !== null && (
        <Select
          className={classes['fact']} label="编码" allowDeselect={false} value={preview.encoding}
          data={Object.entries(encodingWords).map(([value, label]) => ({ value, label }))}
          onChange={(encoding) => { if (encoding !== null) reread({ encoding: encoding as NonNullable<typeof reading.encoding> }); }}
        />
      )}
      {preview.separator !== null && (
        <Select
          className={classes['fact']} label="分隔符" allowDeselect={false} value={preview.separator}
          data={Object.entries(separatorWords).map(([value, label]) => ({ value, label }))}
          onChange={(separator) => { if (separator !== null) reread({ separator }); }}
        />
      )}
      <NumberInput
        className={classes['fact']} label="表头（最后一行）在第几行" min={1} max={1_048_576} allowDecimal={false} disabled={headerRow === 0} value={headerRow === 0 ? '' : headerRow}
        onChange={(row) => { if (typeof row === 'number' && row >= 1) reread({ headerRow: row }); }}
      />
      <Checkbox
        label="没有表头" checked={headerRow === 0}
        onChange={(event) => reread({ headerRow: event.currentTarget.checked ? 0 : undefined })}
      />
    </div>
  );
}

function ColumnsTable({ work, preview }: StepProps): ReactElement {
  const labels = preview.fields.map(({ key, label, required }) => ({ value: key, label: required ? `${label} *` : label }));
  const map = (column: number, field: string | null): void => {
    const entries = preview.columns.flatMap((each): [string, number][] =>
      (each.field !== null && each.field !== field && each.column !== column ? [[each.field, each.column]] : []));
    work.change({ mapping: Object.fromEntries(field === null ? entries : [...entries, [field, column]]), rowChoices: {} });
  };
  return (
    <div className={`card ${classes['columns']}`}>
      <table className="plain" aria-label="列对应">
        <thead><tr><th className={classes['letters']}>列</th><th>文件里的表头</th><th>样例</th><th>对应到</th></tr></thead>
        <tbody>
          {preview.columns.map(({ column, letters, heading, field, sample }) => (
            <tr key={column}>
              <td className={classes['letters']}>{letters}</td>
              <td>{heading || <span className="dim">（无表头）</span>}</td>
              <td className={classes['sample']}>{sample.join('、')}</td>
              <td>
                <Select
                  className={classes['field']} aria-label={`${letters} 列对应到`} placeholder="不导入" data={labels} value={field} searchable clearable
                  clearButtonProps={{ 'aria-label': `${letters} 列不导入` }} onChange={(next) => map(column, next)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Rows of the sheet that are not data, each with why; open only when someone wonders. */
export function SetAsideRows({ preview }: { readonly preview: ImportPreview }): ReactElement | null {
  if (preview.setAside.length === 0) return null;
  return (
    <details className={classes['aside']}>
      <summary>另有 {preview.setAside.length} 行不是数据，没有读（标题、表头、说明、示例、合计）</summary>
      <ul>{preview.setAside.slice(0, 200).map(({ row, why, text }) => <li key={row}>第 {row} 行 {asideWords[why]}：{text}</li>)}</ul>
    </details>
  );
}

/** Step 2: what the program made of the file, each part of it to be corrected. */
export function UnderstandStep({ work, preview }: StepProps): ReactElement {
  return (
    <div className={classes['body']}>
      <ReadingFields work={work} preview={preview} />
      <ProblemList problems={[...preview.fileProblems, ...preview.notes]} />
      <ColumnsTable work={work} preview={preview} />
      <SetAsideRows preview={preview} />
    </div>
  );
}
