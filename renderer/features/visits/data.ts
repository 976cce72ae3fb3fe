import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { VisitPlanView } from '#shared/contract/visits.ts';
import { api } from '#renderer/bridge/client.ts';
import type { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

export type VisitRegister = Awaited<ReturnType<typeof client.visits.register>>;
export type OpenedVisit = Awaited<ReturnType<typeof client.visits.open>>;

export function useVisitRegister(): UseQueryResult<VisitRegister, unknown> {
  const { schoolId, term } = useArchive();
  return useQuery(api.visits.register.queryOptions({ input: { schoolId, term } }));
}

export function useVisitPlans(): UseQueryResult<VisitPlanView[], unknown> {
  const { schoolId, term } = useArchive();
  return useQuery(api.visits.plans.queryOptions({ input: { schoolId, term } }));
}
