import type { IsoDate } from '../calendar/iso-date.ts';
import type { DocumentCheckResult, IdDocumentType } from '../identity/id-document.ts';
import { checkIdDocument, parseIdDocumentType } from '../identity/id-document.ts';
import { cleanIdNumber } from '../identity/id-number.ts';
import { nameKey } from '../identity/person-name.ts';
import type { MappedRow } from '../tabular/mapped-table.ts';
import type { TriState } from '../tri-state.ts';
import { parseTriState } from '../tri-state.ts';
import type { MemberPart, MemberSlot, RosterFieldKey } from './roster-fields.ts';
import { memberParts, memberSlots } from './roster-fields.ts';

/** A household member as a roster row tells it; what it does not say is ''. */
export interface MemberReading {
  readonly slot: MemberSlot;
  readonly name: string;
  readonly nameKey: string;
  readonly relation: string;
  readonly idType: IdDocumentType | null;
  readonly idNumber: string;
  readonly idCheck: DocumentCheckResult;
  readonly phone: string;
  readonly isGuardian: TriState;
  readonly isHead: TriState;
  readonly disabilityCertificateNo: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The columns a file has for one member, found once per file. */
export interface MemberColumns {
  readonly slot: MemberSlot;
  /** A part without a column is absent. */
  readonly keys: Readonly<Partial<Record<MemberPart, RosterFieldKey>>>;
  readonly heading: string;
}

interface MemberContext {
  readonly today: IsoDate;
  readonly memberColumns: readonly MemberColumns[];
}

export function findMemberColumns(mapped: ReadonlySet<string>, headingOf: (key: RosterFieldKey) => string): MemberColumns[] {
  return memberSlots.filter((slot) => mapped.has(`${slot}.name`)).map((slot) => ({
    slot, heading: headingOf(`${slot}.name`),
    keys: Object.fromEntries(memberParts.filter((part) => mapped.has(`${slot}.${part}`)).map((part) => [part, `${slot}.${part}` as const])),
  }));
}

const furtherParts = ['relationNote', 'address', 'employer', 'job', 'ethnicGroup'] as const satisfies readonly MemberPart[];

/** The members of a row, the 户主 folded into the one with the same name. A slot without a name is no member. */
export function readMembers(row: MappedRow<RosterFieldKey>, context: MemberContext): readonly MemberReading[] {
  const members: MemberReading[] = [];
  for (const columns of context.memberColumns) {
    const member = readMember(row, columns, context.today);
    if (!member) continue;
    const same = members.findIndex((other) => other.nameKey === member.nameKey);
    if (same < 0) members.push(member);
    else members[same] = { ...(members[same] ?? member), isHead: member.isHead, idNumber: members[same]?.idNumber || member.idNumber };
  }
  return members;
}

function readMember(row: MappedRow<RosterFieldKey>, { slot, keys, heading }: MemberColumns, today: IsoDate): MemberReading | null {
  const text = (part: MemberPart): string => {
    const key = keys[part];
    return key === undefined ? '' : row.text(key);
  };
  const name = text('name');
  if (name === '' || /^[无／/\\—-]+$/.test(name)) return null;
  const idType = parseIdDocumentType(text('idType'));
  const spoilt = text('idNumber') !== '' && (row.isSpoiltNumber(keys.idNumber ?? 'name') || /E\+/i.test(text('idNumber')));
  const { number, result } = spoilt
    ? { number: '', result: 'lost_digits' as const }
    : checkIdDocument(idType ?? 'resident_id', text('idNumber'), { today });
  const attributes: Record<string, string> = {};
  for (const part of furtherParts) {
    if (text(part) !== '') attributes[part] = text(part);
  }
  return {
    slot, name, nameKey: nameKey(name), relation: text('relation') || relationOfHeading(heading),
    idType, idNumber: number, idCheck: result, phone: cleanPhone(text('phone')),
    isGuardian: text('guardian') === '' && /监护人/.test(heading) && !/家庭成员/.test(heading) ? 'yes' : parseTriState(text('guardian')),
    isHead: slot === 'head' ? 'yes' : 'unknown',
    disabilityCertificateNo: cleanIdNumber(text('disabilityCertificateNo')), attributes,
  };
}

/** A column headed 父亲姓名 says the relation in its heading. */
function relationOfHeading(heading: string): string {
  return /^(父亲|母亲|父|母|爷爷|奶奶|外公|外婆|祖父|祖母)/.exec(heading.trim())?.[1]?.replace(/^父$/, '父亲').replace(/^母$/, '母亲') ?? '';
}

function cleanPhone(text: string): string {
  if (/^\d*$/.test(text)) return text;
  return text.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff]/g, '');
}
