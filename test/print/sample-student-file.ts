import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { StudentFile } from '#shared/domain/dossier/student-file.ts';
import { awkwardNames, nameAt, school } from './sample-names.ts';

/** A pupil's file with every section filled, or (empty) with none. */
export function sampleStudentFile(index: number, empty = false): StudentFile {
  const autumn = termKey('2025-2026-1');
  const base: StudentFile = {
    studentId: index + 1, name: nameAt(index), school, className: '三年级2班', classId: 1, status: '在读',
    boarding: '寄宿', hardshipGrade: '特别困难', idNumber: '999999201605030017', registryNo: 'G999999201605030017', guardians: '马建国（父亲）',
    basic: [
      { label: '性别', text: '男' }, { label: '出生日期', text: '2016年5月3日' }, { label: '身份证号', text: '999999201605030017' },
      { label: '学籍号', text: 'G999999201605030017' }, { label: '就读方式', text: '寄宿' }, { label: '入学年', text: '2023' }, { label: '曾用名', text: '' },
    ],
    members: [], groups: [], determinations: [], visits: [], notices: [], entitlements: [], payments: [], movements: [],
    completeness: [{ item: '困难认定决定', present: false, detail: '本学年没有认定记录' }], trace: [], totals: { dueFen: fen(0), paidFen: fen(0) },
  };
  if (empty) return base;
  return {
    ...base,
    members: [
      { name: '马建国', relation: '父亲', idNumber: '999999198001010019', phone: '13900000001', roles: ['guardian', 'household_head'] },
      { name: awkwardNames[0] as string, relation: '母亲', idNumber: '', phone: '', roles: ['guardian'] },
    ],
    groups: [{ schoolYear: '2025-2026', group: '城乡低保家庭学生', evidence: '民政局低保名单（2025年9月）.xlsx 第 38 行', foundBy: '户主身份证号比对，王资助 2025年9月8日确认' }],
    determinations: [
      { schoolYear: '2025-2026', route: '名单比对', grade: '特别困难', body: '学校认定工作组', decidedOn: isoDate('2025-09-12'), reason: '低保家庭', effectiveTerm: autumn, superseded: false },
      { schoolYear: '2024-2025', route: '个人申请', grade: '困难', body: '学校认定工作组', decidedOn: isoDate('2024-09-20'), reason: '父亲患病，家中两个孩子上学，收入只有母亲在镇上打零工一项', effectiveTerm: null, superseded: true },
    ],
    visits: [{ schoolYear: '2025-2026', visitedOn: isoDate('2025-09-10'), way: '实地', purpose: '认定走访', visitors: '王芳（班主任）、刘洋（资助专干）', consistent: '一致', verdict: '属实' }],
    notices: [{ noticeId: 3, term: autumn, no: '公示〔2025〕3号', title: '家庭经济困难学生认定名单的公示', postedOn: isoDate('2025-09-15'), endOn: isoDate('2025-09-22'), takenDownOn: isoDate('2025-09-23'), state: '已撤下' }],
    entitlements: [{ id: 1, term: autumn, programme: '义务教育家庭经济困难学生生活补助', standard: '小学寄宿 625.00 元/学期', dueFen: fen(62500), paidFen: fen(62500), stateKey: 'approved', state: '已批准', decidedBy: '刘审核 2025年9月25日' }],
    payments: [
      { lineId: 9, entitlementId: 1, term: autumn, programme: '义务教育家庭经济困难学生生活补助', batchNo: '2025Q-0003', holder: '马建国', account: '…6021', amountFen: fen(62500), stateKey: 'failed', state: '失败', paidOn: null, reason: '账号户名不符' },
      { lineId: 12, entitlementId: 1, term: autumn, programme: '义务教育家庭经济困难学生生活补助', batchNo: '2025Q-0004', holder: '马建国', account: '…7788', amountFen: fen(62500), stateKey: 'paid', state: '已发', paidOn: isoDate('2025-10-28'), reason: '' },
    ],
    movements: [{ date: isoDate('2024-09-01'), kind: '转入', detail: '由云岭县白石小学转入', evidence: '2024年秋季名册 第 112 行' }],
    completeness: [{ item: '困难认定决定', present: true, detail: '特别困难，2025年9月12日' }, { item: '收款账户', present: true, detail: '马建国 …7788' }, { item: '名单依据', present: false, detail: '还没有确认' }],
    totals: { dueFen: fen(62500), paidFen: fen(62500) },
  };
}
