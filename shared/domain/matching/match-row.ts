import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { shapeVariantsKey } from '#shared/domain/identity/person-name.ts';
import type { ComparableId, ListRow } from './list-row.ts';
import type { MatchIndex, MatchMember, MatchPupil } from './match-index.ts';

/** How a row and a pupil came together (handbook 2.7): A 本人, B 户主或监护人, C 残疾人证, D names and dates; `manual` is a person's own pick. */
export const matchPaths = ['direct', 'household', 'certificate', 'fuzzy', 'manual'] as const;
export type MatchPath = (typeof matchPaths)[number];

/** The rule that hit, exactly. Everything under `fuzzy` is a proposal and never more. */
export const matchRules = [
  'pupil_id', 'member_id', 'head_id', 'certificate_pupil', 'certificate_member',
  'name_birth', 'name_village', 'member_name_village', 'name_only', 'member_name_only', 'manual',
] as const;
export type MatchRule = (typeof matchRules)[number];

/** What keeps a hit from being certain, or is worth a look; the two texts are shown from the row and the roster themselves. */
export const matchDifferences = [
  /** Same number, another name: one side is wrong. */
  'name_differs',
  /** Same number, a name that differs only in variant or look-alike signs. */
  'name_variant',
  /** The list gives no name for the number. */
  'name_missing',
  'birth_differs',
  /** Proposed by name although both sides have numbers and they differ. */
  'id_differs',
  /** The list carried an old 15-digit number. */
  'old_number',
  /** Several pupils, or several names, carry this number in the roster. */
  'shared_number',
  /** The relative listed is neither guardian, head of household nor parent, as far as the roster knows. */
  'not_guardian',
  /** A 残疾人 who is not the pupil's father or mother makes nobody a 残疾人子女. */
  'not_parent',
  /** The list speaks only of the person listed, who is a relative of the pupil. */
  'speaks_of_relative',
] as const;
export type MatchDifference = (typeof matchDifferences)[number];

/** One pupil a row speaks of, with the rule and everything that differs. `certain`: nobody has to look. */
export interface Match {
  readonly studentId: number;
  /** The relative through whom the pupil was found; null when the row is the pupil. */
  readonly memberId: number | null;
  readonly path: MatchPath;
  readonly rule: MatchRule;
  readonly differences: readonly MatchDifference[];
  readonly certain: boolean;
}

/** The one bucket of a row. A row with any doubtful hit waits for a decision as a whole, so that nobody is half matched unseen. */
export type RowMatch =
  | { readonly bucket: 'matched'; readonly matches: readonly Match[] }
  | { readonly bucket: 'needs_decision'; readonly matches: readonly Match[] }
  | { readonly bucket: 'not_ours'; readonly matches: readonly [] };

export type RowBucket = RowMatch['bucket'];

const notOurs: RowMatch = { bucket: 'not_ours', matches: [] };

/**
 * Finds the pupils one list row speaks of (handbook 2.7): A the pupil's own number; else B/C the number of a relative, then of the
 * head of household; else, as proposals only, D name and birth date, or name and village. Whether a hit is certain follows from the
 * names and from whom the list covers.
 */
export function matchRow(row: ListRow, index: MatchIndex): RowMatch {
  const exact = matchByNumber(row, index);
  const matches = exact.length > 0 ? exact : proposeByName(row, index);
  if (matches.length === 0) return notOurs;
  return { bucket: matches.every((match) => match.certain) ? 'matched' : 'needs_decision', matches };
}

/** Every row against the school, in the order given: one result for each row, always. */
export function matchRows(rows: readonly ListRow[], index: MatchIndex): readonly RowMatch[] {
  return rows.map((row) => matchRow(row, index));
}

function matchByNumber(row: ListRow, index: MatchIndex): readonly Match[] {
  if (row.person !== null) {
    const pupils = index.pupilsWithId(row.person.id);
    if (pupils.length > 0) return pupilMatches(row, row.person, pupils);
    const members = index.membersWithId(row.person.id);
    if (members.length > 0) return memberMatches(row, row.person, row.nameKey, members, 'member_id');
  }
  if (row.head === null) return [];
  const heads = index.membersWithId(row.head.id);
  if (heads.length > 0) return memberMatches(row, row.head, row.headNameKey, heads, 'head_id');
  return pupilMatches({ ...row, nameKey: row.headNameKey, birthDate: null }, row.head, index.pupilsWithId(row.head.id));
}

function pupilMatches(row: ListRow, number: ComparableId, pupils: readonly MatchPupil[]): readonly Match[] {
  return bestOfEachPupil(pupils.map((pupil) => pupilMatch(row, number, pupil, pupils.length)));
}

function pupilMatch(row: ListRow, number: ComparableId, pupil: MatchPupil, sharedBy: number): Match {
  const differences = nameDifferences(row.nameKey, pupil.nameKey);
  if (differs(row.birthDate, pupil.birthDate)) differences.push('birth_differs');
  if (number.from === 'old') differences.push('old_number');
  if (sharedBy > 1) differences.push('shared_number');
  const certificate = number.from === 'certificate';
  return {
    studentId: pupil.studentId, memberId: null, path: certificate ? 'certificate' : 'direct',
    rule: certificate ? 'certificate_pupil' : 'pupil_id', differences, certain: differences.length === 0,
  };
}

