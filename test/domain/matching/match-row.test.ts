import { describe, expect, it } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { upgradeOldIdNumber } from '#shared/domain/identity/id-number.ts';
import type { Coverage } from '#shared/domain/identification/special-group.ts';
import { readListRow, readRiskCleared } from '#shared/domain/matching/list-row.ts';
import type { ListRowCells } from '#shared/domain/matching/list-row.ts';
import { MatchIndex } from '#shared/domain/matching/match-index.ts';
import type { MatchMember, MatchPupil } from '#shared/domain/matching/match-index.ts';
import { matchRow } from '#shared/domain/matching/match-row.ts';

const liMing = '999999201503070019';
const liJixiang = '99999919800101281X';
const chenGuilan = '999999195505123068';

const pupil = (studentId: number, name: string, idNumber: string, birthDate: string | null = null, address = ''): MatchPupil =>
  ({ studentId, nameKey: name, idNumber, birthDate: birthDate as IsoDate | null, address });
const member = (memberId: number, studentId: number, name: string, idNumber: string, more: Partial<MatchMember> = {}): MatchMember =>
  ({ memberId, studentId, nameKey: name, idNumber, isParent: true, isGuardian: 'yes', isHead: 'unknown', ...more });

const school = new MatchIndex(
  [
    pupil(1, '李明', liMing, '2015-03-07', '某县城关镇柳溪村三组'),
    pupil(2, '李华', '999999201709010021', '2017-09-01', '某县城关镇柳溪村三组'),
    pupil(3, '陈欣', '999999201610100024', '2016-10-10'),
    pupil(4, '张小军', '', '2015-06-01'),
    pupil(5, '张小军', '', '2015-06-01'),
    pupil(6, '吴桐', '999999201401010018', '2014-01-01'),
    pupil(7, '吴桦', '999999201401010018', '2014-01-01'),
  ],
  [
    member(11, 1, '李吉祥', liJixiang), member(12, 2, '李吉祥', liJixiang),
    member(13, 3, '陈桂兰', chenGuilan, { isParent: false, isGuardian: 'yes' }),
    member(14, 3, '陈强', '999999198201010014', { isParent: false, isGuardian: 'no' }),
  ],
);

const blank: ListRowCells = { name: '', idNumber: '', headName: '', headIdNumber: '', certificateNo: '', birthDate: '', village: '' };
const find = (cells: Partial<ListRowCells>, coverage: Coverage = 'household') => matchRow(readListRow({ ...blank, ...cells }, coverage), school);

describe('A: the pupil’s own number', () => {
  it('is certain when the name agrees, however both were typed', () => {
    expect(find({ name: '李 明（转入）', idNumber: ' 999999２０1503070019' })).toEqual({
      bucket: 'matched',
      matches: [{ studentId: 1, memberId: null, path: 'direct', rule: 'pupil_id', differences: [], certain: true }],
    });
  });
  it.each([
    [{ name: '李鸣', idNumber: liMing }, ['name_differs']],
    [{ name: '', idNumber: liMing }, ['name_missing']],
    [{ name: '李明', idNumber: liMing, birthDate: '2015-03-08' }, ['birth_differs']],
    [{ name: '吴桐', idNumber: '999999201401010018' }, ['shared_number']],
  ] as const)('%o waits for a person: %o', (cells, differences) => {
    const result = find(cells);
    expect(result.bucket).toBe('needs_decision');
    expect(result.matches[0]?.differences).toEqual(differences);
  });
  it('knows a number of 15 digits and asks about it', () => {
    const old = '999999800101281';
    const index = new MatchIndex([pupil(1, '李明', upgradeOldIdNumber(old))], []);
    const result = matchRow(readListRow({ ...blank, name: '李明', idNumber: old }, 'household'), index);
    expect(result).toMatchObject({ bucket: 'needs_decision', matches: [{ studentId: 1, rule: 'pupil_id', differences: ['old_number'] }] });
  });
});

