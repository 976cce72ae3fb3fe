import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Paper } from '#main/print/paper.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { MeetingBallotsPaper } from '#main/print/papers/meeting-ballots.ts';
import type { MeetingMinutesPaper } from '#main/print/papers/meeting-minutes.ts';
import { nameAt, school } from './sample-names.ts';

const choices = ['特别困难', '困难', '一般困难', '不困难', '弃权'];
const labelAt = (index: number): string => `3-${String(index + 1).padStart(2, '0')}`;
const roles = ['校领导', '资助专干', '班主任', '教师代表', '家长代表', '家长代表', '学生代表', '学生代表', '村（社区）代表'];

function head(imprint: Imprint) {
  return {
    school, schoolYear: '2025–2026学年', panel: '学校评议小组', no: 3, purpose: '认定评议', heldOn: isoDate('2025-09-18'), place: '二楼会议室', method: '无记名投票',
    imprint: { ...imprint, purpose: 'archive' as const },
  };
}

export function meetingBallots(imprint: Imprint, cases: number, secret: boolean): MeetingBallotsPaper {
  return {
    ...head(imprint), kind: 'meeting_ballots', scored: false, maxScore: '100', choices, withLower: true,
    ballots: roles.map((role, member) => ({
      voter: secret ? null : `${nameAt(member)}（${role}）`,
      lines: Array.from({ length: cases }, (_, index) => ({
        label: labelAt(index), route: index % 3 ? '个人申请' : '名单比对', factors: ['√特殊群体　√劳动能力弱', '√突发状况', '√失业　√欠债　√其他情况'][index % 3] ?? '', visit: '2025-09-12 基本属实',
        score: index % 2 ? '62.5 分' : '', lower: '建议 困难', recused: !secret && index === member,
      })),
    })),
  };
}

export function meetingMinutes(imprint: Imprint, cases: number): MeetingMinutesPaper {
  return {
    ...head(imprint), kind: 'meeting_minutes', draft: false, chair: nameAt(0), recorder: nameAt(1), expected: 9, present: 8, rateText: '到会率 88.9%',
    rules: ['回避后到会不少于 80%', '得票最多且不少于到会可投人数的 66% 为建议', '平票由主持人定'], scored: false, choices: [...choices, '废票'],
    attended: roles.slice(0, 8).map((role, index) => `${nameAt(index)}（${role}）`), absent: [`${nameAt(8)}（村（社区）代表）：外出`],
    recusals: ['3-02 号 家长代表 1 人（申请学生的家长）', '3-05 号 教师代表 1 人（申请学生的亲属）'],
    cases: Array.from({ length: cases }, (_, index) => ({
      label: labelAt(index), expected: index === 1 ? 8 : 9, present: index === 1 ? 7 : 8, figures: index % 5 === 4 ? ['0', '4', '4', '0', '0', '0'] : ['1', '6', '1', '0', '0', '0'],
      outcome: index % 5 === 4 ? '困难、一般困难 各 4 票，平票' : '困难 6/8 票', opinion: index % 5 === 4 ? '建议 困难（平票，主持人定）' : index % 7 === 6 ? '暂缓' : '建议 困难',
      reason: index % 5 === 4 ? '两个孩子在读，母亲长期服药' : index % 7 === 6 ? '等家访补记' : '', earlier: index === 4 ? ['第 1 轮：困难 3 · 一般困难 3 · 废票 2'] : [],
    })),
    counts: [...choices.slice(0, 4).map((label, index) => ({ label, count: index === 1 ? Math.max(0, cases - 2) : 0 })), { label: '暂缓', count: 2 }],
    remarks: '会上有成员提出材料里家访日期要写全，已补记。', corrections: [{ label: '3-02', words: '意见更正为：建议 一般困难', reason: '唱票有误', by: nameAt(1), on: '2025-09-20' }],
    signers: roles.slice(0, 8).map((_, index) => nameAt(index)), supervisionPhone: '0999-7654321',
  };
}

export function meetingPapers(imprint: Imprint): Readonly<Record<string, Paper>> {
  return {
    panel_members: {
      kind: 'panel_members', school, panel: '学校评议小组', place: '全校', appointedOn: isoDate('2025-09-01'), appointmentDoc: '柳校发〔2025〕12号', fromOn: isoDate('2025-09-01'), untilOn: null,
      members: roles.map((role, index) => ({ ordinal: index + 1, name: nameAt(index), role, duty: index === 0 ? '组长' : index === 1 ? '副组长' : '成员' })), supervisionPhone: '0999-1234567',
      imprint: { ...imprint, purpose: 'notice' },
    },
    meeting_attendance: { ...head(imprint), kind: 'meeting_attendance', seats: roles.map((role, index) => ({ ordinal: index + 1, name: nameAt(index), role, duty: index === 0 ? '组长' : '', note: index === 8 ? '外出' : '' })) },
    meeting_ballots_secret: meetingBallots(imprint, 12, true),
    meeting_ballots_named: meetingBallots(imprint, 40, false),
    meeting_minutes: meetingMinutes(imprint, 16),
    meeting_minutes_draft: { ...meetingMinutes(imprint, 0), draft: true, attended: [], absent: [], recusals: [], corrections: [], signers: [], chair: '', recorder: '', remarks: '', present: 0 },
    meeting_key: { ...head(imprint), kind: 'meeting_key', lines: Array.from({ length: 16 }, (_, index) => ({ label: labelAt(index), className: '七年级(1)班', name: nameAt(index + 20), recused: index === 1 ? `${nameAt(4)}（申请学生的家长）` : '' })) },
  };
}
