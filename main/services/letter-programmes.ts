import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { payableFen } from '#shared/domain/programmes/pick-rate.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';
import type { BenefitRate, Programme } from '#shared/domain/programmes/programme.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { rateUnitNames } from '#shared/text/programmes.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ToldProgramme } from '#main/db/repositories/letter.ts';
import { policyOf } from './entitlement-facts.ts';
import { settingsOf } from './settings.ts';

/** The programmes a family of this school can have in the term, with their standards in words: from the school's own catalogue, nothing else. */
export function toldProgrammes(db: ReadableDb, schoolId: number, stages: readonly EducationStage[], term: TermKey): ToldProgramme[] {
  const { catalogue, regions } = policyOf(db, schoolId, settingsOf(db, schoolId), term);
  const ours = (region: string): boolean => region === NATIONAL || regions.includes(region);
  return catalogue.programmes
    .filter((one) => one.inUse && (one.origin === 'local' || ours(one.region)) && one.stages.some((stage) => stages.includes(stage)))
    .map((one) => {
      const shown = one.stages.filter((stage) => stages.includes(stage));
      const inForce = catalogue.rates.filter((rate) => rate.programmeKey === one.key && isInForce(rate, term) && rate.stages.some((stage) => shown.includes(stage))
        && (rate.origin === 'local' || ours(rate.region)));
      const local = inForce.filter((rate) => rate.origin === 'local' && payableFen(rate) !== null);
      return { name: one.name, stages: shown.map(formatStage).join('、'), standard: standardOf(one, shown, local.length > 0 ? local : inForce) };
    });
}

/** The standards of a programme in words, for families. */
export function standardOf(programme: Programme, shown: readonly EducationStage[], rates: readonly BenefitRate[]): string {
  if (programme.shape === 'in_kind') return '由财政负担，学生不缴费';
  const words = rates.flatMap((rate) => rateWords(rate, shown) ?? []);
  return words.length === 0 ? '按当地公布的标准执行' : words.join('；');
}

function rateWords(rate: BenefitRate, shown: readonly EducationStage[]): string | null {
  const who = [
    shown.length > 1 ? rate.stages.filter((stage) => shown.includes(stage)).map(formatStage).join('、') : '',
    rate.boarding === null ? '' : formatBoardingMode(rate.boarding), rate.awardTier ?? '',
  ].filter((word) => word !== '').join('');
  const unit = `元/${rateUnitNames[rate.unit]}`;
  const fen = payableFen(rate);
  if (fen !== null) return `${who} ${formatYuan(fen)} ${unit}`.trim();
  const { figure } = rate;
  switch (figure.kind) {
    case 'average':
      return `平均 ${formatYuan(figure.fen)} ${unit}，分档按当地规定`;
    case 'range':
      return `${formatYuan(figure.lowFen)}–${formatYuan(figure.highFen)} ${unit}，按当地规定`;
    case 'fee':
      return '按核定的收费标准免收';
    default:
      return null;
  }
}
