import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { yearClassLabel } from './demo-school.ts';
import { systemAidFile, systemIdentificationFile, systemRosterFile, templateFile } from './demo-files.ts';
import { runBatches, runReceipts, runReissue, runReturns } from './demo-payments.ts';
import type { DemoRun } from './demo-run.ts';
import { closeTerm, runLaterTerms } from './later-terms.ts';
import { runAccounts, runEntitlements, runIdentification } from './demo-term.ts';
import type { DemoWorld } from './demo-term.ts';

/** Two figures from two places of the program that must be the same to the fen. */
export interface Tie {
  readonly label: string;
  readonly left: string;
  readonly right: string;
}

/** The steps until the bank has answered, for a progress bar. */
export const stepsUntilReturns = 19;

export async function runUntilReturns(run: DemoRun): Promise<void> {
  const world = await runIdentification(run);
  const approved = await runEntitlements(run);
  await runAccounts(run, world);
  await runReceipts(run, approved);
  const batches = await runBatches(run, approved);
  await runReturns(run, batches);
}

/** The first term to its settlement, then two more: three terms that settle and tie. What only makes papers is left out. */
export async function runThreeTerms(run: DemoRun): Promise<void> {
  const world = await runIdentification(run);
  const approved = await runEntitlements(run);
  await runAccounts(run, world);
  await runReceipts(run, approved);
  const batches = await runBatches(run, approved);
  await runReturns(run, batches);
  await runReissue(run, world, approved);
  await closeTerm(run, '2026-01-20', '秋季学期结算');
  await runLaterTerms(run, world);
}

/** Steps 1 to 11 of the first term and the figures that must tie; then, where asked, two more terms and the papers of the year. */
export async function runWholeTerm(run: DemoRun, threeTerms = false): Promise<Tie[]> {
  const world = await runIdentification(run);
  const approved = await runEntitlements(run);
  await runAccounts(run, world);
  const received = await runReceipts(run, approved);
  const batches = await runBatches(run, approved);
  await runReturns(run, batches);
  await runReissue(run, world, approved);
  await runComparison(run, world);
  await runDossiers(run);
  const ties = await collectTies(run, approved, received);
  await runSettlement(run);
  if (threeTerms) {
    await run.actAs('maker');
    await runLaterTerms(run, world);
    await runYearReports(run);
  }
  return ties;
}

async function runComparison(run: DemoRun, world: DemoWorld): Promise<void> {
  const { client } = run;
  const kinds: readonly [string, string, File][] = [
    ['在校学生', 'roster', systemRosterFile(world.population)],
    ['困难学生', 'identification', systemIdentificationFile(world.decided)],
  ];
  const { rows } = await client.entitlements.list(run.at);
  const idOf = new Map(world.population.pupils.map((pupil) => [`${yearClassLabel(pupil)} ${pupil.name}`, pupil.idNumber]));
  const aid = rows.filter((row) => row.state !== 'withdrawn').map((row) => ({
    name: row.studentName, idNumber: idOf.get(`${row.className} ${row.studentName}`) ?? '', programme: row.programmeName, yuan: formatYuan(row.amountFen),
  }));
  for (const [label, kind, file] of [...kinds, ['资助名单', 'aid_list', systemAidFile(aid)] as const]) {
    await run.step(`10 上报：${label}`, '2025-11-15', async () => {
      const { done } = await run.importFile('system_export', file, { options: { kind } });
      return { rows: done.rowCount, result: done.sentence };
    });
  }
  await run.step('10 上报：三个零误差', '2025-11-15', async () => {
    const { results } = await client.comparison.overview(run.at);
    await run.sink.output(await client.comparison.certificate(run.at));
    const said = results.map((each) => `${each.code} ${each.total ?? '未比'}`).join('，');
    return { rows: results.length, result: `差异 ${said}，逐人列名` };
  });
  await run.step('10 上报：粘贴表', '2025-11-16', async () => {
    const { done } = await run.importFile('template', templateFile(), { options: { content: 'hardship' } });
    const [template] = await client.comparison.templates({ schoolId: run.schoolId });
    if (!template) throw new Error('the template was not learned');
    const sheet = await client.comparison.pasteSheet({ ...run.at, templateId: template.id });
    await run.sink.output(sheet);
    return { rows: done.rowCount, result: `按“${template.fileName}”的列序导出粘贴表` };
  });
}

async function runDossiers(run: DemoRun): Promise<void> {
  await run.step('11 一生一档', '2025-11-20', async () => {
    const { file, pupils, papers } = await run.client.dossier.printMany({ ...run.at, bundle: 'by_class' });
    await run.sink.output(file);
    return { rows: pupils, result: `${pupils} 名学生的档案，按班 ${papers} 份 PDF` };
  });
}

