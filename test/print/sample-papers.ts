import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen, sumFen } from '#shared/domain/money/fen.ts';
import type { Paper } from '#main/print/paper.ts';
import type { BatchControlSheetPaper } from '#main/print/papers/batch-control-sheet.ts';
import type { SignatureSheetPaper } from '#main/print/papers/signature-sheet.ts';
import type { EntitlementListPaper } from '#main/print/papers/entitlement-list.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { VisitSheet } from '#main/print/papers/visit-sheets.ts';
import type { NoticePaper } from '#main/print/papers/notice.ts';
import { meetingPapers } from './sample-meeting-papers.ts';
import type { NoticeResultPaper } from '#main/print/papers/notice-result.ts';
import type { ObjectionLine } from '#main/print/papers/objection-register.ts';
import { sampleApplicationPapers } from './sample-application-papers.ts';
import { nameAt, school } from './sample-names.ts';
import { scoreSheets, scoreSummary } from './sample-score-papers.ts';
import { sampleLetterPapers } from './sample-letters.ts';
import { sampleStudentFile } from './sample-student-file.ts';

export const imprint: Imprint = { purpose: 'archive', printedBy: '王资助', printedAt: '2025-10-20T02:05:00.000Z' };
const term = termKey('2025-2026-1');

const classAt = (index: number) => `${'一二三四五六七八九'[Math.floor(index / 70) % 9] ?? '一'}年级${1 + (index % 2)}班`;

export function entitlementList(count: number): EntitlementListPaper {
  return {
    kind: 'entitlement_list', school, term, scope: '全部项目',
    lines: Array.from({ length: count }, (_, index) => ({
      ordinal: index + 1, className: classAt(index), name: nameAt(index), sex: index % 2 ? '女' : '男', boarding: index % 3 ? '走读' : '寄宿',
      programme: '义务教育家庭经济困难学生生活补助', groups: index % 4 ? '脱贫家庭' : '低保、残疾', hardshipGrade: '特别困难',
      standard: index % 3 ? '小学非寄宿 312.50 元/学期' : '小学寄宿 625.00 元/学期', amountFen: fen(index % 3 ? 31250 : 62500),
    })),
    proposedBy: '王资助', approvedBy: '刘审核', onePerson: false, imprint,
  };
}

export function noticePaper(count: number): NoticePaper {
  return {
    kind: 'notice', school, no: '公示〔2025〕3号',
    title: `关于${school}2025–2026学年秋季学期家庭经济困难学生认定名单的公示`,
    paragraphs: [
      '根据《云岭县教育局关于做好2025年秋季学期学生资助工作的通知》（云教助〔2025〕12号）和《教育部等六部门关于做好家庭经济困难学生认定工作的指导意见》（教财〔2018〕16号）要求，经学生申请、部门名单比对、班级评议、学校认定，现将我校本学期家庭经济困难学生名单予以公示。',
    ],
    lines: Array.from({ length: count }, (_, index) => ({ ordinal: index + 1, name: nameAt(index), className: classAt(index), programme: '义务教育生活补助' })),
    posting: { postedOn: isoDate('2025-09-15'), endOn: isoDate('2025-09-22'), days: 5, dayUnit: 'workday', verified: count !== 3 },
    objection: { office: '学校资助办公室', schoolPhone: '0999-1234567', supervisionPhone: '0999-7654321' },
    signedOn: isoDate('2025-09-15'),
  };
}

