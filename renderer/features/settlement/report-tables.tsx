import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import type { ReportTables, SettlementReport } from '#shared/contract/settlement-reports.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './settlement.module.css';

interface ReportViewProps {
  readonly report: SettlementReport;
  readonly name: string;
  /** What can be chosen about the report, beside its buttons. */
  readonly choice?: ReactNode;
  /** Stands above the tables. */
  readonly children?: ReactNode;
  readonly empty: { readonly title: string; readonly text: string };
}

/** A report on the page as it will be on paper, with its print and its workbook. */
export function ReportView({ report, name, choice, children, empty }: ReportViewProps): ReactElement {
  const { schoolId, can } = useArchive();
  const query = useQuery(api.settlementReports.report.queryOptions({ input: { schoolId, report } }));
  return (
    <>
      <div className={classes['bar']}>
        <div className={classes['scope']}>{choice}</div>
        {can('file.take') && (
          <div className={classes['acts']}>
            <FileButton make={() => client.settlementReports.take({ schoolId, report, format: 'xlsx' })}>导出表格</FileButton>
            <FileButton print make={() => client.settlementReports.take({ schoolId, report, format: 'pdf' })}>{`打印${name}`}</FileButton>
          </div>
        )}
      </div>
      <QueryView query={query} what={name}>
        {(tables) => (
          <div className={classes['scroll']} tabIndex={0} role="group" aria-label={`${name}，可滚动`}>
            <h2 className={classes['heading']}>{tables.title}　<span className="dim">{tables.subtitle}</span></h2>
            {tables.parts.every((part) => part.rows.length === 0) ? <EmptyState title={empty.title}>{empty.text}</EmptyState> : <>{children}<Tables tables={tables} /></>}
          </div>
        )}
      </QueryView>
    </>
  );
}

type Column = ReportTables['parts'][number]['columns'][number];

function Cells({ row, columns }: { readonly row: readonly string[]; readonly columns: readonly Column[] }): ReactElement {
  return <>{row.map((text, index) => <td key={`${index} ${columns[index]?.title ?? ''}`} className={columns[index]?.align === 'right' ? 'number' : ''}>{text}</td>)}</>;
}

function Tables({ tables }: { readonly tables: ReportTables }): ReactElement {
  return (
    <>
      {tables.facts.length > 0 && (
        <dl className={`card ${classes['facts']}`} aria-label="学校与学生">
          {tables.facts.map((fact) => <div key={fact.label}><dt className="dim">{fact.label}</dt><dd>{fact.text}</dd></div>)}
        </dl>
      )}
      {tables.parts.map((part) => (
        <section key={part.heading} className={`card ${classes['block']}`} aria-label={part.heading === '' ? tables.title : part.heading}>
          {part.heading !== '' && <h3 className={classes['heading']}>{part.heading}</h3>}
          <div className={classes['report']} tabIndex={0} role="group" aria-label={`${part.heading === '' ? tables.title : part.heading}，可左右滚动`}>
            <table className="plain" aria-label={part.heading === '' ? tables.title : part.heading}>
              <thead><tr>{part.columns.map((column, index) => <th key={`${index} ${column.title}`} className={column.align === 'right' ? 'number' : ''}>{column.title}</th>)}</tr></thead>
              <tbody>
                {part.rows.length === 0 && <tr><td colSpan={part.columns.length} className="dim">无</td></tr>}
                {part.rows.map((row, index) => <tr key={`${index} ${row.join(' ')}`}><Cells row={row} columns={part.columns} /></tr>)}
              </tbody>
              {part.total !== null && <tfoot><tr><Cells row={part.total} columns={part.columns} /></tr></tfoot>}
            </table>
          </div>
        </section>
      ))}
      {tables.notes.map((note) => <p key={note} className="dim small">{note}</p>)}
    </>
  );
}
