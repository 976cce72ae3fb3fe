import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { StatementView } from '#shared/contract/settlement.ts';
import { connectionOf } from './payment-school.ts';
import type { OpenSchool } from '../helpers/test-app.ts';
import { openTestSchool, refusalOf, signInAs, signInAsAdministrator } from '../helpers/test-app.ts';

const term = termKey('2025-2026-1');
const spring = nextTerm(term);
const board = 'yw.board';

async function openFundedSchool(): Promise<OpenSchool> {
  const open = await openTestSchool({ now: '2026-02-05T09:00:00+08:00' });
  await receive(open, 'central', 1_250_000);
  await receive(open, 'county', 700);
  return open;
}

async function receive({ client, schoolId }: OpenSchool, source: 'central' | 'province' | 'county', amount: number, programmeKey = board, of = term): Promise<void> {
  await client.funds.recordReceipt({ schoolId, term: of, programmeKey, source, docNo: `云财教〔2025〕${amount}号`, receivedOn: isoDate('2025-10-15'), fen: fen(amount), another: true });
}

const codeOf = async (call: Promise<unknown>): Promise<string | undefined> => (await refusalOf(call)).data.code;

const anyPng = (): File => new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])], '签字.png', { type: 'image/png' });

/** Every table of money and signatures, word for word. */
function books(open: OpenSchool): string {
  const db = connectionOf(open as never);
  return JSON.stringify(['journal_entry', 'journal_posting', 'term_lock', 'term_act', 'term_signature', 'term_act_end'].map((table) => db.all(`SELECT * FROM ${table}`)));
}

test('two people close a term and two people open it again; everything stays on record', { timeout: 60_000 }, async () => {
  const open = await openFundedSchool();
  const { client, schoolId } = open;
  const at = { schoolId, term };
  await signInAs(open, 'finance');
  expect((await client.settlement.closing(at)).offices).toEqual(['finance']);
  const begun = await client.settlement.close({ ...at, note: '寒假结算' });
  expect(begun).toMatchObject({ locked: false, carried: [], carriedFen: 0 });
  // Begun is not closed: money still moves, and nothing was posted.
  expect((await client.settlement.closing(at)).lock).toBeNull();
  expect(await codeOf(client.settlement.close(at))).toBe('settlement.act_open');
  expect(await codeOf(client.settlement.sign({ schoolId, actId: begun.actId, office: 'principal' }))).toBe('settlement.other_office');
  expect(await codeOf(client.settlement.sign({ schoolId, actId: begun.actId }))).toBe('settlement.no_office_left');
  expect(await codeOf(client.settlement.sign({ schoolId, actId: begun.actId, paper: { signer: '何志远', signedOn: isoDate('2026-02-05') } }))).toBe('settlement.scan_needed');
  await signInAsAdministrator(open);
  await signInAs(open, 'checker');
  const closed = await client.settlement.sign({ schoolId, actId: begun.actId });
  expect(closed).toMatchObject({ locked: true, carriedFen: 1_250_700, closedOn: '2026-02-05' });
  expect(await codeOf(client.settlement.sign({ schoolId, actId: begun.actId }))).toBe('settlement.act_ended');
  const view = await client.settlement.closing(at);
  expect(view.lock).toMatchObject({ closedOn: '2026-02-05', note: '寒假结算' });
  expect(view.history[0]!.signatures.map((one) => [one.officeLabel, one.signer, one.way, one.alone])).toEqual([['财务负责人', 'finance', 'account', false], ['校长（负责人）', 'checker', 'account', false]]);

  expect(await codeOf(client.settlement.reopen({ schoolId, term: spring, reason: '记错项目' }))).toBe('settlement.not_closed');
  const asked = await client.settlement.reopen({ ...at, reason: '县级到账记错项目' });
  expect(asked.locked).toBe(true);
  expect(await codeOf(client.settlement.sign({ schoolId, actId: asked.actId, office: 'finance' }))).toBe('settlement.other_office');
  await signInAsAdministrator(open);
  await signInAs(open, 'finance');
  expect(await client.settlement.sign({ schoolId, actId: asked.actId })).toMatchObject({ locked: false });
  expect((await client.settlement.statement({ schoolId, scope: { kind: 'term', term: spring } })).totals.openingCash).toBe(0);
  await client.funds.recordReturn({ ...at, programmeKey: board, source: 'county', docNo: '退 1 号', onDate: isoDate('2026-02-05'), fen: fen(700) });
  const { history } = await client.settlement.closing(at);
  expect(history.map((act) => [act.kind, act.outcome, act.reason])).toEqual([['closing', 'done', '寒假结算'], ['reopening', 'done', '县级到账记错项目']]);
  expect(connectionOf(open as never).get<{ n: number }>(`SELECT count(*) AS n FROM journal_entry WHERE kind = 'reversal' AND memo LIKE '%重新开账：县级到账记错项目%'`)?.n).toBe(4);
});