export function batchControlSheet(count: number): BatchControlSheetPaper {
  const lines = Array.from({ length: count }, (_, index) => ({
    lineNo: index + 1, className: classAt(index), student: nameAt(index), holder: index % 3 ? nameAt(index) : '马建国', relation: index % 3 ? '本人' : '父亲',
    bank: '云岭县农村信用合作联社', account: '…6021', amountFen: fen(index % 3 ? 31250 : 62500),
  }));
  const classes = [...new Set(lines.map((line) => line.className))];
  return {
    kind: 'batch_control_sheet', school, term, batchNo: '2025Q-0003', programme: '义务教育家庭经济困难学生生活补助',
    facts: [{ label: '资金来源', text: '中央、省、县' }, { label: '下达文号', text: '云财教〔2025〕41号' }, { label: '代发银行', text: '云岭县农村信用合作联社' }],
    createdOn: isoDate('2025-10-18'), createdBy: '王资助', releasedOn: isoDate('2025-10-20'), releasedBy: '刘审核',
    count, totalFen: sumFen(lines.map((line) => line.amountFen)),
    files: count === 0 ? [] : [{ name: '云岭县青石镇九年一贯制学校_生活补助_202510.txt', sha256: 'a3f1'.repeat(16), sizeBytes: 21_480, count, sumFen: sumFen(lines.map((line) => line.amountFen)), accountTail: 151_803 }],
    byClass: classes.map((className) => {
      const of = lines.filter((line) => line.className === className);
      return { className, count: of.length, sumFen: sumFen(of.map((line) => line.amountFen)) };
    }),
    lines, imprint,
  };
}

export function signatureSheet(count: number): SignatureSheetPaper {
  const all = Array.from({ length: count }, (_, index) => ({ className: classAt(index), line: { student: nameAt(index), holder: index % 3 ? nameAt(index) : '马建国', relation: index % 3 ? '本人' : '父亲', account: '6021', amountFen: fen(index % 3 ? 31250 : 62500), remark: index % 11 === 5 ? '未到账，待补发' : '' } }));
  const classes = [...Map.groupBy(all, (each) => each.className)].map(([className, group]) => ({
    className, count: group.length, totalFen: sumFen(group.map(({ line }) => line.amountFen)), missingCount: 1, missingFen: fen(31250), lines: group.map(({ line }, index) => ({ no: index + 1, ...line })),
  }));
  return {
    kind: 'signature_sheet', school, term, batchNo: '2025-03', programme: '义务教育家庭经济困难学生生活补助', docNo: '云财教〔2025〕41号', channel: '学校账户', paidOn: '2025-10-28', classes, count,
    totalFen: sumFen(classes.map((each) => each.totalFen)), imprint,
  };
}

const sums = { openingFen: fen(125000), receivedFen: fen(17125000), dueCount: 312, dueFen: fen(17125000), paidCount: 309, paidFen: fen(16968750), failedCount: 3, failedFen: fen(156250), recoveredFen: fen(31250), returnedFen: fen(0), closingFen: fen(312500) };
const person = (index: number) => ({ name: nameAt(index), className: classAt(index), idNumber: '999999********001X', detail: '' });

const visitedPupil: VisitSheet = {
  name: nameAt(3), sex: '女', className: '七年级(2)班', address: '云岭县城关镇柳溪村三组18号', phone: '*******5678', guardians: '李吉祥（父亲）、陈桂兰（祖母）',
  members: [{ name: '李吉祥', relation: '父亲' }, { name: '王秀英', relation: '母亲' }, { name: '陈桂兰', relation: '祖母' }, { name: '李华', relation: '妹妹' }, { name: '李福', relation: '祖父' }], visit: null,
};
const writtenVisit: VisitSheet = {
  ...visitedPupil,
  visit: {
    visitedOn: isoDate('2025-09-10'), visitors: ['王芳（班主任）', '刘洋（资助专干）'], entrusted: '', household: '六口人，父亲在县城打零工，母亲在家照顾祖父', incomeFen: fen(1_800_000), incomeNote: '父亲务工，时有时无；低保每月 420 元',
    spendingNote: '祖父透析，自付部分每月约 900 元；欠亲戚 2 万元', housing: '自建砖房两间，1998 年建，屋顶漏水', health: '祖父尿毒症，母亲腰伤', findings: '家中陈设简单，无大件电器。学生与妹妹同住一间，有书桌一张、台灯一盏。祖父每周两次到县医院透析，由母亲陪同，母亲因此不能外出务工。',
    differs: '', familyWords: '孩子懂事，放学回来帮着做饭；希望能把住校的生活补助办下来。', respondent: '王秀英（母亲）', conclusion: '与申请所写相符，医疗支出大，建议按程序评议。', photosReason: '家人患病，征求意见后未拍', ticks: ['实地', '一致', '属实', '已讲解', '不宜拍照'],
  },
};

