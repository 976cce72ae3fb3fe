import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { MoneyStatementView, PairSummaryView, PairView } from '#shared/contract/reconciliation.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

export function useOverview(): UseQueryResult<{ term: string; pairs: PairSummaryView[] }> {
  const { schoolId, term } = useArchive();
  return useQuery(api.reconciliation.overview.queryOptions({ input: { schoolId, term } }));
}

export function usePair(pair: PairView['pair']): UseQueryResult<PairView> {
  const { schoolId, term } = useArchive();
  return useQuery(api.reconciliation.pair.queryOptions({ input: { schoolId, term, pair } }));
}

export function useStatements(): UseQueryResult<MoneyStatementView[]> {
  const { schoolId, term } = useArchive();
  return useQuery(api.reconciliation.statements.queryOptions({ input: { schoolId, term } }));
}

/** How a comparison's state is coloured; the words say it too. */
export const stateTones = { needless: 'plain', waiting: 'warn', open: 'bad', handled: 'good', equal: 'good' } as const;
