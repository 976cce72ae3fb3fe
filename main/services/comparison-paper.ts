import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Rate, ZeroErrorCode } from '#shared/domain/comparison/three-zero-errors.ts';
import { formatRate, zeroErrorNames } from '#shared/domain/comparison/three-zero-errors.ts';
import type { ComparedElement } from '#shared/domain/comparison/set-difference.ts';
import { elementKey } from '#shared/domain/comparison/set-difference.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import type { NoteRow } from '#main/db/queries/comparison.ts';
import type { SystemExport } from '#main/db/repositories/system-export.ts';
import type { Comparison, DifferenceCertificatePaper, DifferencePerson } from '#main/print/papers/difference-certificate.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { TermComparison } from './comparison-sets.ts';
import { formatAttribute, formatValue, notesOf } from './comparison-views.ts';

interface Printing {
  readonly school: string;
  readonly term: TermKey;
  readonly asOf: IsoDate;
  readonly comparison: TermComparison;
  readonly exports: readonly SystemExport[];
  readonly notes: readonly NoteRow[];
  readonly nameOf: (programmeKey: string) => string;
  readonly imprint: Imprint;
}

const zeroErrorCodes = ['Z1', 'Z2', 'Z3'] as const;
const ownIsLeft: Readonly<Record<ZeroErrorCode, boolean>> = { Z1: false, Z2: true, Z3: false };
const kindOf = { Z1: 'roster', Z2: 'identification', Z3: 'aid_list' } as const;

/** The certificate of handbook 5.5: a dated comparison by name, open items and their reasons listed. */
export function certificatePaper(printing: Printing): DifferenceCertificatePaper {
  const { school, term, asOf, imprint } = printing;
  return { kind: 'difference_certificate', school, term, asOf, comparisons: [...zeroErrorCodes.map((code) => zeroError(code, printing)), ...coverageLines(printing)], imprint };
}

function sourceOf(kind: SystemExport['kind'], exports: readonly SystemExport[]): string | null {
  const files = exports.filter((one) => one.kind === kind).map((one) => `${one.fileName}（截至 ${one.asOf}，校验码 ${one.fileSha256.slice(0, 12)}）`);
  return files.length === 0 ? null : files.join('；');
}

function noteText(note: NoteRow | undefined): string {
  if (!note) return '';
  return [note.cause, note.resolution, note.resolvedOn && `${note.resolvedOn} 已处理`].filter(Boolean).join('；');
}

function zeroError(code: ZeroErrorCode, { comparison, exports, notes, nameOf }: Printing): Comparison {
  const names = zeroErrorNames[code];
  const left = ownIsLeft[code];
  const sides = { name: names.name, ourSide: left ? names.left : names.right, theirSide: left ? names.right : names.left };
  const difference = comparison.found.zero[code];
  const ours = { Z1: comparison.sets.ownRoster, Z2: comparison.sets.ownHardship, Z3: comparison.sets.paid }[code];
  if (difference === null) return { ...sides, source: null, ourCount: ours.length, theirCount: 0, bothCount: 0, onlyOurs: [], onlyTheirs: [], differing: [] };
  const known = notesOf(notes);
  const person = (element: ComparedElement, more = ''): DifferencePerson => ({
    name: element.name, className: element.className, idNumber: maskIdNumber(element.idNumber),
    detail: [element.part && nameOf(element.part), more, noteText(known.get(`${code}|${elementKey(element)}`))].filter(Boolean).join('；'),
  });
  const lefts = difference.leftOnly.map((one) => person(one.element, one.repeated ? '重复' : ''));
  const rights = difference.rightOnly.map((one) => person(one.element, one.repeated ? '重复' : ''));
  const differing = difference.pairs.flatMap((pair) => pair.mismatches.map((one) => {
    const [mine, theirs] = left ? [one.left, one.right] : [one.right, one.left];
    return { ...person(left ? pair.left : pair.right), field: formatAttribute(one.attribute), ours: formatValue(one.attribute, mine, nameOf), theirs: formatValue(one.attribute, theirs, nameOf) };
  }));
  const agreeing = difference.pairs.filter((pair) => pair.mismatches.length === 0).length;
  const [onlyOurs, onlyTheirs] = left ? [lefts, rights] : [rights, lefts];
  return {
    ...sides, source: sourceOf(kindOf[code], exports), ourCount: difference.pairs.length + onlyOurs.length, theirCount: difference.pairs.length + onlyTheirs.length,
    bothCount: agreeing, onlyOurs, onlyTheirs, differing,
  };
}

/** The 100% lines, with the rate as it may be printed. Where there was nothing to compare there is no line. */
function coverageLines({ comparison: { sets, found }, exports, nameOf }: Printing): Comparison[] {
  const { projectRate, infoRate, programmesWithoutList, paidNotInSystem } = found;
  const line = (name: string, sides: readonly [string, string], rate: Rate, onlyOurs: readonly DifferencePerson[]): Comparison[] => (rate.total === 0 ? [] : [{
    name: `${name}：${formatRate(rate)}`, ourSide: sides[0], theirSide: sides[1], source: sourceOf('aid_list', exports), ourCount: rate.total,
    theirCount: rate.total - rate.missing, bothCount: rate.total - rate.missing, onlyOurs, onlyTheirs: [], differing: [],
  }]);
  return [
    ...(projectRate && programmesWithoutList
      ? line('资助项目纳入系统', ['本学期有资金的项目', '系统里有名单的项目'], projectRate, programmesWithoutList.map((key) => ({ name: nameOf(key), className: '', idNumber: '', detail: '系统里没有这个项目的名单' })))
      : []),
    ...(infoRate && paidNotInSystem
      ? line('资助信息填报', ['本学期实际发放（含校内、社会）', '系统资助名单'], infoRate, paidNotInSystem.map((element) => ({
        name: element.name, className: element.className, idNumber: maskIdNumber(element.idNumber),
        detail: `${nameOf(element.part)}${sets.paidByHand.includes(element) ? '（校内、社会等发放）' : ''}`,
      })))
      : []),
  ];
}
