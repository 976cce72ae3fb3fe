import type { MemberKind } from './panel.ts';

/** Why someone keeps out of a case (回避, handbook 2.3). The first three follow from links a person entered; the next two are only guesses to ask about. */
export const recusalGrounds = ['self', 'guardian', 'relative', 'shared_household', 'named_in_household', 'declared'] as const;
export type RecusalGround = (typeof recusalGrounds)[number];

export function isCertain(ground: RecusalGround): boolean {
  return ground === 'self' || ground === 'guardian' || ground === 'relative';
}

export interface RecusalMember {
  readonly memberId: number;
  readonly kind: MemberKind;
  readonly nameKey: string;
  /** The pupil this member is; null for everyone else. */
  readonly studentId: number | null;
  /** Pupils this member is guardian or relative of, as someone entered it. */
  readonly relatedStudentIds: readonly number[];
}

/** What is known of a pupil's household, as far as two can be seen to be one. Unknown is '' and equals nothing. */
export interface HouseholdTrace {
  readonly studentId: number;
  readonly surname: string;
  readonly address: string;
  readonly memberIdNumbers: readonly string[];
  readonly memberNameKeys: readonly string[];
}

export interface RecusalFinding {
  readonly memberId: number;
  readonly studentId: number;
  readonly ground: RecusalGround;
}

function linkOf(member: RecusalMember, studentId: number): RecusalGround | null {
  if (member.studentId === studentId) return 'self';
  if (!member.relatedStudentIds.includes(studentId)) return null;
  return member.kind === 'parent' ? 'guardian' : 'relative';
}

/** One guardian's number in both households, or one surname at one address: perhaps brother and sister, perhaps neighbours. */
function mayShareHousehold(one: HouseholdTrace, other: HouseholdTrace): boolean {
  const person = one.memberIdNumbers.some((number) => number !== '' && other.memberIdNumbers.includes(number));
  return person || (one.surname !== '' && one.surname === other.surname && one.address !== '' && one.address === other.address);
}

/**
 * Who keeps out of which case: certainly, where the member is the applicant or a person entered that he is guardian or relative; perhaps, where the
 * registers only look like it (one household, or a name that stands in the pupil's household). A guess blocks nobody until a person confirms it.
 */
export function findRecusals(members: readonly RecusalMember[], studentIds: readonly number[], households: ReadonlyMap<number, HouseholdTrace>): readonly RecusalFinding[] {
  return studentIds.flatMap((studentId) => {
    const house = households.get(studentId);
    return members.flatMap((member): RecusalFinding[] => {
      const link = linkOf(member, studentId);
      if (link !== null) return [{ memberId: member.memberId, studentId, ground: link }];
      if (house === undefined) return [];
      const own = [...(member.studentId === null ? [] : [member.studentId]), ...member.relatedStudentIds].flatMap((id) => households.get(id) ?? []);
      if (own.some((one) => mayShareHousehold(one, house))) return [{ memberId: member.memberId, studentId, ground: 'shared_household' }];
      return member.nameKey !== '' && house.memberNameKeys.includes(member.nameKey) ? [{ memberId: member.memberId, studentId, ground: 'named_in_household' }] : [];
    });
  });
}
