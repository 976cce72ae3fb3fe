import { fen } from '#shared/domain/money/fen.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { listOwnFundMovements, listOwnFunds } from '#main/db/repositories/own-fund.ts';
import type { SetAsideSheetPaper } from '#main/print/papers/set-aside-sheet.ts';
import type { FundStatementPaper } from '#main/print/papers/fund-statement.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { imprintOf } from './imprint-of.ts';
import { fundOf, movementViews } from './own-fund-views.ts';
import type { SlowScope } from './procedure.ts';
import { setAsideYear } from './set-aside-year.ts';

type Asked<Input> = SlowScope<{ schoolId: number } & Input>;

function lineOf(movement: ReturnType<typeof movementViews>[number]): FundStatementPaper['lines'][number] {
  return {
    date: movement.onDate, voucherNo: movement.voucherNo, kind: movement.kindLabel, use: movement.useLabel, pupil: movement.studentName ?? '', note: movement.note,
    inFen: movement.fen > 0 ? movement.fen : null, outFen: movement.fen < 0 ? fen(0 - movement.fen) : null, balanceFen: movement.balanceFen,
  };
}

/** 校内资助经费提取计算表 of a year, with what the fund was spent on. */
export async function printSetAside({ db, input, session, core, transact }: Asked<{ year: number }>): Promise<File> {
  const { year, stages, incomes, totals } = setAsideYear(db, input.schoolId, input.year);
  const fund = listOwnFunds(db, input.schoolId).find((one) => one.kind === 'set_aside');
  const movements = fund ? movementViews(listOwnFundMovements(db, input.schoolId, fund.id).filter((movement) => movement.reversedByNo === null)) : [];
  const paper: SetAsideSheetPaper = {
    kind: 'set_aside_sheet', school: findSchool(db, input.schoolId)?.name ?? '', year,
    stages: stages.map((stage) => ({
      stage: stage.stageLabel, baseItems: stage.rule?.baseItems.join('、') ?? '', rate: stage.rule?.rateLabel ?? '', document: stage.rule?.document ?? '',
      baseFen: stage.baseFen, dueFen: stage.dueFen, setAsideFen: stage.setAsideFen, shortFen: stage.shortFen,
    })),
    total: totals,
    incomes: incomes.filter((income) => income.voidReason === null).map((income) => ({
      stage: stages.find((stage) => stage.stage === income.stage)?.stageLabel ?? '', item: income.item, voucherNo: income.voucherNo, sumFen: income.fen, counted: income.counted,
    })),
    uses: movements.filter((movement) => movement.onDate.startsWith(String(year)) && movement.fen < 0).map(lineOf),
    closingFen: movements.findLast((movement) => movement.onDate <= `${year}-12-31`)?.balanceFen ?? fen(0),
    imprint: imprintOf(core, session),
  };
  const file = await pdfFile(`校内资助经费提取计算表 ${year}年.pdf`, paper);
  transact(({ note }) => note({ printed: 'set_aside_sheet', year }));
  return file;
}

/** 社会资助明细, or the auxiliary ledger of the school's own fund: everything that came in and went out. */
export async function printFund({ db, input, session, core, today, transact }: Asked<{ fundId: number }>): Promise<File> {
  const fund = fundOf(db, input.schoolId, input.fundId);
  const lines = movementViews(listOwnFundMovements(db, input.schoolId, fund.id).filter((movement) => movement.reversedByNo === null)).map(lineOf);
  const sum = (key: 'inFen' | 'outFen') => fen(lines.reduce((total, line) => total + (line[key] ?? 0), 0));
  const paper: FundStatementPaper = {
    kind: 'fund_statement', school: findSchool(db, input.schoolId)?.name ?? '', fund: fund.name, isDonor: fund.kind === 'donor', restriction: fund.restriction, agreement: fund.agreement, asOf: today,
    lines, totalInFen: sum('inFen'), totalOutFen: sum('outFen'), closingFen: lines.at(-1)?.balanceFen ?? fen(0),
    imprint: imprintOf(core, session),
  };
  const file = await pdfFile(`${fund.kind === 'donor' ? '社会资助明细' : '校内资助经费明细账'} ${fund.name.replace(/[\\/:*?"<>|]/gu, ' ')}.pdf`, paper);
  transact(({ note }) => note({ printed: 'fund_statement', fund: fund.name }));
  return file;
}