describe('B: guardian or head of household', () => {
  it('speaks for every pupil of the household', () => {
    const result = find({ headName: '李吉祥', headIdNumber: liJixiang.toLowerCase() });
    expect(result.bucket).toBe('matched');
    expect(result.matches.map((match) => [match.studentId, match.memberId, match.rule])).toEqual([[1, 11, 'head_id'], [2, 12, 'head_id']]);
  });
  it('takes a grandmother who is the guardian, and asks about an uncle who is not', () => {
    expect(find({ headName: '陈桂兰', headIdNumber: chenGuilan }).bucket).toBe('matched');
    expect(find({ name: '陈强', idNumber: '999999198201010014' })).toMatchObject({ bucket: 'needs_decision', matches: [{ studentId: 3, differences: ['not_guardian'] }] });
  });
  it('asks when the head’s name differs, and says when only the shape does', () => {
    expect(find({ headName: '李吉详', headIdNumber: liJixiang }).matches[0]?.differences).toEqual(['name_differs']);
  });
  it('looks at the head only when the person is nobody’s', () => {
    expect(find({ name: '李明', idNumber: liMing, headName: '李吉祥', headIdNumber: liJixiang }).matches.map((match) => match.studentId)).toEqual([1]);
    expect(find({ name: '李老太', idNumber: '999999195001010027', headName: '李吉祥', headIdNumber: liJixiang }).matches).toHaveLength(2);
  });
  it('is only a hint on a list that speaks of the person alone', () => {
    expect(find({ name: '李吉祥', idNumber: liJixiang }, 'person')).toMatchObject({ bucket: 'needs_decision', matches: [{ differences: ['speaks_of_relative'] }, {}] });
  });
});

describe('C: 残疾人证', () => {
  it('matches the pupil by the first 18 of 20 digits, also from the ID column', () => {
    expect(find({ name: '李明', idNumber: `${liMing}42` }, 'disabled')).toMatchObject({ bucket: 'matched', matches: [{ studentId: 1, path: 'certificate', rule: 'certificate_pupil' }] });
    expect(find({ name: '李明', certificateNo: `${liMing}42` }, 'disabled').bucket).toBe('matched');
  });
  it('matches a parent and makes each child a 残疾人子女, but no guardian who is not a parent', () => {
    expect(find({ name: '李吉祥', idNumber: `${liJixiang}31` }, 'disabled').matches.map((match) => match.rule)).toEqual(['certificate_member', 'certificate_member']);
    expect(find({ name: '陈桂兰', idNumber: `${chenGuilan}31` }, 'disabled')).toMatchObject({ bucket: 'needs_decision', matches: [{ differences: ['not_parent'] }] });
  });
  it('does not take a category above 7 for a certificate', () => {
    expect(find({ idNumber: `${liMing}82` }, 'disabled').bucket).toBe('not_ours');
  });
});

describe('D: names, as proposals only', () => {
  it('proposes every pupil of that name and birth date', () => {
    const result = find({ name: '张小军', birthDate: '2015年6月1日' });
    expect(result.bucket).toBe('needs_decision');
    expect(result.matches.map((match) => [match.studentId, match.rule, match.certain])).toEqual([[4, 'name_birth', false], [5, 'name_birth', false]]);
  });
  it('reads the birth date from a number nobody has, and says that the numbers differ', () => {
    expect(find({ name: '李明', idNumber: '999999201503070035' }).matches).toMatchObject([{ studentId: 1, rule: 'name_birth', differences: ['id_differs'] }]);
  });
  it('proposes a guardian by name and village, and never by name alone when a number says otherwise', () => {
    expect(find({ headName: '李吉祥', headIdNumber: '999999198001012801', village: '柳溪村村民委员会' }).matches).toMatchObject([{ rule: 'member_name_village' }, { rule: 'member_name_village' }]);
    expect(find({ headName: '李吉祥', headIdNumber: '999999198001012801' }).bucket).toBe('not_ours');
    expect(find({ headName: '李吉祥', headIdNumber: '999999198001012801', village: '大河村' }).bucket).toBe('not_ours');
  });
  it('proposes an orphan without a number by name', () => {
    expect(find({ name: '陈欣' }, 'person')).toMatchObject({ bucket: 'needs_decision', matches: [{ studentId: 3, rule: 'name_only' }] });
  });
  it('says so when nobody fits', () => {
    expect(find({ name: '王五', idNumber: '999999201201010016', headName: '王四', headIdNumber: '999999198801010011' })).toEqual({ bucket: 'not_ours', matches: [] });
    expect(find({})).toEqual({ bucket: 'not_ours', matches: [] });
  });
});

describe('风险是否已消除', () => {
  it.each([['是', 'yes'], ['已消除', 'yes'], ['风险未消除', 'no'], ['否', 'no'], ['', 'unknown'], ['正在办', null]])('%s → %s', (text, cleared) => {
    expect(readRiskCleared(text)).toBe(cleared);
  });
});
