import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { api } from './client.ts';
import { failureOf } from './failure.ts';

/** When the core says nobody is signed in (locked from elsewhere, restarted), the frame goes back to the start page. */
function noticeSignedOut(error: unknown): void {
  if (failureOf(error).code === 'NOT_SIGNED_IN') queryClient.setQueryData(api.session.current.queryKey(), null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    // The core is on this machine: asking again costs less than a stale number, and a refusal doesn't change by asking again.
    queries: { retry: false, staleTime: 0, networkMode: 'always', refetchOnWindowFocus: false },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Forgets everything read from the archive that was just locked; what the start page shows stays. */
export function forgetArchive(queries: QueryClient): void {
  queries.setQueryData(api.session.current.queryKey(), null);
  queries.removeQueries({ predicate: ({ queryKey: [path] }) => Array.isArray(path) && path[0] !== 'session' && path[0] !== 'archives' });
}
