import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { DepartmentList, ListRowView } from '#shared/contract/lists.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

export type RowBucket = ListRowView['bucket'];

export const bucketTexts: Readonly<Record<RowBucket, string>> = { matched: '已对上', needs_decision: '要您定', not_ours: '不是本校' };

/** A list that still counts. */
export function isInForce(list: DepartmentList): boolean {
  return list.withdrawn === null && list.replacedById === null;
}

export function useLists(): UseQueryResult<DepartmentList[], unknown> {
  const { schoolId, term } = useArchive();
  return useQuery(api.lists.list.queryOptions({ input: { schoolId, term } }));
}

/** The cells a list row shows of the person listed: the 户主 where only he is named. */
export function listedPerson(row: ListRowView): string {
  if (row.name === '') return `户主 ${row.headName}`;
  return row.headName === '' || row.headName === row.name ? row.name : `${row.name}（户主 ${row.headName}）`;
}

export function listedNumber(row: ListRowView): string {
  return row.idNumberMasked || row.certificateMasked || row.headIdMasked;
}