test('the same person signs once; on paper the scan comes first; 一人模式 is said', { timeout: 60_000 }, async () => {
  const open = await openFundedSchool();
  const { client, schoolId } = open;
  const begun = await client.settlement.close({ schoolId, term });
  expect((await refusalOf(client.settlement.sign({ schoolId, actId: begun.actId }))).data.sentence).toContain('要由另一人签');
  await client.attachments.add({ schoolId, subject: 'term_act', subjectId: begun.actId, kind: '签字的结算表', file: anyPng() });
  const paper = { signer: '何志远', signedOn: isoDate('2026-02-04') };
  expect(await codeOf(client.settlement.sign({ schoolId, actId: begun.actId, paper: { ...paper, signer: '周 敏' } }))).toBe('settlement.same_person');
  expect(await codeOf(client.settlement.sign({ schoolId, actId: begun.actId, paper: { ...paper, signedOn: isoDate('2026-02-06') } }))).toBe('settlement.date_in_future');
  expect(await client.settlement.sign({ schoolId, actId: begun.actId, paper })).toMatchObject({ locked: true });
  expect((await client.settlement.closing({ schoolId, term })).history[0]!.signatures[1]).toMatchObject({ signer: '何志远', way: 'paper', signedOn: '2026-02-04', officeLabel: '校长（负责人）' });
  await client.settings.update({ schoolId, settings: { onePersonMode: true } });
  expect(await client.settlement.reopen({ schoolId, term, reason: '一人办公' })).toMatchObject({ locked: false });
  const again = await client.settlement.close({ schoolId, term });
  expect(again).toMatchObject({ locked: true, carriedFen: 1_250_700 });
  expect((await client.settlement.closing({ schoolId, term })).history.at(-1)!.signatures.map((one) => one.alone)).toEqual([false, true]);
});

test('what was signed is what is locked: a posting in between, a wrong decision or a withdrawal leave nothing behind', { timeout: 60_000 }, async () => {
  const open = await openFundedSchool();
  const { client, schoolId } = open;
  const at = { schoolId, term };
  const rest = { programmeKey: board, source: 'central' as const };
  const before = books(open);
  expect(await codeOf(client.settlement.close({ ...at, disposals: [{ ...rest, way: 'carry', fen: fen(1_250_000) }] }))).toBe('settlement.disposal_sum_differs');
  expect(await codeOf(client.settlement.close({ ...at, disposals: [{ ...rest, way: 'repurpose', fen: fen(1), docNo: '批 1', to: { programmeKey: 'no.such', source: 'county' } }] }))).toBe('ledger.programme_unknown');
  expect(books(open)).toBe(before);
  const county = { programmeKey: board, source: 'county' as const, way: 'carry' as const, fen: fen(700) };
  const begun = await client.settlement.close({ ...at, disposals: [{ ...rest, way: 'return', fen: fen(250_000), docNo: '缴款书 3 号' }, { ...rest, way: 'carry', fen: fen(1_000_000) }, county] });
  await receive(open, 'province', 5);
  await signInAs(open, 'checker');
  expect(await codeOf(client.settlement.sign({ schoolId, actId: begun.actId }))).toBe('settlement.figures_changed');
  await client.settlement.withdraw({ schoolId, actId: begun.actId, reason: '又有到账' });
  expect(await codeOf(client.settlement.withdraw({ schoolId, actId: begun.actId, reason: '又有到账' }))).toBe('settlement.act_ended');
  expect(connectionOf(open as never).get<{ n: number }>(`SELECT count(*) AS n FROM journal_entry WHERE kind <> 'receipt'`)?.n).toBe(0);
  const second = await client.settlement.close({ ...at, disposals: [
    { ...rest, way: 'return', fen: fen(250_000), docNo: '缴款书 3 号' }, { ...rest, way: 'repurpose', fen: fen(1_000_000), docNo: '云财批〔2026〕1号', to: { programmeKey: 'yw.day', source: 'central' } },
    county, { programmeKey: board, source: 'province', way: 'carry', fen: fen(5) },
  ] });
  await signInAsAdministrator(open);
  const { carried } = await client.settlement.sign({ schoolId, actId: second.actId });
  expect(carried.map((one) => [one.programmeName, one.sourceLabel, one.fen])).toEqual([['义务教育生活补助·非寄宿', '中央', 1_000_000], ['义务教育生活补助·寄宿', '县', 700], ['义务教育生活补助·寄宿', '省', 5]]);
  const { totals } = await client.settlement.statement({ schoolId, scope: { kind: 'term', term } });
  expect(totals).toMatchObject({ received: 1_250_705, returned: 250_000, moved: 0, carriedOut: 1_000_705, leftAfterCarry: 0 });
  expect((await client.ledger.trialBalance(at)).balanced).toBe(true);
});