function memberMatches(row: ListRow, number: ComparableId, listedName: string, members: readonly MatchMember[], rule: 'member_id' | 'head_id'): readonly Match[] {
  const oneName = members.every((member) => member.nameKey === members[0]?.nameKey);
  return bestOfEachPupil(members.map((member) => memberMatch(row, number, listedName, member, rule, oneName)));
}

function memberMatch(row: ListRow, number: ComparableId, listedName: string, member: MatchMember, rule: 'member_id' | 'head_id', oneName: boolean): Match {
  const differences = nameDifferences(listedName, member.nameKey);
  if (number.from === 'old') differences.push('old_number');
  if (!oneName) differences.push('shared_number');
  if (row.coverage === 'person') differences.push('speaks_of_relative');
  else if (row.coverage === 'disabled') {
    if (rule === 'head_id') differences.push('speaks_of_relative');
    else if (!member.isParent) differences.push('not_parent');
  } else if (!member.isParent && member.isGuardian !== 'yes' && member.isHead !== 'yes') differences.push('not_guardian');
  const certificate = number.from === 'certificate';
  return {
    studentId: member.studentId, memberId: member.memberId, path: certificate ? 'certificate' : 'household',
    rule: certificate ? 'certificate_member' : rule, differences, certain: differences.length === 0,
  };
}

function proposeByName(row: ListRow, index: MatchIndex): readonly Match[] {
  const proposals: Match[] = [];
  const hasNumber = row.person !== null || row.head !== null;
  for (const pupil of index.pupilsNamed(row.nameKey)) {
    const rule = pupilNameRule(row, pupil);
    if (rule !== null) proposals.push(proposal(pupil.studentId, null, rule, row.person, pupil.idNumber));
  }
  for (const [name, number] of namesOfRelatives(row)) {
    for (const member of index.membersNamed(name)) {
      const rule = memberNameRule(row, index.addressOf(member.studentId), hasNumber);
      if (rule !== null) proposals.push(proposal(member.studentId, member.memberId, rule, number, member.idNumber));
    }
  }
  return bestOfEachPupil(proposals);
}

/** One match a pupil, by pupil: the surest, the earliest rule, the lowest member. The order people stand in must not show in the result. */
function bestOfEachPupil(matches: readonly Match[]): readonly Match[] {
  if (matches.length < 2) return matches;
  const sorted = matches.toSorted((left, right) => left.studentId - right.studentId
    || Number(right.certain) - Number(left.certain)
    || matchRules.indexOf(left.rule) - matchRules.indexOf(right.rule)
    || left.differences.length - right.differences.length
    || (left.memberId ?? 0) - (right.memberId ?? 0));
  return sorted.filter((match, position) => match.studentId !== sorted[position - 1]?.studentId);
}

function pupilNameRule(row: ListRow, pupil: MatchPupil): MatchRule | null {
  if (row.birthDate !== null && pupil.birthDate === row.birthDate) return 'name_birth';
  if (row.villageKey !== '' && pupil.address.includes(row.villageKey)) return 'name_village';
  return row.person === null && (row.birthDate === null || pupil.birthDate === null) ? 'name_only' : null;
}

/** The names under which a relative may be listed: the head's and, where a row covers more than the person listed, that person's. */
function namesOfRelatives(row: ListRow): readonly (readonly [string, ComparableId | null])[] {
  const nameAlone = row.person === null && row.head === null && row.coverage !== 'person';
  if (row.villageKey === '' && !nameAlone) return [];
  const names: (readonly [string, ComparableId | null])[] = [];
  if (row.coverage !== 'person') names.push([row.nameKey, row.person]);
  if (row.coverage !== 'disabled' && row.headNameKey !== row.nameKey) names.push([row.headNameKey, row.head]);
  return names;
}

function memberNameRule(row: ListRow, address: string, hasNumber: boolean): MatchRule | null {
  if (row.villageKey !== '' && address !== '') return address.includes(row.villageKey) ? 'member_name_village' : null;
  return hasNumber || row.coverage === 'person' ? null : 'member_name_only';
}

function proposal(studentId: number, memberId: number | null, rule: MatchRule, listed: ComparableId | null, ours: string): Match {
  const differences: MatchDifference[] = listed !== null && ours !== '' && listed.id !== ours ? ['id_differs'] : [];
  return { studentId, memberId, path: 'fuzzy', rule, differences, certain: false };
}

function nameDifferences(listed: string, ours: string): MatchDifference[] {
  if (listed === '') return ['name_missing'];
  if (listed === ours) return [];
  return [shapeVariantsKey(listed) === shapeVariantsKey(ours) ? 'name_variant' : 'name_differs'];
}

function differs(left: IsoDate | null, right: IsoDate | null): boolean {
  return left !== null && right !== null && left !== right;
}
