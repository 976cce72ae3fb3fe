import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { api } from '#renderer/bridge/client.ts';
import type { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

export type TableList = Awaited<ReturnType<typeof client.scoring.tables>>;
export type TableLine = TableList['rows'][number];
export type FullTable = Awaited<ReturnType<typeof client.scoring.table>>;

export function useTables(): UseQueryResult<TableList> {
  const { schoolId } = useArchive();
  return useQuery(api.scoring.tables.queryOptions({ input: { schoolId } })) as UseQueryResult<TableList>;
}

export function useTable(tableId: number): UseQueryResult<FullTable> {
  const { schoolId } = useArchive();
  return useQuery(api.scoring.table.queryOptions({ input: { schoolId, tableId } })) as UseQueryResult<FullTable>;
}

/** Tables a sheet can be filled under: versions, newest first, and those on trial. */
export function fillableTables({ rows }: TableList): readonly TableLine[] {
  return rows.filter((row) => row.state === 'adopted' || row.state === 'trial').toReversed();
}
