import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { api, client } from '#renderer/bridge/client.ts';

/** Closes the archive in the core and forgets everything the window has read from it. */
export function useLock(): (why: 'button' | 'idle') => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useCallback(async (why) => {
    await client.session.lock({ leaving: why === 'button' });
    queries.setQueryData(api.session.current.queryKey(), null);
    await navigate({ to: '/start', search: { why: why === 'idle' ? 'idle' : undefined } });
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== api.session.current.queryKey()[0] });
  }, [queries, navigate]);
}
