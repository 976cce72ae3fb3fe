import { useQuery } from '@tanstack/react-query';
import type { OpenLine } from '#shared/contract/returns.ts';
import type { Tone } from '#renderer/components/tone.ts';
import type { RowBucket } from '#shared/domain/reconciliation/row-bucket.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

export function useReturnFiles() {
  const { schoolId, term } = useArchive();
  return useQuery(api.returns.list.queryOptions({ input: { schoolId, term } }));
}

export function useWorklist() {
  const { schoolId, term } = useArchive();
  return useQuery(api.returns.worklist.queryOptions({ input: { schoolId, term } }));
}

export const bucketTone: Readonly<Record<RowBucket, Tone>> = {
  paid: 'good', failed: 'bad', no_result: 'warn', partial: 'warn', over: 'bad', repeated: 'plain', contradicts_earlier: 'bad', contradictory: 'bad', ambiguous: 'warn', not_exported: 'bad',
  not_in_batch: 'warn',
};

export const openTone: Readonly<Partial<Record<OpenLine['state'], Tone>>> = { failed: 'bad', corrected: 'warn', unanswered: 'warn', wrong: 'bad' };
