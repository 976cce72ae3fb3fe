import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen, formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { answeredReturn, readSentFiles } from './demo-bank.ts';
import type { SentLine } from './demo-bank.ts';
import { continuedFile } from './demo-files.ts';
import type { DemoRun } from './demo-run.ts';
import { demoTerm, yearClassLabel } from './demo-school.ts';
import type { DemoWorld } from './demo-term.ts';

const day = (text: string): IsoDate => text as IsoDate;
const board = 'yw.board';
const dayAid = 'yw.day';
const spring = '2025-2026-2' as never;
const nextAutumn = '2026-2027-1' as never;

type Disposals = Parameters<DemoRun['client']['settlement']['close']>[0]['disposals'];

/** The checker submits, the administrator signs: the term is locked. */
export async function closeTerm(run: DemoRun, on: string, note: string, disposals?: Disposals): Promise<void> {
  await run.step(`9 结算：${run.term as string}`, on, async () => {
    await run.actAs('checker');
    const { checks, mayClose } = await run.client.settlement.closing(run.at);
    if (!mayClose) throw new Error(checks.filter((check) => !check.passed).map((check) => check.sentence).join('\n'));
    const { actId } = await run.client.settlement.close({ ...run.at, note, disposals });
    await run.actAs('administrator');
    const { carried, carriedFen } = await run.client.settlement.sign({ schoolId: run.schoolId, actId });
    await run.actAs('maker');
    return { rows: carried.length, result: `两人签字锁定，结转 ${formatYuan(carriedFen)} 元` };
  });
}

/** Everything proposed is approved by the second person. */
async function approveTerm(run: DemoRun, on: string): Promise<void> {
  const { client } = run;
  await run.step(`6 应发：${run.term as string}`, on, async () => {
    await client.entitlements.calculate(run.at);
    await run.actAs('checker');
    const proposed = (await client.entitlements.list(run.at)).rows.filter((row) => row.state === 'proposed');
    const expectedSumFen = sumFen(proposed.map((row) => row.amountFen));
    await client.entitlements.approve({ ...run.at, entitlementIds: proposed.map((row) => row.id), expectedCount: proposed.length, expectedSumFen, noticeWaivedReason: '沿用本学年认定，名单已在校公示' });
    await run.actAs('maker');
    return { rows: proposed.length, result: `批准 ${formatYuan(expectedSumFen)} 元` };
  });
}

async function receive(run: DemoRun, on: string, programmeKey: string, source: 'central' | 'county', amount: number, docNo: string): Promise<void> {
  await run.step(`9 到账：${programmeKey}`, on, async () => {
    await run.client.funds.recordReceipt({ ...run.at, programmeKey, source, fen: fen(amount), docNo, receivedOn: day(on), payer: '云岭县财政局', memo: '学生资助资金' });
    return { rows: 1, result: `到账 ${formatYuan(fen(amount))} 元` };
  });
}

interface Sending {
  readonly on: string;
  readonly answeredOn: string;
  readonly purpose: 'ordinary' | 'reissue';
  /** Whether the bank refuses a line. */
  readonly refuses?: (line: SentLine, place: number) => boolean;
}

/** A batch out and the bank's answer back. */
async function pay(run: DemoRun, programmeKey: string, { on, answeredOn, purpose, refuses = () => false }: Sending): Promise<void> {
  const { client, schoolId } = run;
  await run.step(`7 发放：${programmeKey}`, on, async () => {
    const made = await client.payments.make({ ...run.at, programmeKey, purpose, profileKey: 'preset.pipe_text' });
    await run.actAs('checker');
    await client.payments.release({ schoolId, batchId: made.id, count: made.totals.count, sumFen: made.totals.sumFen });
    await run.actAs('maker');
    const { files } = await client.payments.export({ schoolId, batchId: made.id });
    run.clock.moveTo(answeredOn);
    const { done } = await run.importFile('bank_return', answeredReturn(`回盘-${made.no}.txt`, await readSentFiles(files), refuses), { options: { batchIds: [made.id] } });
    return { rows: made.totals.count, result: `批次 ${made.no}：${formatYuan(made.totals.sumFen)} 元；${done.sentence}` };
  });
}

async function failedLines(run: DemoRun): Promise<number[]> {
  return (await run.client.returns.worklist(run.at)).filter((line) => line.state === 'failed').map((line) => line.lineId);
}

/** Three aided pupils who changed school over the winter: two boarders and one who lives at home. */
async function leaveOverWinter(run: DemoRun): Promise<void> {
  await run.step('2 名册：寒假转出', '2026-02-24', async () => {
    const { rows } = await run.client.entitlements.list({ ...run.at, term: demoTerm as never });
    const first = (programmeKey: string, amountFen: number): number => rows.find((row) => row.state === 'approved' && row.programmeKey === programmeKey && row.amountFen === amountFen)?.studentId ?? 0;
    const studentIds = [first(board, 62_500), first(board, 75_000), first(dayAid, 31_250)];
    await run.client.roster.move({ ...run.at, studentIds, kind: 'transfer_out', effectiveDate: day('2026-02-20'), evidence: '转学联系函' });
    return { rows: studentIds.length, result: `${studentIds.length} 名受助学生转出` };
  });
}

