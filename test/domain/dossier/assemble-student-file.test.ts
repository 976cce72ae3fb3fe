import { describe, expect, test } from 'vitest';
import { assembleStudentFile } from '#shared/domain/dossier/assemble-student-file.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { aidedPupil, plainPupil, view, words } from './dossier-sample.ts';

const textOf = (value: unknown): string => JSON.stringify(value);

describe('a whole term in one file', () => {
  const file = assembleStudentFile(aidedPupil, view, words);

  test('the head names class, grade in force and guardians', () => {
    expect(file).toMatchObject({ name: '李明', className: '三年级(2)班', status: '在读', boarding: '住校', hardshipGrade: '特别困难', guardians: '李吉祥（父亲）' });
  });

  test('a group names list, row, rule and who confirmed it', () => {
    expect(file.groups).toEqual([{
      schoolYear: '2025-2026', group: '低保家庭学生', evidence: '云岭县民政局：低保名单.xlsx 第 5 行', foundBy: '户主身份证号相同；周敏 2025年9月16日确认',
    }]);
  });

  test('superseded decisions stay and say so, the newest first', () => {
    expect(file.determinations.map(({ grade, superseded }) => [grade, superseded])).toEqual([['特别困难', false], ['困难', true]]);
  });

  test('money is counted once: a re-issued line is history, the paid one is paid', () => {
    expect(file.payments.map(({ state }) => state)).toEqual(['成功', '已转补发']);
    expect(file.entitlements[0]).toMatchObject({ dueFen: fen(62500), paidFen: fen(62500), decidedBy: '何校长 2025年10月13日' });
    expect(file.totals).toEqual({ dueFen: fen(62500), paidFen: fen(62500) });
  });

  test('a withdrawn entitlement is listed and not counted', () => {
    const [entitlement] = aidedPupil.entitlements;
    const withdrawn = { ...entitlement!, id: 12, state: 'withdrawn' as const, withdrawnBy: '周敏', withdrawnAt: '2025-10-14T01:00:00.000Z', withdrawnReason: '重复' };
    const changed = assembleStudentFile({ ...aidedPupil, entitlements: [...aidedPupil.entitlements, withdrawn] }, view, words);
    expect(changed.entitlements).toHaveLength(2);
    expect(changed.totals.dueFen).toBe(fen(62500));
    expect(changed.trace[1]?.what).toBe('撤回应发：项目living，重复');
  });

  test('movements are worded from both sides, a corrected one says so', () => {
    expect(file.movements).toEqual([
      { date: '2025-09-01', kind: '调班', detail: '2023级1班 → 2023级2班（已更正作废）', evidence: '名册.xls 第 12 行' },
      { date: '2024-09-01', kind: '就读方式变更', detail: '走读 → 住校', evidence: '家长申请' },
    ]);
  });

  test('the trace is newest first and holds decisions, movements and looks', () => {
    expect(file.trace.map((row) => row.what)).toEqual([
      '查看完整号码', '批准应发：项目living', '拟定应发：项目living', expect.stringContaining('认定'), '确认名单：' + file.groups[0]!.group,
      '登记调班，2025-09-01 起', '登记就读方式变更，2024-09-01 起',
    ]);
  });
});

describe('numbers', () => {
  test('are masked unless asked for in clear', () => {
    const masked = assembleStudentFile(aidedPupil, view, words);
    for (const secret of ['999999201605030017', '999999198001010019', '13900005678', '6228480000000001234', '柳溪村3组18号']) expect(textOf(masked)).not.toContain(secret);
    const clear = assembleStudentFile(aidedPupil, { ...view, clear: true }, words);
    for (const shown of ['999999201605030017', '999999198001010019', '13900005678', '柳溪村3组18号']) expect(textOf(clear)).toContain(shown);
    expect(textOf(clear)).not.toContain('6228480000000001234');
  });

  test('an account without the right to payees sees neither holder nor card', () => {
    const file = assembleStudentFile(aidedPupil, { ...view, accounts: false }, words);
    expect(textOf(file)).not.toContain('1234');
    expect(file.payments.every((line) => line.holder === '' && line.account === '')).toBe(true);
    expect(file.basic.some((fact) => fact.label === '收款账户')).toBe(false);
  });
});

describe('completeness', () => {
  const missing = (rows: typeof aidedPupil) => assembleStudentFile(rows, view, words).completeness.filter((item) => !item.present).map((item) => item.item);
  const needed = (rows: typeof aidedPupil) => assembleStudentFile(rows, view, words).completeness.map((item) => item.item);

  test('asks a pupil without aid for identity only', () => {
    expect(needed(plainPupil)).toEqual(['身份证件号', '学籍号', '监护人']);
    expect(missing(plainPupil)).toEqual([]);
  });

  test('is whole after a whole term', () => {
    expect(needed(aidedPupil)).toEqual(['身份证件号', '学籍号', '监护人', '认定依据', '认定决定', '公示', '应发审批', '收款账户', '发放（2025 秋）']);
    expect(missing(aidedPupil)).toEqual([]);
  });

  test.each([
    ['a number that fails its check', { pupil: { ...aidedPupil.pupil, idCheck: 'bad_checksum' as const } }, ['身份证件号']],
    ['no guardian', { members: [] }, ['监护人']],
    ['listed and nobody decided', { cases: [], determinations: [], entitlements: [], notices: [] }, ['困难认定']],
    ['no decision yet', { determinations: [] }, ['认定决定']],
    ['a notice taken off early', { notices: aidedPupil.notices.map((notice) => ({ ...notice, withdrawn: true, state: 'taken_down' as const })) }, ['公示']],
    ['a notice still hanging', { notices: aidedPupil.notices.map((notice) => ({ ...notice, state: 'posted' as const })) }, ['公示']],
    ['not approved', { entitlements: aidedPupil.entitlements.map((one) => ({ ...one, state: 'proposed' as const })) }, ['应发审批']],
    ['no account', { payees: [] }, ['收款账户']],
    ['a failed payment', { payments: aidedPupil.payments.slice(0, 1) }, ['发放（2025 秋）']],
  ])('%s', (_what, change, expected) => {
    expect(missing({ ...aidedPupil, ...change })).toEqual(expected);
  });

  test('a family that declined needs no decision', () => {
    expect(missing({ ...aidedPupil, cases: aidedPupil.cases.map((one) => ({ ...one, state: 'declined' as const })), determinations: [], notices: [], entitlements: [] })).toEqual([]);
  });
});
