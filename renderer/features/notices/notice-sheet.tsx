import type { ReactElement, ReactNode } from 'react';
import type { NoticeColumn, NoticeLine } from '#shared/domain/notice/notice-fields.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { noticeColumnNames } from '#shared/text/notices.ts';
import classes from './notices.module.css';

export interface Sheet {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly period: string;
  readonly objection: string;
  readonly columns: readonly NoticeColumn[];
  readonly lines: readonly NoticeLine[];
}

const looks: Readonly<Partial<Record<NoticeColumn, string>>> = { amount: 'number', programme: '' };
/** Short cells keep to one line; only what is long may break. */
const lookOf = (column: NoticeColumn): string => looks[column] ?? classes['tight'] ?? '';

function cellOf(line: NoticeLine, column: NoticeColumn): ReactNode {
  switch (column) {
    case 'amount':
      return line.amountFen === null ? '' : formatYuan(line.amountFen);
    case 'name':
      return line.rollDigits === null ? line.name : `${line.name}（学号 ${line.rollDigits}）`;
    default:
      return line[column];
  }
}

/** The notice as it will hang: what stands here is all that is printed. */
export function NoticeSheet({ sheet }: { readonly sheet: Sheet }): ReactElement {
  return (
    <article className={`card ${classes['sheet']}`} aria-label="公示内容" tabIndex={0}>
      <h2 className={classes['title']}>{sheet.title}</h2>
      {sheet.paragraphs.map((paragraph) => <p key={paragraph} className={classes['paragraph']}>{paragraph}</p>)}
      <p className={classes['paragraph']}>{sheet.period}</p>
      <p className={classes['paragraph']}>{sheet.objection}</p>
      <table className="plain">
        <thead><tr>{sheet.columns.map((column) => <th key={column} className={lookOf(column)}>{noticeColumnNames[column]}</th>)}</tr></thead>
        <tbody>
          {sheet.lines.map((line) => (
            <tr key={line.ordinal}>{sheet.columns.map((column) => <td key={column} className={lookOf(column)}>{cellOf(line, column)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
