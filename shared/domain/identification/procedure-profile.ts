import type { SchoolYear } from '#shared/domain/calendar/term.ts';

/** The steps of an identification in their order (handbook 2.1, 2.2). `score` and `evidence` may stand on either side of the visit. */
export const procedureSteps = [
  'letter', 'application', 'evidence', 'visit', 'score', 'class_review', 'school_review', 'determination', 'notice', 'filing',
] as const;
export type ProcedureStep = (typeof procedureSteps)[number];

/**
 * How much a place asks of a step: `off` = not part of its procedure; `recorded` = its lack is shown and its dates are held to the order;
 * `required` = no decision without it.
 */
export const stepModes = ['off', 'recorded', 'required'] as const;
export type StepMode = (typeof stepModes)[number];

/** What a body must look like (handbook 2.3, 2.12). Null: the place sets no figure; it is recorded and nothing is warned of. */
export interface PanelRule {
  readonly minMembers: number | null;
  readonly minParentPupil: number | null;
  /** The lowest year of 小学 whose pupils may sit and vote; 7 is 初一. */
  readonly minPupilYear: number | null;
  readonly attendancePercent: number | null;
  readonly majorityPercent: number | null;
}

/** A school's procedure of one 学年 and the years after it, until the next one. Every place decides for itself; no text is national but the order. */
export interface ProcedureSpec {
  readonly steps: Readonly<Record<ProcedureStep, StepMode>>;
  /** What a later decision in the same 学年 (动态调整, 突发) must have newly behind it. */
  readonly revisionSteps: readonly ProcedureStep[];
  readonly panel: PanelRule;
  /** 班级公示 before 校级公示, in the school's own unit of days; null: one level only. */
  readonly classNoticeDays: number | null;
  /** Working days in which an objection is answered, and a 复议 (handbook 6.4). */
  readonly objectionReplyDays: number;
  readonly objectionReconsiderDays: number;
  readonly visitors: number;
  /** 残疾人证 grades that count, 1 the heaviest; null: any (handbook 2.6 row 12). */
  readonly disabilityMaxGrade: number | null;
  readonly disabilityNeedsHardship: boolean;
}

/** A procedure with where it comes from, ready to be taken over by a school. */
export interface ProcedurePreset {
  readonly key: string;
  readonly name: string;
  readonly source: string;
  readonly confidence: 'C' | 'R' | 'R?' | 'L' | 'P';
  readonly spec: ProcedureSpec;
}

const recorded: ProcedureSpec = {
  steps: {
    letter: 'recorded', application: 'recorded', evidence: 'recorded', visit: 'recorded', score: 'off', class_review: 'off', school_review: 'recorded',
    determination: 'required', notice: 'required', filing: 'recorded',
  },
  revisionSteps: [],
  panel: { minMembers: 7, minParentPupil: 3, minPupilYear: 4, attendancePercent: null, majorityPercent: null },
  classNoticeDays: null,
  objectionReplyDays: 3,
  objectionReconsiderDays: 3,
  visitors: 2,
  disabilityMaxGrade: null,
  disabilityNeedsHardship: true,
};

/** What ships. The first is in force until a school sets its own (handbook 2.12). */
export const procedurePresets: readonly [ProcedurePreset, ...ProcedurePreset[]] = [
  {
    key: 'default', name: '通用：各步登记，缺的提示', source: '教财〔2018〕16号；手册推荐值', confidence: 'R', spec: recorded,
  },
  {
    key: 'jiangsu', name: '江苏：先家访后认定', source: '苏救助中心〔2024〕4号 3', confidence: 'L',
    spec: { ...recorded, steps: { ...recorded.steps, visit: 'required' } },
  },
  {
    key: 'puyang', name: '濮阳：六步，先评议后认定', source: '濮教资助〔2022〕234号 一', confidence: 'L',
    spec: { ...recorded, steps: { ...recorded.steps, letter: 'required', application: 'required', school_review: 'required' } },
  },
  {
    key: 'sichuan', name: '四川：信息采集、量化测评、民主评议、走访核查四位一体', source: '川教厅办函〔2023〕7号 3', confidence: 'L',
    spec: {
      ...recorded,
      steps: { ...recorded.steps, application: 'required', evidence: 'recorded', visit: 'required', score: 'required', school_review: 'required' },
    },
  },
];

/** A procedure a school set, from one 学年 on. */
export interface DatedProcedure {
  readonly validFrom: SchoolYear;
  readonly name: string;
  readonly source: string;
  readonly spec: ProcedureSpec;
}

/** The procedure of a 学年: the newest that began in it or before; the shipped default where the school set none. Rows come oldest first. */
export function procedureOfYear(own: readonly DatedProcedure[], year: SchoolYear): DatedProcedure {
  const begun = own.filter((one) => one.validFrom <= year);
  const newest = begun.reduce<DatedProcedure | null>((best, one) => (best === null || one.validFrom >= best.validFrom ? one : best), null);
  const [standard] = procedurePresets;
  return newest ?? { validFrom: year, name: standard.name, source: standard.source, spec: standard.spec };
}
