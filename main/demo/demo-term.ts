import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { makePopulation } from './demo-school.ts';
import {
  allowanceFile, chooseGroups, determinationFile, disabilityFile, hardshipPupils, monitoredFile, newerRosterFile, orphanFile, payeeFile,
  rosterFile, staffFile,
} from './demo-files.ts';
import type { DemoRun } from './demo-run.ts';

const seed = 20250901;

/** What the term's first half leaves for its second: the demo's own pupils behind the files. */
export interface DemoWorld {
  readonly population: ReturnType<typeof makePopulation>;
  readonly decided: ReturnType<typeof hardshipPupils>;
}

/** Steps 1 to 4: the archive, the roster, the departments' lists, the identification. */
export async function runIdentification(run: DemoRun): Promise<DemoWorld> {
  const population = makePopulation(seed);
  const groups = chooseGroups(population, seed);
  const decided = hardshipPupils(population, groups, seed);
  const { client } = run;

  await run.step('1 建档', '2025-09-01', async () => ({ rows: await run.open(), result: '新建加密档案，3 个账号，恢复密钥页已印' }));
  await run.actAs('maker');

  await run.step('2 名册：学籍导入', '2025-09-03', async () => {
    const { done } = await run.importFile('roster', rosterFile(population));
    const repairs = await client.roster.repairs(run.at);
    return { rows: done.rowCount, result: `${done.sentence}；待修 ${repairs.length} 处` };
  });
  await run.step('2 名册：九月名册', '2025-09-05', async () => {
    const newer = newerRosterFile(population);
    const { done } = await run.importFile('roster', newer.file, { decide: (preview) => ({ gone: leavers(preview.extra) }) });
    return { rows: done.rowCount, result: done.sentence };
  });

  const lists: readonly [string, string, File][] = [
    ['低保', 'subsistence', allowanceFile(groups)], ['脱贫与监测', 'rural', monitoredFile(groups)],
    ['残联', 'disability', disabilityFile(groups)], ['孤儿', 'orphan', orphanFile(groups)],
  ];
  for (const [label, kind, file] of lists) {
    await run.step(`3 名单比对：${label}`, '2025-09-15', async () => {
      const { done } = await run.importFile('department_list', file, { options: { kind, asOf: '2025-09-10' } });
      return { rows: done.rowCount, result: done.sentence };
    });
  }
  await run.step('3 名单比对：人工确认', '2025-09-16', () => decideRows(run));

  await run.step('4 认定：名单立案', '2025-09-18', async () => {
    const found = await client.identification.previewFromMatches(run.at);
    const studentIds = found.rows.map((row) => row.studentId);
    const { casesOpened } = await client.identification.createFromMatches({ ...run.at, route: 'list_match', studentIds });
    return { rows: studentIds.length, result: `名单比对立案 ${casesOpened} 人` };
  });
  await run.step('4 认定：认定结果', '2025-09-22', async () => {
    const { done } = await run.importFile('determinations', determinationFile(decided), { options: { route: 'application' } });
    return { rows: done.rowCount, result: done.sentence };
  });
  return { population, decided };
}

function leavers(extra: unknown): object[] {
  const gone = (extra as { gone?: { studentId: number }[] } | undefined)?.gone ?? [];
  return gone.map(({ studentId }) => ({ studentId, kind: 'transfer_out', effectiveDate: '2025-09-04', evidence: '转学联系函' }));
}

/** Confirms the first candidate of each row that waits; a row without one belongs to another school. */
async function decideRows(run: DemoRun): Promise<{ rows: number; result: string }> {
  const { rows } = await run.client.lists.rows({ ...run.at, buckets: ['needs_decision'] });
  if (rows.length === 0) return { rows: 0, result: '没有待确认的行' };
  const decisions = rows.map((row) => {
    const [candidate] = row.matches;
    return candidate
      ? { rowId: row.rowId, decision: { kind: 'confirm' as const, studentIds: [candidate.studentId] }, note: '与户口本核对' }
      : { rowId: row.rowId, decision: { kind: 'not_ours' as const }, note: '非本校家庭' };
  });
  await run.client.lists.decide({ schoolId: run.schoolId, decisions });
  const confirmed = decisions.filter(({ decision }) => decision.kind === 'confirm').length;
  return { rows: rows.length, result: `确认 ${confirmed} 行，非本校 ${rows.length - confirmed} 行` };
}

