import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { SheetTraceView } from '#shared/contract/scoring.ts';
import { formatTermShort, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { formatScore } from '#shared/domain/scoring/score.ts';
import { itemStateTexts, proposalWords, roundingWords, scoreAdvice, versionWords } from '#shared/text/scoring.ts';
import { api } from '#renderer/bridge/client.ts';
import type { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import classes from './score-story.module.css';

type Sheet = Awaited<ReturnType<typeof client.scoring.explain>>['sheets'][number];
type Item = SheetTraceView['sections'][number]['items'][number];

function answerWords({ marks, state }: Item): string {
  if (marks.length === 0) return state === 'scored' ? '都没有' : itemStateTexts[state];
  const words = marks.map(({ label, count, each }) => `${label}${each === null || label === '' ? '' : ` ${formatScore(each)}`}${count > 1 ? ` × ${count}` : ''}`).filter((text) => text !== '');
  return [words.join('，'), state === 'scored' ? '' : itemStateTexts[state]].filter((text) => text !== '').join('；');
}

function ItemRow({ item }: { readonly item: Item }): ReactElement {
  const open = item.state !== 'scored' && item.state !== 'blank';
  return (
    <tr>
      <td>{item.label}{item.clause !== '' && <div className="dim small">{item.clause}</div>}</td>
      <td className={open ? 'warn' : undefined}>{answerWords(item)}</td>
      <td className="number">{open ? '—' : formatScore(item.capped)}{item.capped === item.raw ? '' : <div className="dim small">{formatScore(item.raw)} 封顶</div>}</td>
    </tr>
  );
}

/** One side reckoned through: item, answer, points, caps. */
function Trace({ title, trace }: { readonly title: string; readonly trace: SheetTraceView }): ReactElement {
  return (
    <table className={`plain ${classes['trace'] ?? ''}`} aria-label={title}>
      <thead><tr><th>指标</th><th>所填</th><th className="number">得分</th></tr></thead>
      {trace.sections.map((section) => (
        <tbody key={section.key}>
          {section.items.map((item) => <ItemRow key={item.key} item={item} />)}
          <tr className={classes['sum']}>
            <td colSpan={2}>{section.title}小计{section.capped === section.raw ? '' : `（${formatScore(section.raw)} 分，封顶 ${section.cap === null ? '' : formatScore(section.cap)} 分）`}</td>
            <td className="number">{formatScore(section.capped)}</td>
          </tr>
        </tbody>
      ))}
      <tfoot><tr><td colSpan={2}>{title}合计{trace.capped === trace.raw ? '' : `（${formatScore(trace.raw)} 分封顶）`}</td><td className="number">{trace.total === null ? '未得出' : formatScore(trace.total)}</td></tr></tfoot>
    </table>
  );
}

function totalWords({ result, weights, decimals }: Sheet): string {
  if (result.bypassGroup !== null) return `${result.bypassGroup}：不测评${result.total === null ? '' : `，直接计 ${formatScore(result.total)} 分`}`;
  if (result.total === null) return '还没有总分';
  if (weights.self === 0 || result.selfTotal === null || result.verifiedTotal === null) return `${formatScore(result.total)} 分（核定分）`;
  return `${formatScore(result.selfTotal)} × ${weights.self}% ＋ ${formatScore(result.verifiedTotal)} × ${weights.verified}% ＝ ${formatScore(result.total)} 分（${roundingWords[decimals as 0 | 1 | 2]}）`;
}

function SheetView({ sheet }: { readonly sheet: Sheet }): ReactElement {
  return (
    <>
      <p className="small">{versionWords({ name: sheet.tableName, versionNo: sheet.versionNo, effectiveFrom: sheet.effectiveFrom })}{sheet.source === '' ? '' : `，依据：${sheet.source}`}</p>
      <p><b>{totalWords(sheet)}</b></p>
      <p>{proposalWords(sheet.result.proposal)}。<span className="dim">{scoreAdvice}。</span></p>
      {sheet.groupsChanged && <p className="warn" role="status">特殊群体已经变动（测评时：{sheet.groups.join('、') || '无'}），请重新核定。</p>}
      {sheet.verified !== null && <Trace title="核定" trace={sheet.verified.trace} />}
      {sheet.self !== null && <Trace title="自评" trace={sheet.self.trace} />}
      <p className="dim small">
        {sheet.self === null ? '' : `自评：${sheet.self.by} ${sheet.self.onDate}；`}{sheet.verified === null ? '' : `核定：${sheet.verified.by} ${sheet.verified.onDate}；`}
        {sheet.enteredBy} {formatMoment(sheet.at)} 登记{sheet.fileName === null ? '' : `，${sheet.fileName} 第 ${sheet.rowNo} 行`}
      </p>
    </>
  );
}

function earlierWords(sheet: Sheet): string {
  const when = `${formatTermShort(sheet.term)}，${sheet.enteredBy} ${formatMoment(sheet.at)} 登记`;
  if (sheet.withdrawn !== null) return `${when}：撤回（${sheet.withdrawn}）`;
  return `${when}：${totalWords(sheet)}，${versionWords({ name: sheet.tableName, versionNo: sheet.versionNo, effectiveFrom: sheet.effectiveFrom })}`;
}

/** Why this score: the sheet that holds, with its version and the whole reckoning, and what stood before it. */
export function ScoreStory({ studentId, quietWhenNone = false }: { readonly studentId: number; readonly quietWhenNone?: boolean }): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.scoring.explain.queryOptions({ input: { schoolId, studentId, schoolYear: schoolYearOf(term) } }));
  return (
    <QueryView query={query} what="测评">
      {({ sheets }) => {
        const current = sheets.find((sheet) => sheet.current && sheet.term === term) ?? sheets.find((sheet) => sheet.current);
        const earlier = sheets.filter((sheet) => sheet !== current);
        if (sheets.length === 0) return quietWhenNone ? <></> : <p className="dim">这名学生本学年还没有测评表。</p>;
        return (
          <section aria-label="为何是这个分" className={classes['story']}>
            <p className="dim">量化测评 <StatusTag tone={current?.scoredOn ? 'good' : 'warn'}>{current === undefined ? '已撤回' : current.scoredOn === null ? '还没有测评完' : `${current.scoredOn} 测评`}</StatusTag></p>
            {current !== undefined && <SheetView sheet={current} />}
            {earlier.length > 0 && (
              <details className="small">
                <summary className="dim">以前的测评（{earlier.length} 次）</summary>
                {earlier.map((sheet) => <div key={sheet.id}>{earlierWords(sheet)}</div>)}
              </details>
            )}
          </section>
        );
      }}
    </QueryView>
  );
}
