import type { IsoDate } from '../calendar/iso-date.ts';
import type { DocumentCheckResult, IdDocumentType } from '../identity/id-document.ts';
import { checkIdDocument, parseIdDocumentType } from '../identity/id-document.ts';
import { cleanIdNumber } from '../identity/id-number.ts';
import { nameKey } from '../identity/person-name.ts';
import type { MappedRow } from '../tabular/mapped-table.ts';
import type { TriState } from '../tri-state.ts';
import { parseTriState } from '../tri-state.ts';
import type { MemberPart, MemberSlot, RosterFieldKey } from './roster-fields.ts';
import { memberSlots } from './roster-fields.ts';

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

interface MemberContext {
  readonly today: IsoDate;
  readonly mapped: ReadonlySet<string>;
  readonly headingOf: (key: RosterFieldKey) => string;
}

const furtherParts = ['relationNote', 'address', 'employer', 'job', 'ethnicGroup'] as const satisfies readonly MemberPart[];

/** The members of a row, the 户主 folded into the one with the same name. A slot without a name is no member. */
export function readMembers(row: MappedRow<RosterFieldKey>, context: MemberContext): readonly MemberReading[] {
  const members: MemberReading[] = [];
  for (const slot of memberSlots) {
    const member = context.mapped.has(`${slot}.name`) ? readMember(row, slot, context) : null;
    if (!member) continue;
    const same = members.findIndex((other) => other.nameKey === member.nameKey);
    if (same < 0) members.push(member);
    else members[same] = { ...(members[same] ?? member), isHead: member.isHead, idNumber: members[same]?.idNumber || member.idNumber };
  }
  return members;
}

function readMember(row: MappedRow<RosterFieldKey>, slot: MemberSlot, context: MemberContext): MemberReading | null {
  const text = (part: MemberPart): string => (context.mapped.has(`${slot}.${part}`) ? row.text(`${slot}.${part}`) : '');
  const name = text('name');
  if (name === '' || /^[无／/\\—-]+$/.test(name)) return null;
  const idType = parseIdDocumentType(text('idType'));
  const spoilt = text('idNumber') !== '' && (row.isSpoiltNumber(`${slot}.idNumber`) || /E\+/i.test(text('idNumber')));
  const { number, result } = spoilt
    ? { number: '', result: 'lost_digits' as const }
    : checkIdDocument(idType ?? 'resident_id', text('idNumber'), { today: context.today });
  const attributes: Record<string, string> = {};
  for (const part of furtherParts) {
    if (text(part) !== '') attributes[part] = text(part);
  }
  return {
    slot, name, nameKey: nameKey(name), relation: text('relation') || relationOfHeading(context.headingOf(`${slot}.name`)),
    idType, idNumber: number, idCheck: result, phone: cleanPhone(text('phone')),
    isGuardian: text('guardian') === '' && /监护人/.test(context.headingOf(`${slot}.name`)) && !/家庭成员/.test(context.headingOf(`${slot}.name`)) ? 'yes' : parseTriState(text('guardian')),
    isHead: slot === 'head' ? 'yes' : 'unknown',
    disabilityCertificateNo: cleanIdNumber(text('disabilityCertificateNo')), attributes,
  };
}

/** A column headed 父亲姓名 says the relation in its heading. */
function relationOfHeading(heading: string): string {
  return /^(父亲|母亲|父|母|爷爷|奶奶|外公|外婆|祖父|祖母)/.exec(heading.trim())?.[1]?.replace(/^父$/, '父亲').replace(/^母$/, '母亲') ?? '';
}

function cleanPhone(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff]/g, '');
}
