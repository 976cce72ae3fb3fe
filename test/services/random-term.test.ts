import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { bookOf } from '#shared/domain/ledger/accounts.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { JournalRange, LedgerTotal } from '#shared/domain/ledger/totals.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { summedFigures } from '#shared/domain/settlement/figures.ts';
import { countsOf } from '#shared/domain/settlement/statement.ts';
import type { AllotmentLineView } from '#shared/contract/allotments.ts';
import type { StatementView } from '#shared/contract/settlement.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { countPupils, listLedgerTotals } from '#main/db/queries/ledger-totals.ts';
import type { AidSchool } from './aid-school.ts';
import { AUTUMN, SPRING, openAidSchool } from './aid-school.ts';
import { cardNo, pipeProfile, returnFile, syntheticId } from './payment-school.ts';

const RUNS = Number(process.env['RANDOM_TERMS'] ?? 60);
const COMMANDS = 25;
const ordinal = '甲乙丙丁戊己';

interface Step {
  readonly what: number;
  readonly which: number;
  readonly other: number;
  readonly amount: number;
  readonly rows: readonly number[];
}

interface Line {
  readonly id: number;
  readonly batchId: number;
  readonly lineNo: number;
  readonly accountNo: string;
  readonly holderName: string;
  readonly amountFen: number;
  readonly state: string;
  readonly studentId: number;
}

interface Fund {
  readonly entryId: number;
  readonly kind: 'receipt' | 'opening' | 'returned';
  readonly programmeKey: string;
  readonly source: FundingSource;
  readonly fen: number;
  readonly onDate: IsoDate;
  reversed: boolean;
}

type Command = () => Promise<unknown>;

const anyStep: fc.Arbitrary<Step> = fc.noBias(fc.record({
  what: fc.nat(99), which: fc.nat(997), other: fc.nat(997), amount: fc.integer({ min: 1, max: 300_000 }), rows: fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
}));

