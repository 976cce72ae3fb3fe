import { assertNever } from '#shared/domain/assert-never.ts';
import type { ComparedElement, PairProposal, SetDifference, Unpaired } from '#shared/domain/comparison/set-difference.ts';
import { elementKey, pairKey } from '#shared/domain/comparison/set-difference.ts';
import type { ComparisonCode, ZeroErrorCode } from '#shared/domain/comparison/three-zero-errors.ts';
import { countDifferences, zeroErrorNames } from '#shared/domain/comparison/three-zero-errors.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import type { BoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import type { ComparisonResult, Difference, PairProposalView } from '#shared/contract/comparison.ts';
import type { NoteRow } from '#main/db/queries/comparison.ts';
import type { TermComparison } from './comparison-sets.ts';

type Names = (programmeKey: string) => string;
type Notes = ReadonlyMap<string, NoteRow>;

/** The side of a comparison that is the school's own, whose `ref` is a student. */
const ownSide: Readonly<Record<ZeroErrorCode, 'left' | 'right'>> = { Z1: 'right', Z2: 'left', Z3: 'right' };

export const comparisonNames: Readonly<Record<ComparisonCode, { readonly name: string; readonly left: string; readonly right: string }>> = {
  ...zeroErrorNames,
  P1: { name: '项目 100%', left: '本学期有资金的项目', right: '系统里有名单的项目' },
  P2: { name: '信息 100%', left: '校内、社会等发放', right: '系统资助名单' },
};

export function notesOf(notes: readonly NoteRow[]): Notes {
  return new Map(notes.map((note) => [`${note.code}|${note.elementKey}`, note]));
}

/** The counts of one code; nulls where the export is missing. */
export function resultOf(code: ComparisonCode, { sets, found, rejected }: TermComparison, notes: Notes, nameOf: Names): ComparisonResult {
  const rows = differencesOf(code, { found }, notes, nameOf);
  const resolved = rows.filter((row) => row.note !== null && row.note.resolvedOn !== null).length;
  const base = { code, ...comparisonNames[code], resolved, proposals: 0 };
  const none = { leftCount: null, rightCount: null, both: null, leftOnly: null, rightOnly: null, mismatched: null, total: null, verdict: '还没有导入系统的导出文件，没有结果' };
  switch (code) {
    case 'Z1': case 'Z2': case 'Z3': {
      const difference = found.zero[code];
      if (difference === null) return { ...base, ...none };
      const mismatched = difference.pairs.filter((pair) => pair.mismatches.length > 0).length;
      const total = countDifferences(difference);
      return {
        ...base,
        leftCount: difference.pairs.length + difference.leftOnly.length,
        rightCount: difference.pairs.length + difference.rightOnly.length,
        both: difference.pairs.length - mismatched,
        leftOnly: difference.leftOnly.length, rightOnly: difference.rightOnly.length, mismatched, total,
        proposals: openProposals(difference, rejected).length,
        verdict: total === 0 ? '零误差' : `${total} 项差异`,
      };
    }
    case 'P1': case 'P2': {
      const missing = code === 'P1' ? found.programmesWithoutList : found.byHandNotInSystem;
      if (missing === null) return { ...base, ...none };
      const all = code === 'P1' ? sets.fundedProgrammes.length : sets.paidByHand.length;
      return {
        ...base, leftCount: all, rightCount: all - missing.length, both: all - missing.length, leftOnly: missing.length, rightOnly: 0, mismatched: 0,
        total: missing.length, verdict: all === 0 ? '无可比数据' : missing.length === 0 ? '100%' : `${missing.length} 项未进系统`,
      };
    }
    default: return assertNever(code);
  }
}

export function openProposals(difference: SetDifference, rejected: ReadonlySet<string>): PairProposal[] {
  return difference.proposals.filter((proposal) => !rejected.has(pairKey(proposal.left, proposal.right)));
}

/** Every difference of one code by name: only left, only right, and pairs that disagree. */
export function differencesOf(code: ComparisonCode, { found }: Pick<TermComparison, 'found'>, notes: Notes, nameOf: Names): Difference[] {
  const row = (element: ComparedElement, kind: Difference['kind'], kindLabel: string, detail: string, studentId: number | null): Difference => {
    const key = elementKey(element);
    return {
      elementKey: key, kind, kindLabel, name: element.name, className: element.className, idNumber: maskIdNumber(element.idNumber),
      programmeName: element.part === '' ? '' : nameOf(element.part), detail, studentId, note: notes.get(`${code}|${key}`) ?? null,
    };
  };
  switch (code) {
    case 'Z1': case 'Z2': case 'Z3': {
      const difference = found.zero[code];
      if (difference === null) return [];
      const own = ownSide[code];
      const names = zeroErrorNames[code];
      const unpaired = (side: 'left' | 'right', list: readonly Unpaired[]): Difference[] => list.map(({ element, repeated }) =>
        row(element, side === 'left' ? 'left_only' : 'right_only', `只在${names[side]}`, repeated ? '同一名学生出现不止一次' : '', own === side ? element.ref : null));
      return [
        ...unpaired('left', difference.leftOnly),
        ...unpaired('right', difference.rightOnly),
        ...difference.pairs.filter((pair) => pair.mismatches.length > 0).map((pair) => {
          const detail = pair.mismatches.map((one) => `${formatAttribute(one.attribute)}：${names.left}“${formatValue(one.attribute, one.left, nameOf)}”，${names.right}“${formatValue(one.attribute, one.right, nameOf)}”`).join('；');
          return row(pair[own], 'mismatch', '两边都有、内容不同', detail, pair[own].ref);
        }),
      ];
    }
    case 'P1':
      return (found.programmesWithoutList ?? []).map((key) => ({
        elementKey: key, kind: 'programme', kindLabel: '有资金、系统里没有名单', name: '', className: '', idNumber: '', programmeName: nameOf(key), detail: '',
        studentId: null, note: notes.get(`P1|${key}`) ?? null,
      }));
    case 'P2':
      return (found.byHandNotInSystem ?? []).map((element) => row(element, 'left_only', '已发放、系统里没有', element.attributes['amount'] === null ? '' : `${element.attributes['amount'] ?? ''} 元`, element.ref));
    default:
      return assertNever(code);
  }
}

const attributeLabels: Readonly<Record<string, string>> = { boarding: '就读方式', grade: '困难等级', amount: '金额', programme: '资助项目', idNumber: '身份证号' };

export function formatAttribute(attribute: string): string {
  return attributeLabels[attribute] ?? attribute;
}

export function formatValue(attribute: string, value: string, nameOf: Names): string {
  if (attribute === 'boarding') return formatBoardingMode(value as BoardingMode);
  if (attribute === 'programme') return nameOf(value);
  if (attribute === 'idNumber') return maskIdNumber(value);
  return value;
}

const reasons: Readonly<Record<PairProposal['because'], string>> = { registry_no: '学籍号相同、身份证号不同', name_birth: '姓名、出生日期相同', name_class: '姓名、班级相同' };

export function proposalView(proposal: PairProposal): PairProposalView {
  const side = (element: ComparedElement): PairProposalView['left'] => ({
    name: element.name, className: element.className, idNumber: maskIdNumber(element.idNumber), registryNo: element.registryNo, birthDate: element.birthDate,
  });
  return { pairKey: pairKey(proposal.left, proposal.right), because: reasons[proposal.because], left: side(proposal.left), right: side(proposal.right) };
}
