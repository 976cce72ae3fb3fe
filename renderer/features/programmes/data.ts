import { useQuery } from '@tanstack/react-query';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTermShort, nextTerm, previousTerm, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import { defaultStageYears } from '#shared/domain/roster/stage.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatYearLevel } from '#shared/domain/roster/year-level.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The catalogue as it is in the term of the header. */
export function useProgrammes() {
  const { schoolId, term } = useArchive();
  return useQuery(api.programmes.list.queryOptions({ input: { schoolId, term } }));
}

/** Terms to choose from: three years back, two ahead. */
export function termsAround(term: TermKey): Choice[] {
  let one = term;
  for (let step = 0; step < 6; step += 1) one = previousTerm(one);
  return termsFrom(one, 11);
}

/** So many terms, this one first. */
export function termsFrom(term: TermKey, count: number): Choice[] {
  const terms: TermKey[] = [];
  for (let one = term; terms.length < count; one = nextTerm(one)) terms.push(one);
  return terms.map((value) => ({ value, label: formatTermShort(value) }));
}

/** The special groups of the term's 学年, to choose from, with those a row already names though the catalogue has them no more. */
export function useGroupChoices(named: readonly string[]): Choice[] {
  const { schoolId, term } = useArchive();
  const groups = useQuery(api.specialGroups.catalogue.queryOptions({ input: { schoolId, schoolYear: schoolYearOf(term) } })).data?.groups ?? [];
  const known = groups.map((group) => ({ value: group.key, label: group.label }));
  return [...known, ...named.filter((key) => !known.some((one) => one.value === key)).map((key) => ({ value: key, label: formatSpecialGroup(key) }))];
}

/** The school's 困难等级 without 不困难. */
export function useHardshipGrades(): string[] {
  const { schoolId } = useArchive();
  return (useQuery(api.settings.get.queryOptions({ input: { schoolId } })).data?.gradeSet ?? []).slice(0, -1);
}

/** The years of the stages, worded; a number that means several years is offered once with all its words. */
export function yearChoices(stages: readonly EducationStage[]): Choice[] {
  const longest = Math.max(0, ...stages.map((stage) => defaultStageYears[stage]));
  return Array.from({ length: longest }, (_, index) => index + 1).map((level) => ({
    value: String(level), label: stages.filter((stage) => level <= defaultStageYears[stage]).map((stage) => formatYearLevel(stage, level)).join('、'),
  }));
}
