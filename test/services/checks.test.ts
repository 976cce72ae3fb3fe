import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, refusalOf } from '#test/helpers/test-app.ts';
import { openWholeSchool } from '../security/whole-school.ts';
import type { WholeSchool } from '../security/whole-school.ts';

let whole: WholeSchool;
beforeAll(async () => { whole = await openWholeSchool(); await whole.asAdministrator(); }, 120_000);
afterAll(() => { whole.close(); });

const list = async () => whole.client.checks.list({ schoolId: whole.schoolId, term: whole.term });

test('a term as schools live it: the shared account, the rows that settled nothing, the money that waits', async () => {
  const { checks, totals } = await list();
  expect(checks.map((check) => check.no)).toEqual(Array.from({ length: 32 }, (_, index) => String(index + 1).padStart(2, '0')));
  const of = (no: string) => checks.find((check) => check.no === no)!;
  expect(of('21').findings.map((finding) => finding.subject.label.split(' ')[0]).toSorted()).toEqual(['曾国栋', '曾文静']);
  expect(of('25').findings.map((finding) => finding.sentence).join('')).toContain('“金额不足” 1 行 650.00 元');
  expect(of('26').findings.map((finding) => finding.sentence).join('')).toContain('还有 6,625.00 元没有发到学生');
  expect(of('29').lacks).toEqual(['本学期没有导入财务明细账和银行流水，只核对了回盘和台账。']);
  expect(totals.blockOpen).toBe(2);
});

test('an explanation holds by account and reason, is taken back, and what was not seen is not explained', async () => {
  const at = { schoolId: whole.schoolId, term: whole.term };
  const [finding] = (await list()).checks.find((check) => check.no === '25')!.findings;
  const { key, fingerprint } = finding!;
  expect((await refusalOf(whole.client.checks.explain({ ...at, findings: [{ key, fingerprint: 'other' }], reason: '已向银行查实' }))).code).toBe('BAD_INPUT');
  expect(await whole.client.checks.explain({ ...at, findings: [{ key, fingerprint }], reason: '已向银行查实', operationId: 'explain-0001' })).toEqual({ explained: 1 });
  expect(await whole.client.checks.explain({ ...at, findings: [{ key, fingerprint }], reason: '已向银行查实', operationId: 'explain-0001' })).toEqual({ explained: 1 });
  const said = (await list()).checks.find((check) => check.no === '25')!;
  expect(said).toMatchObject({ open: 2, explained: 1 });
  expect(said.findings.find((one) => one.key === key)?.explanation).toMatchObject({ reason: '已向银行查实' });
  expect(whole.db.get<{ n: number }>('SELECT count(*) AS n FROM check_explanation')?.n).toBe(1);
  await whole.client.checks.takeBack({ ...at, key, reason: '银行又来电话' });
  expect((await list()).checks.find((check) => check.no === '25')).toMatchObject({ open: 3, explained: 0 });
  expect((await refusalOf(whole.client.checks.takeBack({ ...at, key, reason: '再来一次' }))).data.code).toBe('checks.not_explained');
});

test('what an account may not read it neither sees nor explains', async () => {
  const at = { schoolId: whole.schoolId, term: whole.term };
  const hits = (await list()).checks.find((check) => check.no === '13')!;
  expect(hits.findings.length).toBeGreaterThan(0);
  await whole.signIn('money', 'finance');
  const hidden = (await list()).checks.find((check) => check.no === '13')!;
  expect(hidden).toMatchObject({ hidden: true, findings: [], examined: 0, lacks: [] });
  const { key, fingerprint } = hits.findings[0]!;
  expect((await refusalOf(whole.client.checks.explain({ ...at, findings: [{ key, fingerprint }], reason: '不归我管' }))).data.code).toBe('checks.not_yours');
  await whole.asAdministrator();
});

