import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseDisabilityCertificate } from '#shared/domain/identity/disability-certificate.ts';
import { cleanIdNumber, upgradeOldIdNumber } from '#shared/domain/identity/id-number.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { readTriState } from '#shared/domain/tri-state.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import type { Coverage } from '#shared/domain/identification/special-group.ts';

/** A number that can be compared: 18 signs. `old` when the list carried 15 digits, `certificate` when it was the head of a 残疾人证号. */
export interface ComparableId {
  readonly id: string;
  readonly from: 'id' | 'old' | 'certificate';
}

/** One row of a department's list as matching reads it. Blank is '' or null and never equals another blank. */
export interface ListRow {
  readonly nameKey: string;
  readonly person: ComparableId | null;
  readonly headNameKey: string;
  readonly head: ComparableId | null;
  /** Given, or read from the person's own number; only for proposals. */
  readonly birthDate: IsoDate | null;
  readonly villageKey: string;
  readonly coverage: Coverage;
}

/** The cells a list row is made from, as the file has them. */
export interface ListRowCells {
  readonly name: string;
  readonly idNumber: string;
  readonly headName: string;
  readonly headIdNumber: string;
  readonly certificateNo: string;
  readonly birthDate: string;
  readonly village: string;
}

/**
 * Reads a number cell of a list (handbook 1.4, 2.7): 18 signs, 15 old digits, or a 残疾人证号 whose first 18 signs are an ID,
 * which 残联 lists put in the ID column. null when nothing in it can be compared.
 */
export function readComparableId(text: string): ComparableId | null {
  const clean = cleanIdNumber(text);
  if (/^\d{17}[\dX]$/.test(clean)) return { id: clean, from: 'id' };
  if (/^\d{15}$/.test(clean)) return { id: upgradeOldIdNumber(clean), from: 'old' };
  const certificate = parseDisabilityCertificate(clean);
  return certificate === null ? null : { id: certificate.idNumber, from: 'certificate' };
}

/** Reads a row for matching. The ID column counts before the certificate column; a birth date is taken from the number when no cell gives one. */
export function readListRow(cells: ListRowCells, coverage: Coverage): ListRow {
  const person = readComparableId(cells.idNumber) ?? readComparableId(cells.certificateNo);
  return {
    nameKey: nameKey(cells.name),
    person,
    headNameKey: nameKey(cells.headName),
    head: readComparableId(cells.headIdNumber),
    birthDate: parseIsoDate(cells.birthDate) ?? (person === null ? null : parseIsoDate(person.id.slice(6, 14))),
    villageKey: villageKey(cells.village),
    coverage,
  };
}

/**
 * A village or community as it can be found inside an address: 柳溪村村民委员会 and 柳溪村村委会 become 柳溪村. Texts of one sign are dropped,
 * they would be found everywhere.
 */
export function villageKey(text: string): string {
  const clean = text.normalize('NFKC').replace(/\s/gu, '')
    .replace(/村?村民委员会$/u, '村').replace(/村?村委会$/u, '村').replace(/(社区)?(居民委员会|居委会)$/u, '社区');
  return [...clean].length < 2 ? '' : clean;
}

/** 风险是否已消除 as lists write it (是, 未消除, 风险已消除); null when it says neither. Blank is unknown, never 否. */
export function readRiskCleared(text: string): TriState | null {
  const clean = text.normalize('NFKC').replace(/\s|风险/gu, '');
  if (/^(未|没有|尚未)(消除|解除)$/u.test(clean)) return 'no';
  if (/^(已|已经)?(消除|解除)$/u.test(clean)) return 'yes';
  return readTriState(clean);
}
