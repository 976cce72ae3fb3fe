import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { yearOf } from '#shared/domain/calendar/iso-date.ts';
import type { StatementView } from '#shared/contract/settlement.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ScopeChoice, scopeOf } from './scope-choice.tsx';
import type { ScopeSearch } from './scope-choice.tsx';
import classes from './settlement.module.css';
import { StatementTable } from './statement-table.tsx';

const route = getRouteApi('/archive/settlement');

/** 结算表: what came, what was due, paid and left, by programme and source. */
export function StatementPanel(): ReactElement {
  const { schoolId, term, today } = useArchive();
  const { view = 'term', day, year } = route.useSearch();
  const navigate = useNavigate();
  const search: ScopeSearch = { view, day: (day ?? null) as IsoDate | null, year: year ?? yearOf(today) };
  const scope = scopeOf(search, term, today);
  const query = useQuery(api.settlement.statement.queryOptions({ input: { schoolId, scope } }));
  const show = (next: ScopeSearch): void => void navigate({ to: '/settlement', search: { view: next.view, day: next.day ?? undefined, year: next.view === 'calendar_year' ? next.year : undefined } });
  return (
    <>
      <div className={classes['bar']}>
        <ScopeChoice search={search} today={today} onChange={show} />
        <div className={classes['acts']}>
          <FileButton make={() => client.settlement.sheet({ schoolId, scope })}>导出表格</FileButton>
          <FileButton print make={() => client.settlement.print({ schoolId, scope })}>打印结算表</FileButton>
        </div>
      </div>
      <QueryView query={query} what="结算表">
        {(statement) => (
          <div className={classes['scroll']} tabIndex={0} role="group" aria-label="结算内容">
            <h2 className={classes['heading']}>{statement.scopeLabel}</h2>
            {statement.programmes.length === 0
              ? (
                <EmptyState title="这个范围里没有账" action={<Link to="/funds">去登记到账</Link>}>
                  登记到账、批准应发、发放和回盘之后，这里按项目和来源列出结算。
                </EmptyState>
              )
              : <StatementTable statement={statement} />}
            <Explanation statement={statement} />
          </div>
        )}
      </QueryView>
    </>
  );
}

/** Why the money in hand is not the balance of the books: the audit “difference”, line by line. */
function Explanation({ statement }: { readonly statement: StatementView }): ReactElement {
  return (
    <section className={`card ${classes['block']} ${classes['narrow']}`} aria-label="两种余额">
      <h2>两种余额为什么不同</h2>
      <table className="plain" aria-label="两种余额">
        <tbody>
          {statement.explanation.map((line) => (
            <tr key={line.label}><td>{line.label}</td><td className="number"><MoneyText fen={line.fen} bad={line.fen < 0} /></td></tr>
          ))}
        </tbody>
      </table>
      <p className="dim small">各来源的应发、已发按中央、省、市、县、校内、社会的次序，从到账里依次列支；规定了负担比例的按比例摊。人数为人次，共 {statement.persons} 人。</p>
    </section>
  );
}