test('a term is opened again only after the one that took its money, and never by SQL alone', { timeout: 60_000 }, async () => {
  const open = await openFundedSchool();
  const { client, schoolId } = open;
  await client.settings.update({ schoolId, settings: { onePersonMode: true } });
  await client.settlement.close({ schoolId, term });
  await client.settlement.close({ schoolId, term: spring });
  const refused = await refusalOf(client.settlement.reopen({ schoolId, term, reason: '记错了' }));
  expect(refused.data.sentence).toContain('请先把2025–2026学年春季学期重新开账');
  const { raw } = connectionOf(open as never);
  const attacks: readonly (readonly [string, RegExp])[] = [
    [`DELETE FROM term_lock WHERE term = '${term}'`, /stays closed/],
    [`UPDATE term_lock SET note = 'x'`, /stays closed/],
    [`DELETE FROM term_act`, /append-only/],
    [`UPDATE term_act SET reason = 'x'`, /append-only/],
    [`DELETE FROM term_signature`, /append-only/],
    [`UPDATE term_signature SET signer = 'x'`, /append-only/],
    [`UPDATE term_act_end SET outcome = 'withdrawn', reason = 'x'`, /append-only/],
    [`INSERT INTO term_act (school_id, term, kind, on_date, reason, disposals_json, figures_json, account_id, at) VALUES (${schoolId}, '${term}', 'closing', '2026-02-05', '', '[]', '[]', 1, 'x')`, /an open term is closed/],
    [`INSERT INTO term_signature VALUES (1, 'finance', 'account', 'x', '2026-02-05', 0, 1, 'x')`, /nobody signs twice/],
    [`INSERT INTO term_act_end VALUES (1, 'done', '', 1, 'x')`, /ends once/],
  ];
  const before = books(open);
  for (const [sql, message] of attacks) expect(() => raw.exec(sql), sql).toThrow(message);
  const unsigned = `INSERT INTO term_act (school_id, term, kind, on_date, reason, disposals_json, figures_json, account_id, at) VALUES (${schoolId}, '${spring}', 'reopening', '2026-02-05', 'x', '[]', '[]', 1, 'x')`;
  expect(() => raw.transaction(() => { raw.exec(unsigned); raw.exec(`INSERT INTO term_act_end VALUES ((SELECT max(id) FROM term_act), 'done', '', 1, 'x')`); })()).toThrow(/two have signed/);
  expect(books(open)).toBe(before);
  await client.settlement.reopen({ schoolId, term: spring, reason: '先开春季' });
  expect(await client.settlement.reopen({ schoolId, term, reason: '再开秋季' })).toMatchObject({ locked: false });
});

test('settle → reopen → settle is identity on every figure of every view', { timeout: 240_000 }, async () => {
  const open = await openTestSchool({ now: '2026-02-05T09:00:00+08:00' });
  const { client, schoolId } = open;
  await client.settings.update({ schoolId, settings: { onePersonMode: true } });
  const at = { schoolId, term };
  const views = async (): Promise<StatementView[]> => Promise.all([
    { kind: 'term', term, asOf: null }, { kind: 'term', term: spring, asOf: null }, { kind: 'school_year', schoolYear: '2025-2026' as never, asOf: null },
    { kind: 'calendar_year', year: 2025, asOf: null }, { kind: 'calendar_year', year: 2026, asOf: null }, { kind: 'as_of', date: isoDate('2026-02-05') },
  ].map((scope) => client.settlement.statement({ schoolId, scope: scope as never })));
  const step = fc.record({
    programmeKey: fc.constantFrom('yw.board', 'yw.day'), source: fc.constantFrom('central' as const, 'province' as const, 'county' as const), amount: fc.integer({ min: 1, max: 500_000 }), way: fc.constantFrom('carry', 'return', 'repurpose'),
  });
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
    for (const { source, amount, programmeKey } of steps) await receive(open, source, amount, programmeKey);
    const before = await views();
    const { proposed } = await client.settlement.closing(at);
    const disposals = proposed.map(({ programmeKey, source, fen: left }, index) => {
      const way = steps[index % steps.length]!.way as 'carry';
      const to = { programmeKey: programmeKey === 'yw.board' ? 'yw.day' : 'yw.board', source };
      return { programmeKey, source, fen: left, way, docNo: way === 'carry' ? '' : '文 1 号', to: (way as string) === 'repurpose' ? to : null };
    });
    const returned = disposals.reduce((sum, one) => sum + ((one.way as string) === 'return' ? one.fen : 0), 0);
    await client.settlement.close({ ...at, disposals });
    const closed = await views();
    expect(closed[0]!.totals.leftAfterCarry).toBe(0);
    await client.settlement.reopen({ ...at, reason: '核对' });
    const opened = await views();
    expect(opened[0]!.totals).toMatchObject({ carriedOut: 0, cashBalance: before[0]!.totals.cashBalance - returned });
    expect(opened[1]).toEqual(before[1]);
    await client.settlement.close(at);
    expect(await views()).toEqual(closed);
    await client.settlement.reopen({ ...at, reason: '下一轮' });
  }), { numRuns: 12, seed: 410, endOnFailure: true });
});
