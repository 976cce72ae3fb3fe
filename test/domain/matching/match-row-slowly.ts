import { shapeVariantsKey } from '#shared/domain/identity/person-name.ts';
import type { ComparableId, ListRow } from '#shared/domain/matching/list-row.ts';
import type { MatchMember, MatchPupil } from '#shared/domain/matching/match-index.ts';
import { matchRules } from '#shared/domain/matching/match-row.ts';
import type { Match, MatchDifference, MatchRule, RowMatch } from '#shared/domain/matching/match-row.ts';

/** The rules of handbook 2.7 written as they are told: every row against every person, no index. What the fast one must equal. */
export function matchRowSlowly(row: ListRow, pupils: readonly MatchPupil[], members: readonly MatchMember[]): RowMatch {
  const steps = [
    () => (row.person ? ownNumber(row, row.person, row.nameKey, row.birthDate, pupils) : []),
    () => (row.person ? relativeNumber(row, row.person, row.nameKey, members, 'member_id') : []),
    () => (row.head ? relativeNumber(row, row.head, row.headNameKey, members, 'head_id') : []),
    () => (row.head ? ownNumber(row, row.head, row.headNameKey, null, pupils) : []),
    () => names(row, pupils, members),
  ];
  for (const step of steps) {
    const found = best(step());
    if (found.length > 0) return { bucket: found.every((match) => match.certain) ? 'matched' : 'needs_decision', matches: found };
  }
  return { bucket: 'not_ours', matches: [] };
}

function ownNumber(_row: ListRow, number: ComparableId, name: string, birth: string | null, pupils: readonly MatchPupil[]): Match[] {
  const same = pupils.filter((pupil) => pupil.idNumber !== '' && pupil.idNumber === number.id);
  return same.map((pupil) => finish(pupil.studentId, null, number.from === 'certificate' ? 'certificate_pupil' : 'pupil_id', [
    ...nameDifference(name, pupil.nameKey),
    ...(birth !== null && pupil.birthDate !== null && birth !== pupil.birthDate ? ['birth_differs' as const] : []),
    ...(number.from === 'old' ? ['old_number' as const] : []),
    ...(same.length > 1 ? ['shared_number' as const] : []),
  ]));
}

function relativeNumber(row: ListRow, number: ComparableId, name: string, members: readonly MatchMember[], rule: MatchRule): Match[] {
  const same = members.filter((member) => member.idNumber !== '' && member.idNumber === number.id);
  const names = new Set(same.map((member) => member.nameKey));
  return same.map((member) => finish(member.studentId, member.memberId, number.from === 'certificate' ? 'certificate_member' : rule, [
    ...nameDifference(name, member.nameKey),
    ...(number.from === 'old' ? ['old_number' as const] : []),
    ...(names.size > 1 ? ['shared_number' as const] : []),
    ...(row.coverage === 'person' || (row.coverage === 'disabled' && rule === 'head_id') ? ['speaks_of_relative' as const] : []),
    ...(row.coverage === 'disabled' && rule === 'member_id' && !member.isParent ? ['not_parent' as const] : []),
    ...(row.coverage === 'household' && !member.isParent && member.isGuardian !== 'yes' && member.isHead !== 'yes' ? ['not_guardian' as const] : []),
  ]));
}

function names(row: ListRow, pupils: readonly MatchPupil[], members: readonly MatchMember[]): Match[] {
  const found: Match[] = [];
  const inVillage = (address: string): boolean => row.villageKey !== '' && address !== '' && address.includes(row.villageKey);
  for (const pupil of pupils) {
    if (row.nameKey === '' || pupil.nameKey !== row.nameKey) continue;
    const rule = row.birthDate !== null && row.birthDate === pupil.birthDate ? 'name_birth'
      : inVillage(pupil.address) ? 'name_village'
        : row.person === null && (row.birthDate === null || pupil.birthDate === null) ? 'name_only' : null;
    if (rule) found.push(finish(pupil.studentId, null, rule, idDiffers(row.person, pupil.idNumber), true));
  }
  for (const member of members) {
    const address = pupils.find((pupil) => pupil.studentId === member.studentId)?.address ?? '';
    const asPerson = row.coverage !== 'person' && row.nameKey !== '' && member.nameKey === row.nameKey;
    const asHead = row.coverage !== 'disabled' && row.headNameKey !== '' && member.nameKey === row.headNameKey
      && (row.coverage === 'person' ? row.headNameKey !== row.nameKey : true);
    if (!asPerson && !asHead) continue;
    const nameAlone = row.person === null && row.head === null && row.coverage !== 'person';
    const compared = row.villageKey !== '' && address !== '';
    const rule = compared ? (inVillage(address) ? 'member_name_village' : null) : nameAlone ? 'member_name_only' : null;
    if (rule) found.push(finish(member.studentId, member.memberId, rule, idDiffers(asPerson ? row.person : row.head, member.idNumber), true));
  }
  return found;
}

function idDiffers(listed: ComparableId | null, ours: string): MatchDifference[] {
  return listed !== null && ours !== '' && listed.id !== ours ? ['id_differs'] : [];
}

function nameDifference(listed: string, ours: string): MatchDifference[] {
  if (listed === '') return ['name_missing'];
  if (listed === ours) return [];
  return shapeVariantsKey(listed) === shapeVariantsKey(ours) ? ['name_variant'] : ['name_differs'];
}

function finish(studentId: number, memberId: number | null, rule: MatchRule, differences: MatchDifference[], proposed = false): Match {
  const path = proposed ? 'fuzzy' : rule.startsWith('certificate') ? 'certificate' : rule === 'pupil_id' ? 'direct' : 'household';
  return { studentId, memberId, path, rule, differences, certain: !proposed && differences.length === 0 };
}

function best(matches: readonly Match[]): Match[] {
  const score = (match: Match): number[] => [
    match.certain ? 0 : 1, matchRules.indexOf(match.rule), match.differences.length, match.memberId ?? 0,
  ];
  return [...new Set(matches.map((match) => match.studentId))].toSorted((left, right) => left - right).map((student) =>
    matches.filter((match) => match.studentId === student).reduce((one, other) => {
      const [left, right] = [score(one), score(other)];
      const position = left.findIndex((value, at) => value !== right[at]);
      return position >= 0 && (right[position] ?? 0) < (left[position] ?? 0) ? other : one;
    }));
}
