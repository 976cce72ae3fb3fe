import { useQuery } from '@tanstack/react-query';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { EntitlementRow } from '#shared/contract/entitlements.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

/** The term's entitlements, what a new calculation would do, and who is left out. */
export function useEntitlements() {
  const { schoolId, term } = useArchive();
  return useQuery(api.entitlements.list.queryOptions({ input: { schoolId, term } }));
}

export function useCalculation() {
  const { schoolId, term } = useArchive();
  return useQuery(api.entitlements.preview.queryOptions({ input: { schoolId, term } }));
}

export function useUnproposed() {
  const { schoolId, term } = useArchive();
  return useQuery(api.entitlements.unproposed.queryOptions({ input: { schoolId, term } }));
}

/** 312 人 318 笔 171,250.00 元: people and lines differ where somebody has two programmes. */
export function wordTotals(rows: readonly Pick<EntitlementRow, 'studentId' | 'amountFen'>[]): string {
  const people = new Set(rows.map((row) => row.studentId)).size;
  const lines = people === rows.length ? '' : ` ${rows.length} 笔`;
  return `${people} 人${lines} ${formatYuan(sumFen(rows.map((row) => row.amountFen)))} 元`;
}
