import { createRootRouteWithContext, createRoute, redirect, retainSearchParams } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import type { SignedIn } from '#shared/contract/archives.ts';
import { api } from './client.ts';

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()();

/** Who is signed in: what is known, else what the core says now. */
export async function findSession(queries: QueryClient): Promise<SignedIn | null> {
  const current = api.session.current.queryOptions();
  return queries.getQueryData<SignedIn | null>(current.queryKey) ?? queries.fetchQuery(current);
}

/** School and term live in the address, so that a page can be reloaded or gone back to as it was. */
const archiveSearch = z.object({
  school: z.int().positive().optional().catch(undefined),
  term: z.string().regex(/^\d{4}-\d{4}-[12]$/).optional().catch(undefined),
});

/** The parent of every page inside an open archive. Nobody signed in: the start page instead. */
export const archiveRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'archive',
  validateSearch: archiveSearch,
  search: { middlewares: [retainSearchParams(['school', 'term'])] },
  beforeLoad: async ({ context }) => {
    if (await findSession(context.queries) === null) throw redirect({ to: '/start' as never });
  },
});
