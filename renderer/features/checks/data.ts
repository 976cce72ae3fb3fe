import { useQuery } from '@tanstack/react-query';
import type { CheckView } from '#shared/contract/checks.ts';
import { checkResult } from '#shared/domain/checks/check.ts';
import { checkResultTexts } from '#shared/text/checks.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { Tone } from '#renderer/components/tone.ts';

export function useCheckList() {
  const { schoolId, term } = useArchive();
  return useQuery(api.checks.list.queryOptions({ input: { schoolId, term }, placeholderData: (before) => before }));
}

export const severityTones: Readonly<Record<CheckView['severity'], Tone>> = { block: 'bad', warn: 'warn', list: 'plain' };

const resultTones = { incomplete: 'warn', nothing_to_see: 'plain', clean: 'good' } as const;

/** How a check stands, in words and tone. */
export function standingOf(check: CheckView): { readonly text: string; readonly tone: Tone } {
  if (check.hidden) return { text: '看不到', tone: 'plain' };
  const result = checkResult(check);
  if (result !== 'found') return { text: checkResultTexts[result], tone: resultTones[result] };
  if (check.open === 0) return { text: `已说明 ${check.explained}`, tone: 'good' };
  const open = check.findings.filter((finding) => finding.explanation === null);
  const worst = open.find((finding) => finding.severity === 'block') ?? open.find((finding) => finding.severity === 'warn');
  return { text: `待处理 ${check.open}`, tone: worst === undefined ? 'plain' : severityTones[worst.severity] };
}
