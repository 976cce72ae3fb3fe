import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { CloseDialog } from './close-dialog.tsx';
import classes from './settlement.module.css';

/** What stands between the term and its closing; then the closing itself. */
export function ClosingCard(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.settlement.closing.queryOptions({ input: { schoolId, term } }));
  const [closing, setClosing] = useState(false);
  return (
    <section className={`card ${classes['block']}`} aria-label="结算前核对">
      <QueryView query={query} what="结算前核对">
        {({ checks, mayClose, carryOver, nextTerm, lock }) => {
          const blocking = checks.filter((check) => !check.passed && check.severity === 'blocks').length;
          return (
            <>
              <h2>
                {lock === null ? '结算前核对' : `${formatTerm(term)}已结算`}　
                {lock === null
                  ? <StatusTag tone={mayClose ? 'good' : 'bad'}>{mayClose ? '可以结算' : `还有 ${blocking} 项挡住结算`}</StatusTag>
                  : <StatusTag tone="good">{`${lock.closedOn} ${lock.closedBy}`}</StatusTag>}
              </h2>
              {lock !== null && <p className="small">{lock.note === '' ? '账目已锁定，本学期不能再记账。' : `账目已锁定。${lock.note}`}</p>}
              {lock === null && (
                <>
                  <ul className={classes['checks']}>
                    {checks.map((check) => (
                      <li key={check.key}>
                        <StatusTag tone={check.passed ? 'good' : check.severity === 'blocks' ? 'bad' : 'warn'}>{check.label}</StatusTag>
                        <span className={check.passed ? 'dim' : ''}>{check.passed ? '没有问题' : check.sentence}</span>
                      </li>
                    ))}
                  </ul>
                  {can('settlement.close') && <Button mt="sm" disabled={!mayClose} onClick={() => setClosing(true)}>结算本学期</Button>}
                </>
              )}
              {closing && <CloseDialog carryOver={carryOver} nextTerm={nextTerm} onClose={() => setClosing(false)} />}
            </>
          );
        }}
      </QueryView>
    </section>
  );
}
