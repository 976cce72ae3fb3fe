import type { ProcedureStep, StepMode } from '#shared/domain/identification/procedure-profile.ts';
import type { StepState } from '#shared/domain/identification/procedure.ts';
import type { SentenceBook } from './sentence-book.ts';

export const procedureStepTexts: Readonly<Record<ProcedureStep, string>> = {
  letter: '告知', application: '申请', evidence: '材料核验', visit: '家访', score: '量化测评', class_review: '班级评议', school_review: '学校评议',
  determination: '认定', notice: '公示', filing: '建档备案',
};

export const stepModeTexts: Readonly<Record<StepMode, string>> = { off: '不设', recorded: '登记', required: '必须' };

export const stepStateTexts: Readonly<Record<StepState, string>> = { done: '已办', missing: '缺', ahead: '未到', not_asked: '不要求' };

export const procedureSentences = {
  'procedure.step_missing': (f: { name: string; step: ProcedureStep; date: string }) =>
    `${f.name} 在 ${f.date} 以前没有“${procedureStepTexts[f.step]}”的记录；本校的认定程序要求先办这一步再认定`,
  'procedure.decision_needs_it': (f: { name: string; step: ProcedureStep; date: string }) =>
    `${f.name} 在 ${f.date} 的认定以“${procedureStepTexts[f.step]}”为前提（本校程序要求先办这一步再认定），这样改会让那次认定没有这一步；请先在“认定”里取消认定，改好后再认定`,
  'procedure.dates_inverted': (f: { name: string; earlier: ProcedureStep; earlierOn: string; later: ProcedureStep; laterOn: string }) => (f.earlier === f.later
    ? `${f.name} 的${procedureStepTexts[f.earlier]}末日 ${f.laterOn} 不晚于首日 ${f.earlierOn}`
    : `${f.name} 的日期倒置：${procedureStepTexts[f.earlier]} ${f.earlierOn} 晚于${procedureStepTexts[f.later]} ${f.laterOn}；请核对两份材料上的日期，改正写错的那一个`),
} satisfies SentenceBook;