test('the report and the workbook come out', async () => {
  const at = { schoolId: whole.schoolId, term: whole.term };
  const paper = await whole.client.checks.print(at);
  expect(paper.type).toBe('application/pdf');
  expect(new TextDecoder().decode((await paper.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
  const { read, utils } = await import('@e965/xlsx');
  const book = read(new Uint8Array(await (await whole.client.checks.exportXlsx(at)).arrayBuffer()));
  expect(book.SheetNames).toEqual(['自查结果', '问题清单']);
  expect(utils.sheet_to_json(book.Sheets['自查结果']!)).toHaveLength(32);
});

test('the year is assessed: 无 not against open findings, 有 with its rectification, signed once; the answers about fees are read back by CHK-19 and 20', async () => {
  const at = { schoolId: whole.schoolId, term: whole.term };
  const { client } = whole;
  expect((await refusalOf(client.selfAssessment.answer({ ...at, answers: [{ itemKey: 'quota', answer: 'absent', evidence: '没有' }] }))).data.code).toBe('negative.not_begun');
  await client.selfAssessment.begin(at);
  expect((await refusalOf(client.selfAssessment.begin(at))).data.code).toBe('negative.already_open');
  const { items } = await client.selfAssessment.get(at);
  expect(items.find((item) => item.key === 'teacher_card')).toMatchObject({ proofState: 'open', openFindings: 2, proof: ['21'] });
  expect((await refusalOf(client.selfAssessment.answer({ ...at, answers: [{ itemKey: 'teacher_card', answer: 'absent', evidence: '没有' }] }))).data.code).toBe('negative.proof_says_present');
  const present = items.filter((item) => item.proofState === 'open').map((item) => item.key);
  await client.selfAssessment.answer({ ...at, answers: items.map((item) => ({ itemKey: item.key, answer: present.includes(item.key) ? 'present' as const : 'absent' as const, evidence: '查了名单、账户和记录' })) });
  const lacks = (await list()).checks.filter((check) => check.no === '19' || check.no === '20').flatMap((check) => check.lacks);
  expect(lacks).toEqual([]);
  const sign = { ...at, signedOn: '2025-11-12' as never, signer: '周校长', post: '校长' };
  expect((await refusalOf(client.selfAssessment.sign(sign))).data.code).toBe('negative.without_rectification');
  for (const itemKey of present) {
    await client.rectifications.open({ schoolId: at.schoolId, source: 'self_check', foundOn: '2025-11-10' as never, what: `自查发现：${itemKey}`, itemKey, measure: '逐人核对更正', responsible: '何丽', dueOn: '2025-11-20' as never });
  }
  await client.selfAssessment.sign(sign);
  expect((await refusalOf(client.selfAssessment.answer({ ...at, answers: [{ itemKey: 'quota', answer: 'present', evidence: '改口' }] }))).data.code).toBe('negative.signed');
  expect((await client.selfAssessment.get(at)).assessment?.signed).toMatchObject({ signer: '周校长', post: '校长' });
  // A line changed afterwards leaves what was signed as it was signed.
  await client.selfAssessment.saveItem({ ...at, key: 'quota', title: '给班级下达名额', source: '县里口头要求', confidence: 'local' });
  expect((await client.selfAssessment.get(at)).items.find((item) => item.key === 'quota')?.title).toBe('下达资助指标');
  expect((await client.selfAssessment.begin({ ...at, reason: '县里要求重填' })).versionNo).toBe(2);
  expect((await client.selfAssessment.get(at)).items.find((item) => item.key === 'quota')?.title).toBe('给班级下达名额');
  expect((await client.selfAssessment.print(at)).type).toBe('application/pdf');
  const db = whole.app.core.archive!.database.writer;
  expect(() => db.run(`UPDATE self_assessment SET signer = '别人' WHERE version_no = 1`)).toThrow(/followed by a later one/);
  expect(() => db.run(`UPDATE check_explanation SET reason = '改'`)).toThrow(/never changed/);
});

test('a problem is worked on, amended with its reason, closed by another person with evidence, looked at again and opened anew', async () => {
  const { client, schoolId } = whole;
  const [row] = await client.rectifications.list({ schoolId });
  const at = { schoolId, rectificationId: row!.id };
  const day = (text: string) => `2025-11-${text}` as never;
  await client.rectifications.record({ ...at, event: 'progress', onDate: day('11'), text: '已通知家长' });
  await client.rectifications.amend({ ...at, measure: '逐人核对更正', responsible: '李华', leader: '周校长', dueOn: day('25'), reason: '何丽调走' });
  const closing = { ...at, onDate: day('12'), text: '已更正', verifier: '周校长', evidence: '新账户核对表' };
  expect((await refusalOf(client.rectifications.close({ ...closing, verifier: '李 华' }))).data.code).toBe('rectification.verifier_is_responsible');
  expect((await refusalOf(client.rectifications.close({ ...closing, evidence: '' }))).data.code).toBe('rectification.evidence_missing');
  expect((await refusalOf(client.rectifications.record({ ...at, event: 'look_back', onDate: day('12'), text: '看过' }))).data.code).toBe('rectification.not_closed');
  await client.rectifications.close({ ...closing, operationId: 'close-000001' });
  await client.rectifications.close({ ...closing, operationId: 'close-000001' });
  expect((await refusalOf(client.rectifications.amend({ ...at, measure: '再改', responsible: '李华', leader: '', dueOn: day('25'), reason: '又改' }))).data.code).toBe('rectification.not_open');
  const [closed] = await client.rectifications.list({ schoolId });
  expect(closed).toMatchObject({ standing: 'closed', closedOn: '2025-11-12', verifier: '周校长', responsible: '李华' });
  expect(closed!.events.map((one) => one.event)).toEqual(['progress', 'amend', 'close']);
  expect(closed!.events[1]!.text).toContain('责任人由何丽改为李华');
  await client.rectifications.record({ ...at, event: 'reopen', onDate: day('12'), text: '又出现一人' });
  expect((await client.rectifications.list({ schoolId }))[0]).toMatchObject({ standing: 'open', closedOn: null });
  expect((await client.rectifications.print({ schoolId })).name).toContain('整改台账');
  expect((await client.rectifications.exportXlsx({ schoolId })).name).toContain('整改台账');
});

test('a blocking finding stops the closing until it is explained; where a school set so, it only warns', async () => {
  const at = { schoolId: whole.schoolId, term: whole.term };
  const standing = async () => (await whole.client.settlement.closing(at)).checks.find((check) => check.key === 'self_check')!;
  expect(await standing()).toMatchObject({ severity: 'blocks', passed: false, count: 2 });
  await whole.client.settings.update({ schoolId: at.schoolId, settings: { selfCheckStops: false } });
  expect(await standing()).toMatchObject({ severity: 'warns', passed: false, count: 2 });
  await whole.client.settings.update({ schoolId: at.schoolId, settings: { selfCheckStops: true } });
  const findings = (await list()).checks.flatMap((check) => check.findings).filter((finding) => finding.severity === 'block').map(({ key, fingerprint }) => ({ key, fingerprint }));
  await whole.client.checks.explain({ ...at, findings, reason: '同一祖母监护，已核对' });
  expect(await standing()).toMatchObject({ passed: true, count: 0 });
  // The account is shared with somebody of another name now: another matter, and what was said has lapsed.
  whole.app.core.archive!.database.writer.run(`UPDATE student SET name = '曾国梁' WHERE name = '曾国栋'`);
  const other = (await list()).checks.find((check) => check.no === '21')!.findings.find((finding) => finding.subject.label.startsWith('曾文静'))!;
  expect(other).toMatchObject({ explanation: null, lapsed: { reason: '同一祖母监护，已核对' } });
  expect(await standing()).toMatchObject({ passed: false, count: 1 });
});

test('of a school without a record only what was looked at is called clean', async () => {
  const { client, schoolId } = await openTestSchool();
  const { checks, totals } = await client.checks.list({ schoolId, term: whole.term });
  expect([totals.blockOpen, totals.warnOpen]).toEqual([0, 0]);
  const seen = checks.filter((check) => check.examined > 0 && check.lacks.length === 0).map((check) => check.no);
  expect(seen).toEqual(['30']);
  expect(totals.clean).toBe(1);
});
