import type { IsoDate } from '../calendar/iso-date.ts';
import type { DocumentCheckResult, IdDocumentType } from '../identity/id-document.ts';
import { checkIdDocument } from '../identity/id-document.ts';
import type { RegistryNumberResult } from '../identity/registry-number.ts';
import { checkRegistryNumber } from '../identity/registry-number.ts';
import type { SexOrUnknown } from '../identity/sex.ts';

/** Checks a pupil's numbers against each other again, e.g. after one was corrected by hand. */
export function checkRecordNumbers(record: {
  readonly idType: IdDocumentType; readonly idNumber: string; readonly registryNo: string; readonly sex: SexOrUnknown; readonly birthDate: IsoDate | null;
}, today: IsoDate): { readonly idNumber: string; readonly idCheck: DocumentCheckResult; readonly registryNo: string; readonly registryCheck: RegistryNumberResult } {
  const document = checkIdDocument(record.idType, record.idNumber, { sex: record.sex, birthDate: record.birthDate, today });
  const registry = checkRegistryNumber(record.registryNo, { idNumber: document.number || null, today });
  return { idNumber: document.number, idCheck: document.result, registryNo: registry.number, registryCheck: registry.result };
}
