import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { TemplateView } from '#shared/contract/comparison.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './comparison.module.css';
import { copyRows } from './copy-rows.ts';

/** Templates learned from blank files, and the rows to paste below their headers. */
export function PastePanel(): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.comparison.templates.queryOptions({ input: { schoolId } }));
  return (
    <QueryView query={query} what="模板">
      {(templates) => (templates.length === 0
        ? (
          <EmptyState title="还没有登记模板" action={<Link to="/comparison/template">登记空白模板</Link>}>
            系统的导入模板各地各期不同，一档不自带。请从系统下载空白模板拖进来，一档记住它的表头，以后按同样的列顺序给您可直接粘贴的表。
          </EmptyState>
        )
        : <Paste templates={templates} />)}
    </QueryView>
  );
}

interface Asked {
  readonly templateId: number;
  readonly programmeKey: string | null;
}

function Paste({ templates }: { readonly templates: readonly TemplateView[] }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [asked, setAsked] = useState<Asked>({ templateId: templates[0]?.id ?? 0, programmeKey: null });
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const make = useCommand(client.comparison.paste, {});
  const template = templates.find((one) => one.id === asked.templateId) ?? templates[0]!;
  const filled = make.data;
  const ask = (next: Asked): void => { setAsked(next); make.reset(); };
  return (
    <>
      <div className={classes['bar']}>
        <Select
          className={classes['field'] ?? ''} label="模板" allowDeselect={false} value={String(template.id)} data={templates.map((one) => ({ value: String(one.id), label: one.name }))}
          onChange={(value) => ask({ ...asked, templateId: Number(value) })}
        />
        {template.content === 'aid_list' && (
          <Select
            className={classes['field'] ?? ''} label="资助项目" value={asked.programmeKey ?? ''} allowDeselect={false}
            data={[{ value: '', label: '全部项目' }, ...programmes.map(({ key, name }) => ({ value: key, label: name }))]} onChange={(value) => ask({ ...asked, programmeKey: value === '' ? null : value })}
          />
        )}
        {can('comparison.write') && (
          <>
            <Button disabled={make.isPending} onClick={() => make.mutate({ schoolId, term, ...asked, templateId: template.id })}>按模板填好</Button>
            <FileButton make={() => client.comparison.pasteSheet({ schoolId, term, ...asked, templateId: template.id })}>存为粘贴表</FileButton>
          </>
        )}
        <Link to="/comparison/template">登记或更换模板</Link>
      </div>
      <ol className={classes['columns']} aria-label="模板的列">
        {template.columns.map((column, index) => (
          <li key={`${index}-${column.heading}`} className={column.field === null ? classes['empty'] : undefined} title={column.field === null ? '留空' : `填${column.fieldLabel ?? ''}`}>
            {column.heading === '' ? '（无标题）' : column.heading}{column.field === null ? '（留空）' : ''}
          </li>
        ))}
      </ol>
      {filled !== undefined && <FilledRows template={template} filled={filled} />}
      {filled === undefined && <p className="dim small">含完整身份证号和卡号，填好、复制、存表都会记入操作日志。不知道的格子留空，绝不填“否”。</p>}
    </>
  );
}

interface Filled {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly refused: readonly { readonly name: string; readonly className: string; readonly reason: string }[];
  readonly text: string;
  readonly html: string;
}

/** Numbers of 18 and 19 digits are shown whole: they are what is compared by eye. */
function widthOf(field: string | null): number {
  if (field === null) return 96;
  return field === 'idNumber' || field === 'registryNo' || field === 'accountNo' ? 188 : 132;
}

function FilledRows({ template, filled }: { readonly template: TemplateView; readonly filled: Filled }): ReactElement {
  const columns = filled.headings.map((heading, index): DataColumn<readonly string[]> => ({
    id: String(index), title: heading, value: (row) => row[index] ?? '', width: widthOf(template.columns[index]?.field ?? null),
  }));
  const keys = new Map(filled.rows.map((row, index) => [row, String(index)]));
  const copy = (): void => {
    const copied = copyRows(filled.text, filled.html);
    tellDone(copied ? `已复制 ${filled.rows.length} 行。打开空白模板，选中表头下第一格，粘贴` : '这个窗口没能复制，请用“存为粘贴表”');
  };
  return (
    <>
      <DataTable
        label="粘贴表" rows={filled.rows} columns={columns} rowKey={(row) => keys.get(row) ?? ''} maxHeight="calc(100vh - 26rem)"
        tools={<Button disabled={filled.rows.length === 0} onClick={copy}>{`复制 ${filled.rows.length} 行`}</Button>}
        empty={<EmptyState title="没有可以填的学生">名单里的学生都还不能填，原因见下。</EmptyState>}
      />
      {filled.refused.length > 0 && (
        <section className={`card ${classes['proposals']}`} aria-label="没有填入的学生">
          <h2>没有填入的 {filled.refused.length} 人</h2>
          <table className="plain" aria-label="没有填入的学生">
            <thead><tr><th>姓名</th><th>班级</th><th>原因</th></tr></thead>
            <tbody>{filled.refused.map((one, index) => <tr key={`${one.name}-${index}`}><td>{one.name}</td><td>{one.className}</td><td>{one.reason}</td></tr>)}</tbody>
          </table>
        </section>
      )}
    </>
  );
}
