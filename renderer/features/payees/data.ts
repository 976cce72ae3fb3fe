import { useQuery } from '@tanstack/react-query';
import type { PayeeRow } from '#shared/contract/payees.ts';
import type { Tone } from '#renderer/components/tone.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

export function usePayees() {
  const { schoolId, term } = useArchive();
  return useQuery(api.payees.list.queryOptions({ input: { schoolId, term } }));
}

export type PayeeVerdict = 'good' | 'look' | 'blocked' | 'missing';

export const verdictText: Readonly<Record<PayeeVerdict, string>> = { good: '可以发放', look: '请核对', blocked: '不能发放', missing: '未登记' };
export const verdictTone: Readonly<Record<PayeeVerdict, Tone>> = { good: 'good', look: 'warn', blocked: 'bad', missing: 'plain' };

/** What the findings of an account come to. */
export function verdictOf(row: PayeeRow): PayeeVerdict {
  if (row.account === null) return 'missing';
  if (row.findings.some((finding) => finding.severity === 'block')) return 'blocked';
  return row.findings.length > 0 ? 'look' : 'good';
}

export const cardKindText = { social_security: '社会保障卡', aid_card: '资助卡', bank_card: '银行卡', passbook: '存折', unknown: '未注明' } as const;
export type CardKindChoice = keyof typeof cardKindText;
