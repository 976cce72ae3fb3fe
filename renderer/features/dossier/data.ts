import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { DossierLine, StudentFileView } from '#shared/contract/dossier.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

export function useDossierLines(): UseQueryResult<readonly DossierLine[], unknown> {
  const { schoolId, term } = useArchive();
  return useQuery(api.dossier.list.queryOptions({ input: { schoolId, term } }));
}

export function useStudentFile(studentId: number): UseQueryResult<StudentFileView, unknown> {
  const { schoolId, term } = useArchive();
  return useQuery(api.dossier.get.queryOptions({ input: { schoolId, term, studentId } }));
}

export function usePreview(studentId: number, enabled: boolean): UseQueryResult<{ pages: readonly string[] }, unknown> {
  const { schoolId, term } = useArchive();
  return useQuery(api.dossier.preview.queryOptions({ input: { schoolId, term, studentId }, enabled, gcTime: 0 }));
}

export function useWhy(entitlementId: number | null) {
  const { schoolId } = useArchive();
  return useQuery(api.entitlements.why.queryOptions({ input: { schoolId, entitlementId: entitlementId ?? 0 }, enabled: entitlementId !== null }));
}

export type SensitiveField = 'idNumber' | 'registryNo';

/** Asks for one number in clear; the core writes down who looked. */
export async function showSensitive(schoolId: number, studentId: number, field: SensitiveField): Promise<string> {
  const { value } = await client.roster.showSensitive({ schoolId, studentId, field, operationId: newOperationId() });
  return value;
}