function at<Item>(items: readonly Item[], index: number): Item | undefined {
  return items.length === 0 ? undefined : items[index % items.length];
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** One school, what the test itself knows was recorded in its pots, and the raw rows of the archive. */
class RandomTerm {
  readonly open: AidSchool;
  readonly funds: Fund[] = [];
  readonly pupils: number[] = [];
  readonly log: string[] = [];
  refused = 0;
  done = 0;
  #files: File[] = [];
  #serial = 0;
  #day = 0;

  readonly channel: PaymentChannel;

  constructor(open: AidSchool, channel: PaymentChannel) {
    this.open = open;
    this.channel = channel;
  }

  /** The code an account has in the term's book. */
  code(role: string): string { return this.channel === 'one_card' ? `card_${role}` : role; }

  get db(): WritableDb { return this.open.db; }
  get place() { return { schoolId: this.open.schoolId, term: AUTUMN }; }
  get today(): IsoDate { return isoDate(new Date(Date.UTC(2025, 9, 31) + this.#day * 86_400_000).toISOString().slice(0, 10)); }

  async begin(): Promise<void> {
    const { client, schoolId } = this.open;
    if (this.channel === 'one_card') {
      for (const programmeKey of ['yw.board', 'yw.day']) await client.fundRules.setChannel({ schoolId, programmeKey, validFrom: AUTUMN, channel: this.channel, docNo: '云教办〔2025〕3号' });
    }
    await client.settings.update({ schoolId, settings: { onePersonMode: true } });
    for (let index = 0; index < 6; index += 1) {
      const name = `学生${ordinal[index]}`;
      const id = this.open.add({ name, rollNo: String(index + 1), idNumber: syntheticId(index + 1, '20150307'), stage: index % 2 === 0 ? 'junior' : 'primary', boarding: index < 4 ? 'boarding' : 'day', groups: index < 4 ? [] : ['orphan'] });
      this.pupils.push(id);
      if (index < 5) await this.#setAccount(id, index + 1, '');
    }
    await client.entitlements.calculate(this.place);
    const proposed = this.#entitlements('proposed');
    await client.entitlements.approve({
      ...this.place, entitlementIds: proposed.map((one) => one.id), expectedCount: proposed.length, expectedSumFen: fen(sumOf(proposed.map((one) => one.fen))), noticeWaivedReason: '先批后公示',
    });
    const batch = await client.payments.make({ ...this.place, programmeKey: 'yw.board', profileKey: pipeProfile });
    await client.payments.release({ schoolId, batchId: batch.id, count: batch.totals.count, sumFen: batch.totals.sumFen });
    await client.payments.export({ schoolId, batchId: batch.id });
  }

  #setAccount(studentId: number, card: number, reason: string): Promise<unknown> {
    return this.open.client.payees.set({
      schoolId: this.open.schoolId, studentId, holderName: `家长${card}`, relation: '父亲', holderIdNumber: syntheticId(card), accountNo: cardNo(card), bankName: '云岭农商银行', cardKind: 'social_security', reason,
    });
  }

  lines(): Line[] {
    return this.db.all<Line>(`SELECT id, batch_id AS batchId, line_no AS lineNo, account_no AS accountNo, holder_name AS holderName, amount_fen AS amountFen, state, student_id AS studentId FROM payment_line ORDER BY id`);
  }

  #batches(): { id: number; state: string; count: number; sumFen: number }[] {
    return this.db.all(`SELECT id, state, line_count AS count, sum_fen AS sumFen FROM payment_batch ORDER BY id`);
  }

  #entitlements(state: string): { id: number; fen: number; programmeKey: string }[] {
    return this.db.all(`SELECT id, amount_due_fen AS fen, programme_key AS programmeKey FROM entitlement WHERE state = ? ORDER BY id`, state);
  }

  #operation(): string { this.#serial += 1; return `random-operation-${this.#serial}`; }

  /** A step's command on what there is now; three in four aim at something that fits. */
  command(step: Step): [name: string, command: Command] {
    const { client, schoolId } = this.open;
    const operationId = this.#operation();
    const picky = step.other % 4 !== 0;
    const line = (...states: string[]): Line | undefined => at(this.lines().filter((one) => !picky || states.includes(one.state)), step.which) ?? at(this.lines(), step.which);
    const lineId = (...states: string[]): number => line(...states)?.id ?? 999_999;
    const programmeKey = at(this.db.all<{ key: string }>('SELECT DISTINCT programme_key AS key FROM entitlement ORDER BY 1'), step.which)?.key ?? 'yw.board';
    const source = at(['central', 'province', 'county', 'donor'] as const, step.other) ?? 'central';
    const onDate = this.#pastDay(step.amount % 40);
    const money = { ...this.place, programmeKey, source, fen: fen(step.amount), operationId };
    const batch = (state: string) => at(this.#batches().filter((one) => !picky || one.state === state), step.which) ?? { id: 999_999, state: '', count: 1, sumFen: 1 };
    // The middle of the range goes, over and over, to what follows a payment.
    const what = step.what >= 46 && step.what < 62 ? 79 + step.what - 46 + (step.what >= 54 ? 2 : 0) : step.what;
    if (what < 3) {
      const docNo = `云财〔2025〕${step.which % 7}号`;
      return ['allotment', () => client.allotments.record({ ...this.place, docNo, issuedOn: onDate, source, budgetYear: 2025, lines: [{ programmeKey, fen: money.fen }], operationId })];
    }
    if (what < 5) return ['arrival of an allotment', () => this.#arrive(step, operationId, onDate)];
    if (what < 8) return ['receipt', () => this.#fund('receipt', money, onDate, client.funds.recordReceipt({ ...money, docNo: `云财〔2025〕${step.which}号`, receivedOn: onDate }))];
    if (what < 11) return ['opening', () => this.#fund('opening', money, onDate, client.funds.recordOpening({ ...money, onDate, memo: '上年结余' }))];
    if (what < 14) return ['return to treasury', () => this.#fund('returned', money, onDate, client.funds.recordReturn({ ...money, docNo: '退回单', onDate }))];
    if (what < 17) return ['reverse', () => this.#reverse(step, operationId)];
    if (what < 20) return ['calculate', () => client.entitlements.calculate({ ...this.place, operationId })];
    if (what < 24) {
      const proposed = this.#entitlements('proposed').filter((_, index) => step.which % 3 !== 0 || index % 2 === 0);
      const total = sumOf(proposed.map((one) => one.fen));
      return ['approve', () => client.entitlements.approve({
        ...this.place, entitlementIds: proposed.map((one) => one.id), expectedCount: proposed.length, expectedSumFen: fen(picky ? total : total + 1), noticeWaivedReason: '先批后公示', operationId,
      })];
    }
    if (what < 26) {
      const one = at(this.#entitlements(picky ? 'approved' : 'proposed'), step.which);
      return ['withdraw entitlement', () => client.entitlements.withdraw({ ...this.place, entitlementIds: [one?.id ?? 999_999], reason: '核查后撤销', operationId })];
    }
    if (what < 62) return this.#onward(step, operationId, programmeKey);
    if (what < 64) { const one = batch('exported'); return ['withdraw batch', () => client.payments.withdraw({ schoolId, batchId: one.id, reason: '格式选错', operationId })]; }
    if (what < 75) return ['return file', () => this.#importReturn(step, operationId, null)];
    if (what < 78) {
      const file = at(this.db.all<{ id: number }>('SELECT id FROM return_file ORDER BY id'), step.which);
      return ['corrected return file', () => this.#importReturn(step, operationId, file?.id ?? 999_999)];
    }
    if (what < 79) { const file = at(this.#files, step.which) ?? returnFile([]); return ['same return file again', () => this.#confirm(file, {}, operationId)]; }
    if (what < 83) { const one = lineId('failed'); return ['correct', () => client.returns.correct({ schoolId, lineIds: [one], note: '已激活', operationId })]; }
    if (what < 86) { const pupil = at(this.pupils, step.which) ?? 0; const card = 100 + this.#serial; return ['new account', () => this.#setAccount(pupil, card, '换卡')]; }
    if (what < 88) { const one = lineId('failed', 'corrected'); return ['waive', () => client.returns.waive({ schoolId, lineId: one, note: '家长书面放弃', operationId })]; }
    if (what < 91) {
      const one = lineId('submitted', 'unanswered', 'paid');
      return ['by hand', () => client.returns.recordByHand({
        schoolId, lineIds: [one], result: step.other % 3 === 0 ? 'failed' : 'paid', onDate, reason: '账户冻结', evidence: '回单 118 号', operationId,
      })];
    }
    if (what < 94) { const one = lineId('paid'); return ['find wrong', () => client.returns.findWrong({ schoolId, lineId: one, note: '打到同名家长', operationId })]; }
    if (what < 97) {
      const one = line('wrong');
      const amountFen = fen(step.amount % 2 === 0 ? one?.amountFen ?? 1 : 1 + (step.amount % 40_000));
      return ['recovery', () => client.returns.recordRecovery({ schoolId, lineId: one?.id ?? 999_999, amountFen, way: 'bank', receivedOn: onDate, reason: '家长退回', operationId })];
    }
    if (what < 99) return ['days pass', () => { this.#day += 1 + (step.amount % 25); this.open.setNow(`${this.today}T09:00:00+08:00`); return Promise.resolve(); }];
    const studentId = at(this.pupils, step.which) ?? 0;
    return ['pupil leaves or dies', () => {
      this.db.run('UPDATE student SET status = ?, status_from = ? WHERE id = ?', step.other % 2 === 0 ? 'deceased' : 'transferred_out', this.today, studentId);
      return Promise.resolve();
    }];
  }

  /** Mostly the next thing a batch waits for: to be exported, released, or made at all. */
  #onward(step: Step, operationId: string, programmeKey: string): [name: string, command: Command] {
    const { client, schoolId } = this.open;
    const batches = this.#batches();
    const [draft, released] = ['draft', 'released'].map((state) => batches.find((one) => one.state === state));
    const any = at(batches, step.which) ?? { id: 999_999, count: 1, sumFen: 1 };
    const aimless = step.rows[0] === 0;
    if (released || (aimless && step.which % 2 === 0)) {
      return ['export', () => client.payments.export({ schoolId, batchId: (aimless ? any : released ?? any).id, reason: step.other % 2 === 0 ? '' : '优盘坏了', operationId })];
    }
    if (draft || aimless) {
      const one = aimless ? any : draft ?? any;
      return ['release', () => client.payments.release({ schoolId, batchId: one.id, count: one.count, sumFen: fen(one.sumFen), operationId })];
    }
    const corrected = this.lines().some((one) => one.state === 'corrected');
    const purpose = corrected && step.other % 4 !== 0 ? 'reissue' as const : 'ordinary' as const;
    return [`make ${purpose}`, () => client.payments.make({ ...this.place, programmeKey, purpose, profileKey: pipeProfile, operationId })];
  }

  #pastDay(days: number): IsoDate {
    return isoDate(new Date(Date.parse(`${this.today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10));
  }

  async #fund(kind: Fund['kind'], money: { programmeKey: string; source: FundingSource; fen: number }, onDate: IsoDate, call: Promise<{ entryId: number }>): Promise<unknown> {
    const answer = await call;
    if (!this.funds.some((one) => one.entryId === answer.entryId)) this.funds.push({ entryId: answer.entryId, kind, programmeKey: money.programmeKey, source: money.source, fen: money.fen, onDate, reversed: false });
    return answer;
  }

  /** Money under a 下达, sometimes more than it promised, sometimes with the reason why. */
  async #arrive(step: Step, operationId: string, onDate: IsoDate): Promise<unknown> {
    const { client } = this.open;
    const line = this.#arriving.get(operationId) ?? at(await client.allotments.list(this.place), step.which);
    if (line) this.#arriving.set(operationId, line);
    const money = { programmeKey: line?.programmeKey ?? 'yw.board', source: line?.source ?? ('central' as const), fen: fen(step.other % 2 === 0 ? Math.max(1, line?.openFen ?? 1) : step.amount) };
    return this.#fund('receipt', money, onDate, client.funds.recordReceipt({
      ...this.place, ...money, docNo: line?.docNo ?? 'x', receivedOn: onDate, allotmentLineId: line?.id ?? 999_999, overReason: step.which % 3 === 0 ? '县里多拨' : '', another: true, operationId,
    }));
  }
  readonly #arriving = new Map<string, AllotmentLineView>();

  async #reverse(step: Step, operationId: string): Promise<unknown> {
    const entry = step.other % 3 === 0
      ? at(this.db.all<{ id: number }>('SELECT id FROM journal_entry ORDER BY id'), step.which)?.id
      : at(this.funds.filter((one) => !one.reversed), step.which)?.entryId;
    const entryId = this.#reversing.get(operationId) ?? entry ?? 999_999;
    this.#reversing.set(operationId, entryId);
    const answer = await this.open.client.funds.reverse({ schoolId: this.open.schoolId, entryId, reason: '登记有误', operationId });
    const fund = this.funds.find((one) => one.entryId === entryId);
    if (fund) fund.reversed = true;
    return answer;
  }
  readonly #reversing = new Map<string, number>();

  #confirm(file: File, options: Record<string, unknown>, operationId: string): Promise<unknown> {
    return this.open.client.imports.confirm({ ...this.place, purpose: 'bank_return', file, options, operationId });
  }

  readonly #returns = new Map<string, File>();

  /** A row for each sent line, with whatever the bank may say of it. */
  async #importReturn(step: Step, operationId: string, corrects: number | null): Promise<unknown> {
    const known = this.#returns.get(operationId);
    const file = known ?? returnFile(this.#returnRows(step), `回盘${operationId}.txt`);
    this.#returns.set(operationId, file);
    const answer = await this.#confirm(file, corrects === null ? {} : { correctsFileId: corrects }, operationId);
    if (!this.#files.includes(file)) this.#files.push(file);
    return answer;
  }

  #returnRows(step: Step): string[] {
    const sent = this.lines().filter((one) => this.#batches().some((batch) => batch.id === one.batchId && batch.state === 'exported'));
    const yuan = (amount: number): string => (amount / 100).toFixed(2);
    const rows = sent.flatMap((one, index) => {
      const row = (result: string, amount = one.amountFen): string => `${one.lineNo}|${one.holderName}|${one.accountNo}|${yuan(amount)}|${result}|${result === '失败' ? '户名不符' : ''}`;
      switch (step.rows[index % step.rows.length]) {
        case 0: return [];
        case 1: return [row('失败')];
        case 2: return [row('失败'), row('失败')];
        case 3: return [row('成功', one.amountFen - 100)];
        case 4: return [row('成功'), row('成功')];
        case 5: return [row('成功'), row('失败')];
        default: return [row('成功')];
      }
    });
    return [...rows, `99|外人|${cardNo(900 + this.#serial)}|${yuan(step.amount)}|成功|`];
  }

  /** Every table, or every table but the log and the operations, in one word. */
  hash(): string {
    const digest = createHash('sha256');
    for (const name of this.#tables) digest.update(name).update(JSON.stringify(this.db.all(`SELECT * FROM "${name}"`)));
    return digest.digest('hex');
  }
  get #tables(): string[] {
    this.#names ??= this.db.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'audit' ORDER BY name`).map(({ name }) => name);
    return this.#names;
  }
  #names: string[] | undefined;

  /** Runs one step; a refused one must leave no trace, a repeated one must change nothing. */
  async run(step: Step): Promise<void> {
    const [name, command] = this.command(step);
    this.log.push(name);
    const before = this.hash();
    let answer: unknown;
    try {
      answer = await command();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code !== 'REFUSED' && code !== 'BAD_INPUT' && code !== 'NOT_FOUND') throw error;
      expect(this.hash(), `${name}, refused, changed something`).toBe(before);
      this.refused += 1;
      return;
    }
    this.done += 1;
    if (name === 'days pass' || name === 'new account') return;
    const after = this.hash();
    const again = await command();
    expect(this.hash(), `${name} repeated changed something`).toBe(after);
    if (name !== 'export') expect(again).toEqual(answer);
  }

  async check(): Promise<void> {
    const { client, schoolId } = this.open;
    const { db } = this;
    // Not one 分 is in the other channel's book.
    expect(db.get(`SELECT count(*) AS n FROM journal_posting WHERE (account_code LIKE 'card!_%' ESCAPE '!') <> ?`, this.channel === 'one_card' ? 1 : 0)).toEqual({ n: 0 });
    await this.#checkChain();
    expect(db.get(`SELECT count(*) AS n FROM (SELECT entry_id FROM journal_posting GROUP BY entry_id HAVING sum(debit_fen) <> sum(credit_fen))`)).toEqual({ n: 0 });
    const trial = await client.ledger.trialBalance(this.place);
    expect(trial.balanced && trial.debitFen === trial.creditFen).toBe(true);
    expect(sumOf(trial.accounts.map((one) => one.debitFen))).toBe(trial.debitFen);
    const statement = await client.settlement.statement({ schoolId, scope: { kind: 'term', term: AUTUMN } });
    this.#checkStatement(statement);
    this.#checkSums();
    this.#checkAgainstRows(statement);
    await this.#checkCalendar(statement);
    await this.#checkViews(statement);
  }

  /** Each number of the chain opens into entries that add up to it; 下达 − 到账 by the documents is what the quota accounts say. */
  async #checkChain(): Promise<void> {
    const { client } = this.open;
    for (const chain of await client.chain.term(this.place)) {
      expect(chain.channel).toBe(this.channel);
      for (const step of chain.steps) {
        const { fen: sum, items } = await client.chain.items({ ...this.place, programmeKey: chain.programmeKey, step: step.key });
        expect([sum, sumOf(items.map((item) => item.fen))], `${chain.programmeKey} ${step.key}`).toEqual([step.fen, step.fen]);
      }
    }
    const open = sumOf((await client.allotments.list(this.place)).map((line) => line.openFen - line.overFen));
    const quota = this.db.get<{ n: number }>('SELECT coalesce(sum(debit_fen - credit_fen), 0) AS n FROM journal_posting WHERE account_code = ?', this.code('allotment_open'))?.n;
    expect(open).toBe(quota);
  }

  /** The sums the archive keeps say what its postings say, whatever part of the journal is asked for. */
  #checkSums(): void {
    const { db, open: { schoolId } } = this;
    const whole = { terms: null, from: null, to: null };
    const ranges = [whole, { ...whole, terms: [AUTUMN] }, { ...whole, to: this.#pastDay(7) }, { ...whole, from: this.#pastDay(20), to: this.today }, { terms: [AUTUMN, SPRING], from: null, to: this.today }];
    for (const range of ranges) {
      const raw = this.#rawTotals(range);
      const { rows, persons } = countsOf(raw.filter((total) => bookOf(total.accountCode) !== 'own_funds'));
      const kept = countPupils(db, schoolId, range);
      expect(kept.persons).toBe(persons);
      for (const [key, counts] of rows) expect(kept.rows.get(key) ?? { due: 0, paid: 0, failed: 0, inFlight: 0 }, key).toEqual(counts);
      const net = (totals: readonly LedgerTotal[]): Record<string, number> => {
        const sums: Record<string, number> = {};
        for (const { programmeKey, source, accountCode, effectKind, when, netFen } of totals) {
          const key = [programmeKey, source, accountCode, effectKind, when].join(' ');
          sums[key] = (sums[key] ?? 0) + netFen;
        }
        return sums;
      };
      expect(net(listLedgerTotals(db, schoolId, range))).toEqual(net(raw));
    }
  }

  #rawTotals({ terms, from, to }: JournalRange): LedgerTotal[] {
    return this.db.all<LedgerTotal>(
      `SELECT p.programme_key AS programmeKey, e.term, p.source, p.student_id AS studentId, p.account_code AS accountCode, e.effect_kind AS effectKind,
         CASE WHEN @from IS NOT NULL AND e.on_date < @from THEN 'before' ELSE 'within' END AS "when", sum(p.debit_fen - p.credit_fen) AS netFen
       FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id
       WHERE (@to IS NULL OR e.on_date <= @to) AND (@terms IS NULL OR e.term IN (SELECT value FROM json_each(@terms))) GROUP BY 1, 2, 3, 4, 5, 6, 7`,
      { from, to, terms: terms === null ? null : JSON.stringify(terms) });
  }

  /** Every total is the sum of its parts, and the two balances explain each other. */
  #checkStatement(statement: StatementView): void {
    const { totals, programmes } = statement;
    for (const key of Object.keys(totals) as (keyof typeof totals)[]) expect(sumOf(programmes.map((one) => one[key])), key).toBe(totals[key]);
    for (const row of programmes) {
      for (const key of [...summedFigures, 'cashBalance', 'budgetBalance', 'outstanding'] as const) expect(sumOf(row.sources.map((one) => one[key])), `${row.programmeKey} ${key}`).toBe(row[key]);
      expect(row.cashBalance).toBe(row.openingCash + row.received - row.paid + row.recovered - row.returned);
      expect(row.outstanding).toBe(row.notSubmitted + row.inFlight + row.failed + row.recoveredOwed - row.overpaid);
    }
    const lines = statement.explanation.map((one) => one.fen);
    expect(sumOf(lines.slice(0, -1))).toBe(lines.at(-1));
  }

  #checkAgainstRows(statement: StatementView): void {
    const { db } = this;
    const one = (sql: string): number => db.get<{ n: number }>(sql)?.n ?? 0;
    const { totals } = statement;
    const recovered = one('SELECT coalesce(sum(amount_fen), 0) AS n FROM payment_recovery');
    expect(totals.due).toBe(one(`SELECT coalesce(sum(amount_due_fen), 0) AS n FROM entitlement WHERE state = 'approved'`));
    expect(totals.paid).toBe(one(`SELECT coalesce(sum(amount_fen), 0) AS n FROM payment_line WHERE state IN ('paid', 'wrong', 'recovered')`));
    expect(totals.recovered).toBe(recovered);
    expect(totals.inFlight).toBe(one(`SELECT coalesce(sum(amount_fen), 0) AS n FROM payment_line WHERE state IN ('submitted', 'unanswered')`));
    const live = this.funds.filter((fund) => !fund.reversed);
    const pot = (kind: Fund['kind']): number => sumOf(live.filter((fund) => fund.kind === kind).map((fund) => fund.fen));
    expect([totals.received, totals.openingCash, totals.returned]).toEqual([pot('receipt'), pot('opening'), pot('returned')]);
    for (const row of statement.programmes) for (const source of row.sources) {
      const own = live.filter((fund) => fund.programmeKey === row.programmeKey && fund.source === source.source && fund.kind === 'receipt');
      expect(source.received).toBe(sumOf(own.map((fund) => fund.fen)));
    }
    expect(one(`SELECT count(*) AS n FROM entitlement e WHERE (SELECT coalesce(sum(l.amount_fen), 0) FROM payment_line l WHERE l.entitlement_id = e.id AND l.state IN ('paid', 'wrong')) > e.amount_due_fen`)).toBe(0);
    expect(totals.overpaid).toBe(0);
    // The same pupil by pupil: the ledger's cash is what that pupil's lines say.
    for (const pupil of this.pupils) {
      const cash = one(`SELECT coalesce(sum(credit_fen - debit_fen), 0) AS n FROM journal_posting WHERE account_code = '${this.code('cash')}' AND student_id = ${pupil}`);
      expect(cash).toBe(one(`SELECT coalesce(sum(amount_fen), 0) - (SELECT coalesce(sum(r.amount_fen), 0) FROM payment_recovery r JOIN payment_line x ON x.id = r.line_id WHERE x.student_id = ${pupil}) AS n FROM payment_line WHERE student_id = ${pupil} AND state IN ('paid', 'wrong', 'recovered')`));
    }
  }

  /** The other scopes, against sums over the journal's raw rows. */
  async #checkCalendar(term: StatementView): Promise<void> {
    const { client, schoolId } = this.open;
    const cashUntil = (date: string): number => this.db.get<{ n: number }>(`SELECT coalesce(sum(p.debit_fen - p.credit_fen), 0) AS n FROM journal_posting p JOIN journal_entry e ON e.id = p.entry_id WHERE p.account_code = '${this.code('cash')}' AND e.on_date <= ?`, date)?.n ?? 0;
    const budgetUntil = (date: string): number => this.db.get<{ n: number }>(`SELECT coalesce(sum(p.credit_fen - p.debit_fen), 0) AS n FROM journal_posting p JOIN journal_entry e ON e.id = p.entry_id WHERE p.account_code IN (${['fund_opening', 'fund_received', 'fund_returned', 'fund_carried', 'fund_moved', 'aid_due'].map((role) => `'${this.code(role)}'`).join(', ')}) AND e.on_date <= ?`, date)?.n ?? 0;
    const of = async (scope: Parameters<typeof client.settlement.statement>[0]['scope']): Promise<StatementView> => {
      const statement = await client.settlement.statement({ schoolId, scope });
      this.#checkStatement(statement);
      return statement;
    };
    const year = await of({ kind: 'school_year', schoolYear: '2025-2026' as never });
    expect(year.totals).toEqual(term.totals);
    const now = await of({ kind: 'as_of', date: this.today });
    expect([now.totals.cashBalance, now.totals.budgetBalance]).toEqual([cashUntil(this.today), budgetUntil(this.today)]);
    const first = await of({ kind: 'calendar_year', year: 2025, asOf: null });
    expect([first.totals.cashBalance, first.totals.budgetBalance]).toEqual([cashUntil('2025-12-31'), budgetUntil('2025-12-31')]);
    const second = await of({ kind: 'calendar_year', year: 2026, asOf: null });
    expect([second.totals.openingCash, second.totals.openingBudget]).toEqual([first.totals.cashBalance, first.totals.budgetBalance]);
    expect(second.totals.cashBalance).toBe(cashUntil('9999-12-31'));
    for (const key of ['received', 'due', 'paid', 'recovered', 'returned'] as const) expect(first.totals[key] + second.totals[key], key).toBe(term.totals[key]);
  }

  async #checkViews({ totals, programmes }: StatementView): Promise<void> {
    const { client } = this.open;
    const standing = await client.payments.standing(this.place);
    const lines = this.lines();
    for (const row of standing) {
      expect(row.due.sumFen).toBe(sumOf([row.unsent, row.inBatch, row.submitted, row.paid, row.failed, row.unanswered].map((part) => part.sumFen)));
      expect(row.due.count).toBe(sumOf([row.unsent, row.inBatch, row.submitted, row.paid, row.failed, row.unanswered].map((part) => part.count)));
      expect(row.unsent.sumFen).toBeGreaterThanOrEqual(0);
      const own = programmes.find((one) => one.programmeKey === row.programmeKey);
      expect(row.due.sumFen).toBe(own?.due);
    }
    const stands = (states: readonly string[]): number => sumOf(lines.filter((one) => states.includes(one.state)).map((one) => one.amountFen));
    expect(sumOf(standing.map((row) => row.due.sumFen))).toBe(totals.due);
    expect(sumOf(standing.map((row) => row.paid.sumFen))).toBe(stands(['paid', 'wrong']));
    expect(sumOf(standing.map((row) => row.failed.sumFen))).toBe(stands(['failed', 'corrected']));
    expect(sumOf(standing.map((row) => row.waived.sumFen))).toBe(stands(['waived']));
    expect(sumOf(standing.map((row) => row.submitted.sumFen + row.unanswered.sumFen))).toBe(totals.inFlight);
    const { money } = await client.home.term(this.place);
    expect(money).toEqual({
      openingFen: totals.openingCash, receivedFen: totals.received, dueFen: totals.due, paidFen: totals.paid - totals.recovered, failedFen: totals.failed, returnedFen: totals.returned, balanceFen: totals.cashBalance,
    });
    const dossiers = await client.dossier.list(this.place);
    const live = this.db.get<{ n: number }>(`SELECT coalesce(sum(amount_due_fen), 0) AS n FROM entitlement WHERE state <> 'withdrawn'`)?.n ?? 0;
    expect(sumOf(dossiers.map((one) => one.dueFen))).toBe(live);
    expect(sumOf(dossiers.map((one) => one.paidFen))).toBe(totals.paid - totals.recovered);
    const batches = await client.payments.list(this.place);
    for (const batch of batches.filter((one) => one.state === 'exported')) expect(batch.totals.sumFen).toBe(batch.paid.sumFen + batch.failed.sumFen + batch.waiting.sumFen);
  }

  /** Closes the term when it may be closed; then what is left opens the next one, once. */
  async close(): Promise<boolean> {
    const { client, schoolId } = this.open;
    this.open.setNow('2026-03-20T09:00:00+08:00');
    const { mayClose, carryOver } = await client.settlement.closing(this.place);
    const before = this.hash();
    if (!mayClose) {
      await expect(client.settlement.close(this.place)).rejects.toMatchObject({ code: 'REFUSED' });
      expect(this.hash()).toBe(before);
      return false;
    }
    const last = await client.settlement.statement({ schoolId, scope: { kind: 'term', term: AUTUMN } });
    await client.settlement.close(this.place);
    const spring = await client.settlement.statement({ schoolId, scope: { kind: 'term', term: SPRING } });
    // What the county has not released yet is carried nowhere; in the school's own account nothing is ever below nought here.
    const left = sumOf(last.programmes.filter((row) => this.channel === 'school_account' || row.cashBalance >= 0).map((row) => row.cashBalance));
    if (this.channel === 'school_account') expect(left).toBe(last.totals.cashBalance);
    expect(sumOf(carryOver.map((one) => one.fen))).toBe(left);
    expect(spring.totals.openingCash).toBe(left);
    // By year and by day nothing has moved: the money only changed its term.
    const year = await client.settlement.statement({ schoolId, scope: { kind: 'school_year', schoolYear: '2025-2026' as never } });
    expect(year.totals).toEqual(last.totals);
    const locked = this.hash();
    await expect(client.settlement.close(this.place)).rejects.toMatchObject({ code: 'REFUSED' });
    expect(this.hash()).toBe(locked);
    // Opened again and settled again: every figure of every view is what it was.
    const views = (): Promise<StatementView[]> => Promise.all([
      { kind: 'term' as const, term: AUTUMN }, { kind: 'term' as const, term: SPRING }, { kind: 'school_year' as const, schoolYear: '2025-2026' as never }, { kind: 'calendar_year' as const, year: 2025 },
      { kind: 'calendar_year' as const, year: 2026 }, { kind: 'as_of' as const, date: isoDate('2026-03-20') },
    ].map((scope) => client.settlement.statement({ schoolId, scope })));
    const settled = await views();
    await client.settlement.reopen({ ...this.place, reason: '核对' });
    expect((await client.settlement.statement({ schoolId, scope: { kind: 'term', term: AUTUMN } })).totals).toEqual(last.totals);
    await client.settlement.close(this.place);
    expect(await views()).toEqual(settled);
    return true;
  }
}

/** Terms as they may come: any commands in any order, by anybody; the books are looked at after each of them. */
test.each(['school_account', 'one_card'] as const)('whatever is done in whatever order, the money adds up in every view: %s', { timeout: 600_000 }, async (channel) => {
  const seen = new Map<string, number>();
  let closed = 0;
  await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: COMMANDS, maxLength: COMMANDS }), async (steps) => {
    const open = await openAidSchool();
    const term = new RandomTerm(open, channel);
    try {
      await term.begin();
      for (const step of steps) {
        const before = term.done;
        await term.run(step);
        const name = `${term.log.at(-1)}${term.done > before ? '' : ' (refused)'}`;
        seen.set(name, (seen.get(name) ?? 0) + 1);
        if (term.done > before) await term.check();
      }
      if (await term.close()) closed += 1;
    } catch (error) {
      throw new Error(`after ${term.log.join(' → ')}\n${(error as Error).message}`, { cause: error });
    } finally {
      await open.client.session.lock({ leaving: false });
    }
  }), { numRuns: channel === 'one_card' ? Math.ceil(RUNS / 2) : RUNS, seed: 20_251_031, endOnFailure: true });
  if (process.env['RANDOM_TERMS_TOLD'] !== undefined) console.log([...seen].sort(), { closed });
});