const objectionLine: ObjectionLine = {
  no: '异议〔2025-2026-1〕1号', noticeNo: '公示〔2025-2026-1〕1号', receivedOn: isoDate('2025-09-24'), channel: '电话', naming: '实名', about: '三年级(2)班 李明',
  claim: '反映名单中学生家里刚盖了新房，请学校核实家庭情况。', dueOn: isoDate('2025-09-28'), dueVerified: true, checkers: '何志远、吴建国', onePerson: false,
  finding: '入户核实：新房为危房改造项目补助所建，名单比对的身份仍然有效，认定结果符合规定。', outcome: '维持', answeredOn: isoDate('2025-09-26'), replyWay: '电话', timing: '按期答复',
  reconsideration: {
    askedOn: isoDate('2025-09-29'), body: '县学生资助管理中心', dueOn: isoDate('2025-10-10'), dueVerified: true, answeredOn: isoDate('2025-10-09'), outcome: '维持', finding: '原答复事实清楚。', replyWay: '书面',
  },
  state: '已办结', receivedBy: '周敏',
};

export function noticeResult(count: number): NoticeResultPaper {
  return {
    kind: 'notice_result', school, title: `${school}2025–2026学年秋季学期家庭经济困难学生认定结果`, no: '公示〔2025-2026-1〕1号', level: '校级公示', place: '校门公示栏', lineCount: 148,
    posting: { postedOn: isoDate('2025-09-23'), endOn: isoDate('2025-09-29'), days: 5, dayUnit: 'workday', verified: true, poster: '周敏、何志远' },
    takenDownOn: isoDate('2025-09-30'), remover: '周敏', ended: true,
    result: count === 0 ? '公示期内未收到异议。' : `公示期内收到异议 ${count} 件：维持原结果 ${count} 件，均已办理答复。`,
    objections: Array.from({ length: count }, (_, index) => ({
      ordinal: index + 1, no: `异议〔2025-2026-1〕${index + 1}号`, receivedOn: isoDate('2025-09-24'), channel: '意见箱', about: '名单中一行', outcome: '维持', answeredOn: isoDate('2025-09-26'), reconsidered: index === 1,
    })),
    imprint: { ...imprint, purpose: 'notice' },
  };
}
const chainSums = {
  openingFen: fen(125_000), allottedFen: fen(343_925_000), receivedFen: fen(17_125_000), openFen: fen(326_800_000), dueFen: fen(343_925_000), submittedFen: fen(343_987_500), paidFen: fen(17_062_500),
  failedFen: fen(62_500), recoveredFen: fen(62_500), returnedFen: fen(0), balanceFen: fen(250_000), carriedFen: fen(0),
};

const fundLines = [
  { date: isoDate('2025-09-10'), voucherNo: '收-0007', kind: '社会捐助', use: '', pupil: '', note: '秋季捐助', inFen: fen(4_000_000), outFen: null, balanceFen: fen(4_000_000) },
  { date: isoDate('2025-10-10'), voucherNo: '记-0210', kind: '校内、社会资助支出', use: '突发灾病临时困难', pupil: '王小云', note: '家中失火', inFen: null, outFen: fen(50_000), balanceFen: fen(3_950_000) },
];

