import type { ScoreSheetPage, ScoreSheetsPaper } from '#main/print/papers/score-sheets.ts';
import type { ScoreSummaryPaper } from '#main/print/papers/score-summary.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import { nameAt, school } from './sample-names.ts';

const imprint: Imprint = { purpose: 'archive', printedBy: '王资助', printedAt: '2025-10-20T02:05:00.000Z' };
const table = '第 2 版 云岭县青石镇指标表（2025-09-01 起）';
const weights = '总分＝自评 × 40% ＋ 核定 × 60%';
const advice = '分值仅供参考，由认定小组决定';

const health = '1 双亲，均健康（0分）；2 双亲，一方一般病（8分）；3 双亲，一方长期病或残疾（12分）；4 双亲，一方重病（16分）；5 双亲，双方重病（20分）；6 单亲，健康（8分）；7 单亲，长期病或残疾（16分）；8 单亲，重病（20分）';

function page(index: number | null): ScoreSheetPage {
  const filled = index !== null;
  const cell = (answer: string, points: string) => (filled ? { answer, points } : null);
  return {
    name: filled ? nameAt(index) : '', className: filled ? '七年级(2)班' : '', groups: filled && index % 2 === 0 ? '低保家庭学生、残疾人子女' : '', filled,
    sections: [
      {
        title: '家庭结构与健康', cap: '40', self: filled ? '31' : '', verified: filled ? '27' : '',
        items: [
          { label: '父母健康', rule: '单选，封顶 20', choices: health, note: '看：县级以上医院诊断，残疾证', self: cell('5', '20'), verified: cell('4', '16') },
          { label: '兄弟姐妹读书', rule: '按数量计，可不填', choices: '1 学前或小学（3／个）；2 初中（5／个）；3 高中或中职（8／个）；4 大学（9／个）', note: '逐人累加', self: cell('1=1；3=1', '11'), verified: cell('1=1；3=1', '11') },
        ],
      },
      {
        title: '收入与支出', cap: '', self: filled ? '26.5' : '', verified: filled ? '16.5' : '',
        items: [
          { label: '父母工作能力及收入', rule: '单选', choices: '1 双方稳定工作（0分）；2 一方稳定，一方待业（10分）；3 双方外出务工（12分）；4 一方务农，一方务工（16分）；5 其他（0～15分）', note: '', self: cell('4', '16'), verified: cell('5=12.5', '12.5') },
          { label: '持有证件', rule: '多选累加，封顶 10.5，可不填', choices: '1 低保证（7分）；2 残疾证（7分）', note: '原件核对后复印', self: cell('1；2', '10.5'), verified: cell('1', '7') },
          { label: '班级评议小组评分', rule: '区间打分', choices: '-5～15 分，由评定人打分', note: '', self: null, verified: cell('7', '') },
          { label: '不符合情形', rule: '多选累加，可不填', choices: '1 购有商品房（城区）（-10分）；2 高档消费（-5分）', note: '', self: cell('无', '0'), verified: cell('1', '-10') },
        ],
      },
    ],
    selfTotal: filled ? '57.5' : '', verifiedTotal: filled ? '43.5' : '', total: filled ? '49.1' : '',
    proposal: filled ? '达到 40 分，建议困难（本校 2025-09-01 起的分数线，认定工作组会议）' : '', selfBy: filled ? '家长' : '', selfOn: filled ? '2025-09-08' : null,
    verifiedBy: filled ? '七（2）班评议小组' : '', verifiedOn: filled ? '2025-09-12' : null,
  };
}

/** A class's sheets, or the blank one for 0. */
export function scoreSheets(count: number): ScoreSheetsPaper {
  return {
    kind: 'score_sheets', school, schoolYear: '2025–2026学年', table, bypassRules: ['孤儿、烈士子女建议特别困难'], weights, rounding: '总分四舍五入到 0.1 分', advice,
    sheets: count === 0 ? [page(null)] : Array.from({ length: count }, (_, index) => page(index)), imprint,
  };
}

export function scoreSummary(count: number): ScoreSummaryPaper {
  return {
    kind: 'score_summary', school, period: '2025–2026学年秋季学期', table, weights, advice, sectionTitles: ['家庭结构与健康', '收入与支出'],
    classes: ['七年级(1)班', '七年级(2)班'].map((className) => ({
      className, counts: '特别困难 2 人，困难 9 人，没有建议 3 人',
      lines: Array.from({ length: count }, (_, index) => ({
        ordinal: index + 1, name: nameAt(index), groups: index % 3 ? '' : '低保家庭学生', sections: ['27', index % 4 ? '16.5' : '-2.5'], self: index % 5 ? '57.5' : '', verified: '43.5', total: index % 5 ? '49.1' : '',
        proposed: index % 5 ? '困难' : '', remark: index % 5 ? '' : '没有填全',
      })),
    })),
    imprint,
  };
}