/** A payment that went to a namesake's father: found, given back, and sent again to the right card. */
async function mendWrongPayment(run: DemoRun): Promise<void> {
  const { client, schoolId } = run;
  await run.step('8 错发与追回', '2026-06-25', async () => {
    const batch = (await client.payments.list(run.at)).find((one) => one.programmeKey === dayAid);
    const { lines } = await client.payments.get({ schoolId, batchId: batch?.id ?? 0 });
    const line = lines.find((one) => one.amountFen === 31_250);
    if (!line) throw new Error('no payment to find wrong');
    await client.returns.findWrong({ schoolId, lineId: line.id, note: '打到同名学生家长账户' });
    run.clock.moveTo('2026-07-03');
    await client.returns.recordRecovery({ schoolId, lineId: line.id, amountFen: line.amountFen, way: 'bank', receivedOn: day('2026-07-03'), reason: '收款人退回' });
    return { rows: 1, result: `追回 ${formatYuan(line.amountFen)} 元` };
  });
  await pay(run, dayAid, { on: '2026-07-06', answeredOn: '2026-07-10', purpose: 'ordinary' });
}

async function runSpring(run: DemoRun): Promise<void> {
  const { client, schoolId } = run;
  run.term = spring;
  await leaveOverWinter(run);
  await approveTerm(run, '2026-03-20');
  await receive(run, '2026-05-10', board, 'central', 3_000_000, '云财教〔2026〕9号');
  await receive(run, '2026-05-10', dayAid, 'county', 1_600_000, '云财教〔2026〕10号');
  let refused = 0;
  await pay(run, board, { on: '2026-06-10', answeredOn: '2026-06-16', purpose: 'ordinary', refuses: (line) => line.yuan === '750.00' && (refused += 1) <= 4 });
  await pay(run, dayAid, { on: '2026-06-10', answeredOn: '2026-06-16', purpose: 'ordinary' });
  await run.step('8 回盘：更正与放弃', '2026-06-20', async () => {
    const [givenUp, ...others] = await failedLines(run);
    await client.returns.waive({ schoolId, lineId: givenUp ?? 0, note: '家长书面放弃', evidence: '放弃资助申请书' });
    await client.returns.correct({ schoolId, lineIds: others, note: '已到银行核对户名并激活账户' });
    return { rows: others.length + 1, result: `更正 ${others.length} 笔，放弃 1 笔` };
  });
  await pay(run, board, { on: '2026-06-22', answeredOn: '2026-06-26', purpose: 'reissue' });
  await mendWrongPayment(run);
  await receive(run, '2026-08-18', board, 'central', 1_200_000, '云财教〔2026〕9号');
  const central = { programmeKey: board, source: 'central' as const };
  await closeTerm(run, '2026-08-25', '春季学期结算', [
    { ...central, way: 'return', fen: fen(75_000), docNo: '云财缴〔2026〕3号' }, { ...central, way: 'carry', fen: fen(100_000) }, { programmeKey: dayAid, source: 'county', way: 'carry', fen: fen(50_000) },
  ]);
}

/** Who had the boarding aid in the first year, is at the school still and in the same stage: the next 学年 decides on them again. */
async function continuing(run: DemoRun, { population }: DemoWorld): Promise<DemoWorld['population']['pupils']> {
  const { rows } = await run.client.entitlements.list({ ...run.at, term: spring });
  const aided = new Set(rows.filter((row) => row.programmeKey === board && row.state === 'approved').map((row) => `${row.studentName} ${row.className}`));
  return population.pupils.filter((pupil) => pupil.yearLevel !== 6 && pupil.yearLevel !== 9 && aided.has(`${pupil.name} ${yearClassLabel(pupil)}`));
}

async function runNextAutumn(run: DemoRun, world: DemoWorld): Promise<void> {
  const { client, schoolId } = run;
  const pupils = await continuing(run, world);
  run.term = nextAutumn;
  await run.step('4 认定：新学年', '2026-09-22', async () => {
    const { done } = await run.importFile('determinations', continuedFile(pupils), { options: { route: 'application' } });
    return { rows: done.rowCount, result: done.sentence };
  });
  await approveTerm(run, '2026-10-15');
  const { rows } = await client.entitlements.list(run.at);
  const due: Fen = sumFen(rows.filter((row) => row.state === 'approved').map((row) => row.amountFen));
  await receive(run, '2026-10-20', board, 'central', due, '云财教〔2026〕21号');
  await pay(run, board, { on: '2026-12-18', answeredOn: '2026-12-24', purpose: 'ordinary', refuses: (_, place) => place < 2 });
  await run.step('8 回盘：更正账户', '2027-01-05', async () => {
    const lineIds = await failedLines(run);
    await client.returns.correct({ schoolId, lineIds, note: '已换卡' });
    return { rows: lineIds.length, result: `更正 ${lineIds.length} 笔` };
  });
  await pay(run, board, { on: '2027-01-08', answeredOn: '2027-01-12', purpose: 'reissue' });
  await closeTerm(run, '2027-01-25', '秋季学期结算');
}

/**
 * The two terms after the demo's first, with what happens in schools: pupils leave, the bank refuses, a family gives the money up, a payment goes to the wrong
 * card and comes back, an appropriation is late, money is returned, a payment crosses the year's end. Each term is settled by two people.
 */
export async function runLaterTerms(run: DemoRun, world: DemoWorld): Promise<void> {
  await runSpring(run);
  await runNextAutumn(run, world);
}
