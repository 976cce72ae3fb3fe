import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { RosterClass, RosterPupil, RosterRepair } from '#shared/contract/roster.ts';
import type { DocumentCheckResult } from '#shared/domain/identity/id-document.ts';
import { needsRepair } from '#shared/domain/identity/id-document.ts';
import type { Tone } from '#renderer/components/tone.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

/** More than this is cut and said so; a school has a few hundred to a few thousand pupils. */
export const mostPupils = 5000;

export function useClasses(): UseQueryResult<RosterClass[]> {
  const { schoolId, term } = useArchive();
  return useQuery(api.roster.classes.queryOptions({ input: { schoolId, term } }));
}

export function useRepairs(): UseQueryResult<RosterRepair[]> {
  const { schoolId, term } = useArchive();
  return useQuery(api.roster.repairs.queryOptions({ input: { schoolId, term } }));
}

export function usePupil(studentId: number): UseQueryResult<RosterPupil> {
  const { schoolId, term } = useArchive();
  return useQuery(api.roster.get.queryOptions({ input: { schoolId, term, studentId } }));
}

const checkWords: Readonly<Record<DocumentCheckResult, string>> = {
  ok: '正确', old15: '15 位旧号', bad_length: '位数不对', bad_char: '有别的字符', bad_date: '日期不对', bad_checksum: '校验不对', sex_mismatch: '性别不符',
  birth_mismatch: '生日不符', area_unknown: '正确', unusual_shape: '样子不对', not_checked: '不校验', missing: '没有号码', lost_digits: '丢了数字',
};

/** The result of a number's check in two or three words. */
export function idCheckWords(check: DocumentCheckResult): string {
  return checkWords[check];
}

export function idCheckTone(check: DocumentCheckResult): Tone | undefined {
  return needsRepair(check) ? (check === 'missing' ? 'warn' : 'bad') : undefined;
}
