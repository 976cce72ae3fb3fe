import { fen } from '#shared/domain/money/fen.ts';
import { formatRate, setAsidePresets, setAsideRuleIn, setAsideStanding } from '#shared/domain/own-funds/set-aside.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import type { SetAsideYear } from '#shared/contract/own-funds.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listOwnFundMovements, listSetAsideIncomes, listSetAsideRules } from '#main/db/repositories/own-fund.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { notFound } from './refusal.ts';

/** 应提/实提/差额 of one calendar year, stage by stage, with the income and the documents behind it. */
export function setAsideYear(db: ReadableDb, schoolId: number, year: number): SetAsideYear {
  const school = findSchool(db, schoolId);
  if (!school) throw notFound('这所学校');
  const rules = listSetAsideRules(db, schoolId);
  const incomes = listSetAsideIncomes(db, schoolId, year);
  const standing = incomes.filter((income) => income.voidReason === null);
  const paidIn = listOwnFundMovements(db, schoolId).filter((movement) => movement.kind === 'set_aside' && movement.reversedByNo === null && movement.budgetYear === year);
  const ruleOf = (stage: (typeof school.stages)[number]) => setAsideRuleIn(rules, stage, school.ownership, year);
  const stages = school.stages.map((stage) => {
    const rule = ruleOf(stage);
    const given = paidIn.filter((movement) => movement.stage === stage || (movement.stage === null && school.stages.length === 1));
    return {
      stage, stageLabel: formatStage(stage),
      rule: rule && {
        stage, ownership: rule.ownership, baseItems: [...rule.baseItems], rateBp: rule.rateBp, floorBp: rule.floorBp, ceilingBp: rule.ceilingBp, document: rule.document,
        validFrom: rule.validFrom, rateLabel: formatRate(rule.rateBp),
      },
      ...setAsideStanding(rule, standing.filter((income) => income.stage === stage), given.reduce((sum, movement) => sum + movement.fen, 0)),
    };
  });
  const total = (key: 'baseFen' | 'dueFen' | 'setAsideFen' | 'shortFen') => fen(stages.reduce((sum, stage) => sum + stage[key], 0));
  return {
    year, ownership: school.ownership, stages,
    incomes: incomes.map(({ budgetYear: _year, ...income }) => ({ ...income, counted: income.voidReason === null && (ruleOf(income.stage)?.baseItems.includes(income.item) ?? false) })),
    presets: setAsidePresets.filter((preset) => preset.ownership === school.ownership && school.stages.includes(preset.stage)).map((preset) => ({ ...preset, baseItems: [...preset.baseItems] })),
    totals: { baseFen: total('baseFen'), dueFen: total('dueFen'), setAsideFen: total('setAsideFen'), shortFen: total('shortFen') },
  };
}