async function collectTies(run: DemoRun, approved: readonly { sumFen: Fen }[], received: Fen): Promise<Tie[]> {
  const { client } = run;
  const statement = await client.settlement.statement({ schoolId: run.schoolId, scope: { kind: 'term', term: run.term, asOf: null } });
  const batches = await client.payments.list(run.at);
  const paid = sumFen(batches.map((batch) => batch.paid.sumFen));
  const { totals } = statement;
  const trial = await client.ledger.trialBalance(run.at);
  return [
    { label: '批准的应发 = 结算表应发', left: formatYuan(sumFen(approved.map((each) => each.sumFen))), right: formatYuan(totals.due) },
    { label: '各批次成功 = 结算表已发', left: formatYuan(paid), right: formatYuan(totals.paid) },
    { label: '到账记录 = 结算表到账', left: formatYuan(received), right: formatYuan(totals.received) },
    { label: '到账 − 已发 = 账面结余', left: formatYuan((totals.received - totals.paid) as Fen), right: formatYuan(totals.cashBalance) },
    { label: '科目余额表借方 = 贷方', left: formatYuan(trial.debitFen), right: formatYuan(trial.creditFen) },
  ];
}

/** What an auditor asks for when the 学年 is over: the three views on one sheet, the ledger and how the money was used. */
async function runYearReports(run: DemoRun): Promise<void> {
  await run.step('9 结算：学年报表', '2027-01-26', async () => {
    const schoolYear = '2025-2026' as never;
    const reports = [
      { kind: 'views' as const, schoolYear }, { kind: 'school_ledger' as const, term: '2025-2026-2' as never, wholeYear: true }, { kind: 'execution' as const, scope: { kind: 'school_year' as const, schoolYear, asOf: null } },
    ];
    for (const report of reports) await run.sink.output(await run.client.settlementReports.take({ schoolId: run.schoolId, report, format: 'pdf' }));
    return { rows: reports.length, result: '三个学期已结算；学年的口径核对表、一校一台账、执行情况表' };
  });
}

async function runSettlement(run: DemoRun): Promise<void> {
  const { client, schoolId } = run;
  await run.step('9 结算：结算表', '2026-01-20', async () => {
    const scopes = [
      { kind: 'term' as const, term: run.term, asOf: null }, { kind: 'school_year' as const, schoolYear: '2025-2026' as never, asOf: null },
      { kind: 'calendar_year' as const, year: 2025, asOf: null },
    ];
    for (const scope of scopes) {
      await run.sink.output(await client.settlement.print({ schoolId, scope }));
      await run.sink.output(await client.settlement.sheet({ schoolId, scope }));
    }
    return { rows: scopes.length, result: '学期、学年、自然年三种口径，PDF 与 xlsx' };
  });
  await run.step('9 结算：关账', '2026-01-20', async () => {
    await run.actAs('checker');
    await explainBlocks(run);
    const { checks, mayClose } = await client.settlement.closing(run.at);
    if (!mayClose) throw new Error(checks.filter((check) => !check.passed).map((check) => check.sentence).join('\n'));
    const { actId } = await client.settlement.close({ ...run.at, note: '演示学期关账' });
    await run.actAs('administrator');
    const { carried, carriedFen } = await client.settlement.sign({ schoolId, actId });
    return { rows: carried.length, result: `两人签字，本学期已锁定，结转下期 ${formatYuan(carriedFen)} 元` };
  });
  await run.step('9 结算：台账与报表', '2026-01-21', async () => {
    const scope = { kind: 'term' as const, term: run.term, asOf: null };
    const reports = [{ kind: 'views' as const, schoolYear: '2025-2026' as never }, { kind: 'school_ledger' as const, term: run.term, wholeYear: false }, { kind: 'execution' as const, scope }];
    await run.sink.output(await client.settlement.print({ schoolId, scope }));
    for (const report of reports) {
      for (const format of ['pdf', 'xlsx'] as const) await run.sink.output(await client.settlementReports.take({ schoolId, report, format }));
    }
    return { rows: reports.length, result: '签字的结算表、口径核对表、一校一台账、执行情况表' };
  });
}

/** What the self-check would stop the closing for is explained in writing, as the checker of a school does after looking at it. */
async function explainBlocks(run: DemoRun): Promise<void> {
  const { checks } = await run.client.checks.list(run.at);
  const findings = checks.flatMap((check) => check.findings).filter((finding) => finding.severity === 'block' && finding.explanation === null).map(({ key, fingerprint }) => ({ key, fingerprint }));
  if (findings.length > 0) await run.client.checks.explain({ ...run.at, findings, reason: '已逐条核对，情况属实，材料存档' });
}
