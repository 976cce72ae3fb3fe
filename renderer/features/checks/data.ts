import { useQuery } from '@tanstack/react-query';
import type { CheckView } from '#shared/contract/checks.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { Tone } from '#renderer/components/tone.ts';

export function useCheckList() {
  const { schoolId, term } = useArchive();
  return useQuery(api.checks.list.queryOptions({ input: { schoolId, term }, placeholderData: (before) => before }));
}

export const severityTones: Readonly<Record<CheckView['severity'], Tone>> = { block: 'bad', warn: 'warn', list: 'plain' };

/** How a check stands, in words and tone: nothing found is no good news where a fact is missing, or there was nothing to look at. */
export function standingOf(check: CheckView): { readonly text: string; readonly tone: Tone } {
  if (check.hidden) return { text: '看不到', tone: 'plain' };
  const worst = check.findings.find((finding) => finding.explanation === null && finding.severity === 'block') ?? check.findings.find((finding) => finding.explanation === null && finding.severity === 'warn');
  if (check.open > 0) return { text: `待处理 ${check.open}`, tone: worst === undefined ? 'plain' : severityTones[worst.severity] };
  if (check.explained > 0) return { text: `已说明 ${check.explained}`, tone: 'good' };
  if (check.lacks.length > 0) return { text: '资料不全', tone: 'warn' };
  return check.examined === 0 ? { text: '没有可查的', tone: 'plain' } : { text: '无问题', tone: 'good' };
}
