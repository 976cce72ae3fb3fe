import { useQuery } from '@tanstack/react-query';
import type { PaymentBatch } from '#shared/contract/payments.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { Tone } from '#renderer/components/tone.ts';

export function useBatches() {
  const { schoolId, term } = useArchive();
  return useQuery(api.payments.list.queryOptions({ input: { schoolId, term } }));
}

export function useStanding() {
  const { schoolId, term } = useArchive();
  return useQuery(api.payments.standing.queryOptions({ input: { schoolId, term } }));
}

export function useProfiles() {
  const { schoolId } = useArchive();
  return useQuery(api.payments.profiles.queryOptions({ input: { schoolId } }));
}

export const batchStateText: Readonly<Record<PaymentBatch['state'], string>> = { draft: '待复核', released: '待导出', exported: '已报送', withdrawn: '已撤回' };
export const batchStateTone: Readonly<Record<PaymentBatch['state'], Tone>> = { draft: 'warn', released: 'warn', exported: 'good', withdrawn: 'plain' };

export const lineTone: Readonly<Record<PaymentLineState, Tone>> = {
  due: 'plain', submitted: 'plain', transferred: 'plain', paid: 'good', failed: 'bad', unanswered: 'warn', corrected: 'warn', reissued: 'plain', wrong: 'bad', recovered: 'plain',
  waived: 'plain', withdrawn: 'plain',
};

export const sourceText = { central: '中央', province: '省级', city: '市级', county: '县级', school: '校内', donor: '社会', unspecified: '未注明' } as const;
export type SourceChoice = keyof typeof sourceText;

/** 312 笔 171,250.00 元 */
export function wordPart(part: { readonly count: number; readonly sumFen: Fen }): string {
  return `${part.count} 笔 ${formatYuan(part.sumFen)}`;
}

/** 核对, and how much of it waits for somebody. */
export function checksLabel(checks: { readonly rows: readonly unknown[]; readonly blocks: number; readonly open: number } | undefined): string {
  if (checks === undefined || checks.rows.length === 0) return '核对';
  if (checks.open > 0) return `核对 ${checks.open} 条未处理`;
  return checks.blocks > 0 ? '核对' : '核对 已处理';
}
