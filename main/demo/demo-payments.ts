import { formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { plainReturn, readSentFiles, troubledReturn } from './demo-bank.ts';
import type { SentLine } from './demo-bank.ts';
import type { DemoRun } from './demo-run.ts';
import type { DemoWorld } from './demo-term.ts';

interface Batch {
  readonly id: number;
  readonly no: string;
  readonly sent: SentLine[];
}

const day = (text: string) => text as never;

/** Money comes in before it goes out: one receipt for each approved programme, a little more than is due. */
export async function runReceipts(run: DemoRun, approved: readonly { programmeKey: string; sumFen: Fen }[]): Promise<Fen> {
  let total = 0;
  await run.step('9 结算：资金到账', '2025-10-22', async () => {
    for (const [place, { programmeKey, sumFen }] of approved.entries()) {
      const spare = 125_000 * (place + 1);
      total += sumFen + spare;
      await run.client.funds.recordReceipt({
        ...run.at, programmeKey, source: place % 2 === 0 ? 'central' : 'county', fen: (sumFen + spare) as Fen,
        docNo: `云财教〔2025〕${18 + place}号`, allottedOn: day('2025-10-15'), receivedOn: day('2025-10-22'), payer: '云岭县财政局', memo: '2025年秋季学期学生资助资金',
      });
    }
    return { rows: approved.length, result: `到账 ${formatYuan(total as Fen)} 元` };
  });
  return total as Fen;
}

/** A batch made by the maker, released by the checker, exported twice: the second file must be the first, byte for byte. */
async function sendBatch(run: DemoRun, programmeKey: string, purpose: 'ordinary' | 'reissue', profileKey: string): Promise<Batch & { count: number; sumFen: Fen; blocked: number }> {
  const { client, schoolId } = run;
  const candidates = await client.payments.candidates({ ...run.at, programmeKey, purpose });
  const made = await client.payments.make({ ...run.at, programmeKey, purpose, profileKey, docNo: '云财教〔2025〕18号', source: 'central' });
  await run.actAs('checker');
  await client.payments.release({ schoolId, batchId: made.id, count: made.totals.count, sumFen: made.totals.sumFen });
  await run.actAs('maker');
  const first = await client.payments.export({ schoolId, batchId: made.id });
  const again = await client.payments.export({ schoolId, batchId: made.id, reason: '核对重导出字节一致' });
  for (const [place, file] of first.files.entries()) {
    const other = again.files[place];
    if (!other || Buffer.compare(Buffer.from(await file.arrayBuffer()), Buffer.from(await other.arrayBuffer())) !== 0) throw new Error(`${file.name}: 两次导出不一致`);
    await run.sink.output(file);
  }
  await run.sink.output(await client.payments.controlSheet({ schoolId, batchId: made.id, withLines: true }));
  const sent = profileKey === 'preset.pipe_text' ? await readSentFiles(first.files) : [];
  return { id: made.id, no: made.no, sent, count: made.totals.count, sumFen: made.totals.sumFen, blocked: candidates.blocked.length };
}

export async function runBatches(run: DemoRun, approved: readonly { programmeKey: string }[]): Promise<Batch[]> {
  const batches: Batch[] = [];
  for (const { programmeKey } of approved) {
    await run.step(`7 发放：${programmeKey}`, '2025-10-24', async () => {
      const batch = await sendBatch(run, programmeKey, 'ordinary', 'preset.pipe_text');
      batches.push(batch);
      return { rows: batch.count, result: `批次 ${batch.no}：${formatYuan(batch.sumFen)} 元已报送，账户有问题暂不能发 ${batch.blocked} 人` };
    });
  }
  return batches;
}

export async function runReturns(run: DemoRun, batches: readonly Batch[]): Promise<void> {
  for (const [place, batch] of batches.entries()) {
    await run.step(`8 回盘：${batch.no}`, '2025-10-28', async () => {
      const name = `12-回盘-${batch.no}.txt`;
      const file = place === 0 ? troubledReturn(name, batch.sent) : plainReturn(name, batch.sent);
      const { done } = await run.importFile('bank_return', file, { options: { batchIds: [batch.id] } });
      return { rows: done.rowCount, result: done.sentence };
    });
  }
}

function idNumberOf(world: DemoWorld, { studentName, amountFen }: { studentName: string; amountFen: Fen }): string {
  const stage = amountFen === 31_250 || amountFen === 62_500 ? 'primary' : 'junior';
  return world.population.pupils.find((pupil) => pupil.name === studentName && pupil.stage === stage)?.idNumber ?? '';
}

/** After the return: what the bank left open is answered from its advice, failed accounts are put right, and those lines go out again. */
export async function runReissue(run: DemoRun, world: DemoWorld, approved: readonly { programmeKey: string }[]): Promise<void> {
  const { client, schoolId } = run;
  await run.step('8 回盘：查回单', '2025-11-03', async () => {
    const open = await client.returns.worklist(run.at);
    const waiting = open.filter((line) => line.state === 'submitted' || line.state === 'unanswered');
    if (waiting.length > 0) {
      await client.returns.recordByHand({ schoolId, lineIds: waiting.map((line) => line.lineId), result: 'paid', onDate: day('2025-10-28'), evidence: '银行回单 2025-10-28' });
    }
    return { rows: waiting.length, result: `未回 ${waiting.length} 笔凭银行回单确认成功` };
  });
  await run.step('8 回盘：更正账户', '2025-11-03', async () => {
    const open = await client.returns.worklist(run.at);
    const failed = open.filter((line) => line.state === 'failed');
    await client.returns.correct({ schoolId, lineIds: failed.map((line) => line.lineId), note: '已到银行核对户名并激活账户' });
    return { rows: failed.length, result: `失败 ${failed.length} 笔账户已核对` };
  });
  await run.step('7 发放：更正教职工卡', '2025-11-03', async () => {
    const blocked = await Promise.all(approved.map(({ programmeKey }) => client.payments.candidates({ ...run.at, programmeKey, purpose: 'ordinary' })));
    const pupils = blocked.flatMap((each) => each.blocked);
    for (const [place, pupil] of pupils.entries()) {
      await client.payees.set({
        schoolId, studentId: pupil.studentId, holderName: pupil.studentName, relation: '本人', holderIdNumber: idNumberOf(world, pupil), accountNo: `629999080000000${String(place + 1).padStart(4, '0')}`,
        bankName: '云岭农村商业银行柳溪支行', reason: '原登记为教职工账户，改为学生本人卡',
      });
    }
    return { rows: pupils.length, result: `改为本人卡 ${pupils.length} 人` };
  });
  for (const { programmeKey } of approved) {
    for (const purpose of ['reissue', 'ordinary'] as const) {
      const { ready } = await client.payments.candidates({ ...run.at, programmeKey, purpose });
      if (ready.length === 0) continue;
      await run.step(`8 补发：${programmeKey}`, '2025-11-05', async () => {
        const batch = await sendBatch(run, programmeKey, purpose, 'preset.pipe_text');
        run.clock.moveTo('2025-11-07');
        const { done } = await run.importFile('bank_return', plainReturn(`12-回盘-${batch.no}.txt`, batch.sent), { options: { batchIds: [batch.id] } });
        return { rows: batch.count, result: `批次 ${batch.no}：${formatYuan(batch.sumFen)} 元；${done.sentence}` };
      });
    }
  }
}