export const samplePapers: Readonly<Record<string, Paper>> = {
  ...meetingPapers(imprint),
  ...sampleLetterPapers,
  ...sampleApplicationPapers,
  recovery_key: { kind: 'recovery_key', school, recoveryKey: 'YD7K-3M9Q-XT2B-8HVN-4WRC-6PJF-AZ5E-KD1G', madeOn: isoDate('2025-09-01') },
  notice: noticePaper(12),
  notice_600: noticePaper(600),
  notice_empty: noticePaper(0),
  notice_result: noticeResult(2),
  notice_result_empty: noticeResult(0),
  objection_register: { kind: 'objection_register', school, term, lines: Array.from({ length: 40 }, (_, index) => ({ ...objectionLine, no: `异议〔2025-2026-1〕${index + 1}号`, reconsideration: index % 3 ? null : objectionLine.reconsideration })), imprint },
  objection_form: { kind: 'objection_form', school, line: objectionLine, imprint },
  objection_form_new: { kind: 'objection_form', school, line: { ...objectionLine, checkers: '', finding: '', outcome: '', answeredOn: null, replyWay: '', timing: '期限内', dueVerified: false, reconsideration: null, state: '已登记' }, imprint },
  entitlement_list: entitlementList(600),
  entitlement_list_empty: entitlementList(0),
  batch_control_sheet: batchControlSheet(312),
  batch_control_sheet_empty: { ...batchControlSheet(0), releasedBy: null, releasedOn: null },
  batch_control_sheet_split: { ...batchControlSheet(4), files: [0, 1].map((part) => ({ name: `生活补助-0${part + 1}.txt`, sha256: 'b7c2'.repeat(16), sizeBytes: 240, count: 2, sumFen: fen(93750), accountTail: 12_042 })) },
  signature_sheet: signatureSheet(70),
  signature_sheet_one_class: signatureSheet(3),
  settlement_statement: {
    kind: 'settlement_statement', school, period: '2025–2026学年秋季学期', from: isoDate('2025-08-01'), asOf: isoDate('2026-01-31'), closedOn: isoDate('2026-01-20'),
    rows: [
      { ...sums, programme: '义务教育家庭经济困难学生生活补助', source: '', level: 'programme' },
      { ...sums, programme: '义务教育家庭经济困难学生生活补助', source: '中央', level: 'source' },
      { ...sums, programme: '义务教育家庭经济困难学生生活补助', source: '县级', level: 'source' },
    ],
    total: sums,
    receipts: [{ date: isoDate('2025-09-28'), docNo: '云财教〔2025〕41号', programme: '生活补助', source: '中央', sumFen: fen(17125000), memo: '2025年秋季学期生活补助' }],
    disposals: [
      { programme: '义务教育家庭经济困难学生生活补助', source: '中央', way: '结转下期', sumFen: fen(1_000_000), docNo: '' }, { programme: '义务教育家庭经济困难学生生活补助', source: '县级', way: '上缴财政', sumFen: fen(250_000), docNo: '缴款书 7 号' },
      { programme: '义务教育家庭经济困难学生生活补助', source: '中央', way: '经批准调剂至义务教育生活补助·非寄宿（中央）', sumFen: fen(5_000), docNo: '云财批〔2026〕1号' },
    ],
    signed: [{ office: '财务负责人', text: '周敏　2026年1月20日（系统内签字）' }, { office: '校长（负责人）', text: '何志远　2026年1月20日（纸质签字，扫描件存档）' }],
    checks: [{ label: '应发合计等于应发明细之和', passed: true, detail: '171,250.00 = 171,250.00' }, { label: '回盘行全部归类', passed: false, detail: '余 3 行未答复' }],
    imprint,
  },
  score_sheets: scoreSheets(3),
  score_sheets_blank: scoreSheets(0),
  score_summary: scoreSummary(45),
  score_summary_empty: scoreSummary(0),
  student_file: { kind: 'student_file', files: [sampleStudentFile(0), sampleStudentFile(5, true), sampleStudentFile(2)], imprint },
  difference_certificate: {
    kind: 'difference_certificate', school, term, asOf: isoDate('2025-10-30'),
    comparisons: [
      { name: '学籍零误差', ourSide: '本校名册在校生', theirSide: '资助系统在校学生', source: '在校学生信息导出.xls（612 行，2025-10-28 导入）', ourCount: 612, theirCount: 612, bothCount: 612, onlyOurs: [], onlyTheirs: [], differing: [] },
      { name: '困难学生零误差', ourSide: '本校认定名单', theirSide: '资助系统困难学生', source: '困难学生信息.xls（208 行，2025-10-28 导入）', ourCount: 207, theirCount: 208, bothCount: 206, onlyOurs: [person(0)], onlyTheirs: [person(1), person(8)], differing: [{ ...person(2), field: '困难等级', ours: '特别困难', theirs: '困难' }] },
      { name: '受助学生零误差', ourSide: '本校受助名单', theirSide: '资助系统受助名单', source: null, ourCount: 312, theirCount: 0, bothCount: 0, onlyOurs: [], onlyTheirs: [], differing: [] },
    ],
    imprint: { ...imprint, purpose: 'report' },
  },
  register: {
    kind: 'register', title: `${school}家庭经济困难学生认定汇总表`, subtitle: '2025–2026学年秋季学期', wide: true,
    facts: [{ label: '在校学生', text: '612 人' }, { label: '认定困难', text: '207 人' }],
    columns: [
      { title: '班级', width: { share: 1 }, align: 'left' }, { title: '特别困难', width: { mm: 24 }, align: 'right' }, { title: '合计', width: { mm: 24 }, align: 'right' },
    ],
    parts: [{ heading: '一、按班级', rows: Array.from({ length: 60 }, (_, index) => [classAt(index), '3', '9']), total: ['合计', '180', '540'] }, { heading: '二、按途径', rows: [], total: null }],
    notes: ['注：人数不设上限，按实际认定。'], signatures: ['制表人', '资助负责人', '校长（公章）'], imprint,
  },
  register_of_tables: {
    kind: 'register', title: `${school}一校一资助台账`, subtitle: '2025–2026学年', wide: true, facts: [], columns: [],
    parts: [
      { heading: '一、资金', columns: [{ title: '项目', width: { share: 1 }, align: 'left' }, { title: '金额', width: { mm: 30 }, align: 'right' }], rows: [['生活补助', '171,250.00']], total: null },
      { heading: '二、批次', columns: Array.from({ length: 13 }, (_, index) => ({ title: `列${index + 1}`, width: { share: 1 }, align: 'center' as const })), rows: [Array.from({ length: 13 }, () => '2025-11-20')], total: null },
      { heading: '三、公示', columns: [{ title: '编号', width: { share: 1 }, align: 'left' }], rows: [], total: null },
    ],
    notes: [], signatures: ['经办', '审核', '校长（公章）'], imprint,
  },
  visit_sheets: { kind: 'visit_sheets', school, schoolYear: '2025–2026学年', visitors: 2, outing: { name: '柳溪村一线', plannedOn: isoDate('2025-11-08'), visitors: '王芳、刘洋' }, sheets: [visitedPupil, { ...visitedPupil, name: nameAt(8), members: [], address: '', phone: '', guardians: '' }], imprint },
  talk_record: {
    kind: 'talk_record', school, schoolYear: '2025–2026学年', name: nameAt(3), className: '七年级(2)班', talkedOn: isoDate('2025-10-14'), talker: '王芳', way: '当面', place: '心理辅导室', topics: ['学习', '生活'],
    reason: '近两周上课没精神', said: '祖父住院后每晚照看妹妹，睡得晚。愿意继续上学，担心拖累家里。', promised: '每天午休补觉；作业有困难先和班主任说。', followUp: '联系家长，商量住校', followUpBy: isoDate('2025-10-24'),
    doneOn: isoDate('2025-10-22'), doneResult: '母亲同意住校，10 月 20 日已搬入', struckOut: '', imprint,
  },
  visit_record: { kind: 'visit_sheets', school, schoolYear: '2025–2026学年', visitors: 2, outing: null, sheets: [writtenVisit], imprint },
  group_recheck: {
    kind: 'group_recheck', school, term: termKey('2025-2026-2'), department: '脱贫户和监测对象名单', startedOn: isoDate('2026-03-20'),
    files: [
      { side: '旧名单', file: '防返贫监测_9月.xlsx（截至 2025-09-15）', unchanged: 41, gained: 0, lost: 3, riskRemoved: 2, notOurs: 912, waiting: 0, leftOut: 1, total: 959 },
      { side: '新名单', file: '防返贫监测_3月.xlsx（截至 2026-03-10）', unchanged: 41, gained: 2, lost: 0, riskRemoved: 2, notOurs: 920, waiting: 0, leftOut: 0, total: 965 },
    ],
    lines: Array.from({ length: 26 }, (_, index) => ({
      name: nameAt(index), className: classAt(index), group: index % 2 ? '脱贫不稳定家庭学生' : '脱贫家庭学生', change: ['不在新名单', '风险已消除', '新增'][index % 3] ?? '',
      basis: index % 3 === 2 ? '新第 118 行' : '旧第 77 行；另在低保等社会救助名单', decision: index === 4 ? '' : ['结束该群体，等级改为不困难', '保留该群体', '列入该群体'][index % 3] ?? '',
      reason: index === 4 ? '' : '户已退出监测，家访核实收入稳定', decidedOn: index === 4 ? null : isoDate('2026-03-20'), by: index === 4 ? '' : '王资助',
    })),
    unchangedPupils: 46, openCount: 1, imprint,
  },
  group_recheck_empty: { kind: 'group_recheck', school, term, department: '孤儿和事实无人抚养儿童名单', startedOn: isoDate('2025-09-20'), files: [{ side: '新名单', file: '孤儿名单.xls', unchanged: 0, gained: 0, lost: 0, riskRemoved: 0, notOurs: 7, waiting: 0, leftOut: 0, total: 7 }], lines: [], unchangedPupils: 0, openCount: 0, imprint },
  verification_register: {
    kind: 'verification_register', school, term, asOf: isoDate('2025-10-30'),
    lists: [
      { kind: '财政供养人员', issuer: '云岭县人力资源和社会保障局', file: '财政供养人员信息.xls（截至 2025-09-30）', rows: 6128, byNumber: 5, byName: 7 },
      { kind: '企业法人代表或高管', issuer: '云岭县市场监督管理局', file: '企业法定代表人.xlsx', rows: 2044, byNumber: 2, byName: 3 },
    ],
    lines: Array.from({ length: 9 }, (_, index) => ({
      name: nameAt(index), className: classAt(index), person: `父亲 ${nameAt(index + 40)}`, hit: '财政供养人员第 118 行：青石镇中心卫生院，临聘护工（证件号相同）',
      explanation: index === 2 ? '' : '父亲在镇卫生院做临聘护工，月工资 1900 元，没有编制', finding: index % 3 ? '看了劳动合同和 6 个月工资流水，与说明一致' : '',
      result: index % 3 ? '建议维持：临聘收入低，母亲长期患病' : '已说明，待核材料', on: index % 3 ? isoDate('2025-10-20') : null, by: index % 3 ? '王资助' : '',
    })),
    openCount: 3, notSameCount: 8, withoutCaseCount: 4, imprint,
  },
  verification_register_empty: { kind: 'verification_register', school, term, asOf: isoDate('2025-10-30'), lists: [], lines: [], openCount: 0, notSameCount: 0, withoutCaseCount: 0, imprint },
  coverage_gaps: {
    kind: 'coverage_gaps', school, term, scope: '全校', asOf: isoDate('2025-10-30'), counts: { listed: 96, identified: 80, applied: 5, declined: 3, gaps: 8 },
    lines: Array.from({ length: 8 }, (_, index) => ({
      className: classAt(index), name: nameAt(index), groups: index % 2 ? '低保家庭学生' : '脱贫家庭学生、残疾学生', basis: '低保等社会救助名单第 31 行', reason: '名单上有，还没有认定个案',
      followUps: index % 3 ? '2025-10-18 上门：家里没有人；2025-10-12 电话：家长说周五交申请表' : '',
    })),
    imprint,
  },
  coverage_gaps_empty: { kind: 'coverage_gaps', school, term, scope: '三年级(1)班', asOf: isoDate('2025-10-30'), counts: { listed: 4, identified: 4, applied: 0, declined: 0, gaps: 0 }, lines: [], imprint },
  term_checklist: {
    kind: 'term_checklist', school, term, asOf: isoDate('2025-10-30'),
    steps: [
      { name: '告知', state: 'not_applicable', progress: '', deadline: null, missing: [] },
      { name: '名册', state: 'done', progress: '在校 612 人，2025-09-03 导入', deadline: isoDate('2025-09-10'), missing: [] },
      { name: '认定', state: 'overdue', progress: '已认定 207 人', deadline: isoDate('2025-10-15'), missing: ['8 名名单学生还没有认定', '3 名学生身份证号待更正'] },
      { name: '公示', state: 'open', progress: '公示中 1 份', deadline: isoDate('2025-11-05'), missing: ['公示期满后撤下'] },
      { name: '发放', state: 'not_begun', progress: '', deadline: null, missing: [] },
    ],
    imprint,
  },
  fund_chain: {
    kind: 'fund_chain', school, term, asOf: isoDate('2025-12-31'),
    channels: [false, true].map((isMemo) => ({
      label: isMemo ? '一卡通（县级直发）' : '学校账户', isMemo,
      rows: [
        { ...chainSums, programme: '义务教育家庭经济困难学生生活补助·寄宿', split: '中央 60 : 省 20 : 县 20' },
        { ...chainSums, programme: '普通高中国家助学金', split: '' },
      ],
      total: chainSums,
    })),
    allotments: [
      { docNo: '云财教〔2025〕41号', issuedOn: isoDate('2025-09-20'), source: '中央', programme: '生活补助', limits: '只用于寄宿生生活补助，不得抵扣学费', sumFen: fen(343_925_000), arrivedFen: fen(17_125_000), openFen: fen(326_800_000), note: '' },
      { docNo: '云财教〔2025〕60号', issuedOn: isoDate('2025-11-20'), source: '县', programme: '助学金', limits: '', sumFen: fen(100), arrivedFen: fen(0), openFen: fen(100), note: '有调减' },
    ],
    warnings: [{ programme: '普通高中国家助学金', text: '县资金差 50.00 元，请催拨或经批准调剂。' }],
    imprint,
  },
  set_aside_sheet: {
    kind: 'set_aside_sheet', school, year: 2025,
    stages: [
      { stage: '普通高中', baseItems: '事业收入', rate: '3.5%', document: '财教〔2010〕461号第14–15条', baseFen: fen(123_450_000), dueFen: fen(4_320_750), setAsideFen: fen(4_000_000), shortFen: fen(320_750) },
      { stage: '学前', baseItems: '', rate: '', document: '', baseFen: fen(0), dueFen: fen(0), setAsideFen: fen(0), shortFen: fen(0) },
    ],
    total: { baseFen: fen(123_450_000), dueFen: fen(4_320_750), setAsideFen: fen(4_000_000), shortFen: fen(320_750) },
    incomes: [{ stage: '普通高中', item: '事业收入', voucherNo: '记-0118', sumFen: fen(123_450_000), counted: true }, { stage: '普通高中', item: '食堂收入', voucherNo: '记-0119', sumFen: fen(500_000), counted: false }],
    uses: fundLines.slice(1), closingFen: fen(3_950_000), imprint,
  },
  fund_statement: {
    kind: 'fund_statement', school, fund: '云岭商会', isDonor: true, restriction: '只资助初三学生', agreement: '2025-08-30 捐赠协议', asOf: isoDate('2025-12-31'),
    lines: fundLines, totalInFen: fen(4_000_000), totalOutFen: fen(50_000), closingFen: fen(3_950_000), imprint,
  },
};
