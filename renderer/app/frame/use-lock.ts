import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { forgetArchive } from '#renderer/bridge/queries.ts';

/** Why the window was locked, for the start page to say; undefined for a lock by button or from elsewhere. */
export const lockReasonKey = ['lock-reason'] as const;

/** Closes the archive in the core and forgets everything the window has read from it; the frame then leads to the start page. */
export function useLock(): (why: 'button' | 'idle') => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async (why) => {
    await client.session.lock({ leaving: why === 'button' });
    forgetArchive(queries);
    if (why === 'idle') queries.setQueryData(lockReasonKey, 'idle');
  }, [queries]);
}
