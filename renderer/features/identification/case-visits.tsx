import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { consistencyTexts, visitPurposeTexts, visitWayTexts } from '#shared/text/visits.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';

const tones = { consistent: 'good', inconsistent: 'warn', unknown: 'plain' } as const;

/** The visits behind a case: when, who, whether they agreed. What the family said stays with those who may read it. */
export function CaseVisits({ studentId }: { readonly studentId: number }): ReactElement | null {
  const { schoolId, term, can } = useArchive();
  const visits = useQuery(api.visits.brief.queryOptions({ input: { schoolId, studentId, schoolYear: schoolYearOf(term) } })).data ?? [];
  if (visits.length === 0 && !can('visit.write')) return null;
  return (
    <section aria-label="家访" className="small">
      <p className="dim">家访</p>
      {visits.map((visit) => (
        <div key={visit.visitId}>
          {visit.visitedOn}　{visitWayTexts[visit.way]}　{visit.visitors}　{visit.purpose === 'care' ? `（${visitPurposeTexts.care}）` : ''}
          <StatusTag tone={tones[visit.consistent]}>{`与申请${consistencyTexts[visit.consistent]}`}</StatusTag>
        </div>
      ))}
      {can('visit.read') && (
        <Button size="compact-sm" variant="subtle" component={Link} to={'/visits' as '/'} search={{ student: studentId } as never}>{visits.length === 0 ? '还没有家访，去登记' : '看家访记录'}</Button>
      )}
    </section>
  );
}