/** Steps 5 and 6: the notices and the entitlements. Answers with what was approved, programme by programme. */
export async function runEntitlements(run: DemoRun): Promise<{ programmeKey: string; count: number; sumFen: Fen }[]> {
  const { client } = run;
  await run.step('5 公示：认定结果', '2025-09-23', () => postNotice(run, 'identification', '2025-09-23', '2025-10-09', '2025-10-10'));

  await run.step('6 应发：测算', '2025-10-10', async () => {
    const { proposed, unproposedCount } = await client.entitlements.calculate(run.at);
    return { rows: proposed.count, result: `拟发 ${formatYuan(proposed.sumFen)} 元；困难而未拟发 ${unproposedCount} 项，均列明原因` };
  });
  await run.step('5 公示：资助名单', '2025-10-10', () => postNotice(run, 'aid_list', '2025-10-10', '2025-10-20', '2025-10-20'));

  let approved: { programmeKey: string; count: number; sumFen: Fen }[] = [];
  await run.step('6 应发：复核批准', '2025-10-21', async () => {
    await run.actAs('checker');
    const { rows } = await client.entitlements.list(run.at);
    const proposed = rows.filter((row) => row.state === 'proposed');
    const sumOfRows = sumFen(proposed.map((row) => row.amountFen));
    const result = await client.entitlements.approve({
      ...run.at, entitlementIds: proposed.map((row) => row.id), expectedCount: proposed.length, expectedSumFen: sumOfRows,
    });
    approved = result.byProgramme.map(({ programmeKey, count, sumFen: sum }) => ({ programmeKey, count, sumFen: sum }));
    await run.sink.output(await client.entitlements.print(run.at));
    await run.sink.output(await client.entitlements.exportXlsx(run.at));
    await run.actAs('maker');
    return { rows: result.count, result: `批准 ${formatYuan(result.sumFen)} 元` };
  });
  return approved;
}

async function postNotice(run: DemoRun, kind: 'identification' | 'aid_list', postedOn: string, endOn: string, downOn: string): Promise<{ rows: number; result: string }> {
  const { client, schoolId } = run;
  const made = await client.notices.create({ ...run.at, kind, basisDocument: '', place: '校门公示栏' });
  const notice = { schoolId, noticeId: made.id };
  const posted = await client.notices.post({ ...notice, postedOn: postedOn as never, poster: '周敏、何志远' });
  await run.sink.output(await client.notices.print(notice));
  if (kind === 'identification') await answerObjection(run, made.id);
  run.clock.moveTo(endOn);
  await client.notices.end(notice);
  run.clock.moveTo(downOn);
  await client.notices.takeDown({ ...notice, takenDownOn: downOn as never, remover: '周敏' });
  return { rows: made.lineCount, result: `${made.no}：${postedOn} 张贴，${posted.endOn} 期满，${posted.takeDownOn} 撤下` };
}

/** One objection, looked into by a second person and answered in time; the result stands. */
async function answerObjection(run: DemoRun, noticeId: number): Promise<void> {
  const { client, schoolId } = run;
  const day = (date: string): never => { run.clock.moveTo(date); return date as never; };
  const { id: objectionId } = await client.objections.receive({
    schoolId, noticeId, ordinal: 1, receivedOn: day('2025-09-24'), channel: 'phone', named: true, objectorName: '钱静海', objectorContact: '0999-5550123', claim: '反映名单第一位学生家里刚盖了新房，请学校核实家庭情况。',
  });
  await client.objections.check({ schoolId, objectionId, onDate: day('2025-09-24'), checkers: ['何志远', '吴建国'] });
  await client.objections.answer({
    schoolId, objectionId, onDate: day('2025-09-26'), outcome: 'uphold', replyWay: '电话', finding: '入户核实：新房为危房改造项目补助所建，名单比对的身份仍然有效，认定结果符合规定。',
  });
  await client.objections.close({ schoolId, objectionId, onDate: day('2025-09-29'), note: '反映人没有要求复议' });
}

/** The accounts the bank will pay to. */
export async function runAccounts(run: DemoRun, world: DemoWorld): Promise<void> {
  await run.step('7 发放：教职工账户', '2025-10-22', async () => {
    const { done } = await run.importFile('staff_accounts', staffFile());
    return { rows: done.rowCount, result: done.sentence };
  });
  await run.step('7 发放：收款账户', '2025-10-22', async () => {
    const { done } = await run.importFile('payee_accounts', payeeFile(world.population, world.decided));
    return { rows: done.rowCount, result: done.sentence };
  });
}
