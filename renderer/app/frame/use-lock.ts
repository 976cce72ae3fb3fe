import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { forgetArchive } from '#renderer/bridge/queries.ts';

/** Closes the archive in the core and forgets everything the window has read from it. */
export function useLock(): (why: 'button' | 'idle') => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useCallback(async (why) => {
    await client.session.lock({ leaving: why === 'button' });
    await navigate({ to: '/start', search: { why: why === 'idle' ? 'idle' : undefined } });
    forgetArchive(queries);
  }, [queries, navigate]);
}
