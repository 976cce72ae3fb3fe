import type { NationalGrade } from '../identification/national-grade.ts';
import type { FormLayoutKey } from '../applications/form-layout.ts';

/** A school's settings: what places decide differently and the handbook therefore leaves open. */
export interface Settings {
  /** One person makes and checks; allowed in a one-teacher office, and then shown on screen and paper. */
  readonly onePersonMode: boolean;
  /** Every warning of a payee is put right or judged with a reason before a batch is released. */
  readonly warningsJudgedBeforeRelease: boolean;
  readonly lockMinutes: number;
  readonly noticeDays: number;
  readonly noticeUnit: 'workday' | 'day';
  readonly noticeCountFirstDay: boolean;
  /** Days from 到账 to payment that the county asks for; null: the county set none. */
  readonly payDays: number | null;
  /** How those days are counted: every day, or working days only. */
  readonly payUnit: 'workday' | 'day';
  /** Blocking findings of the self-check stop the closing of a term until they are resolved or explained; off: they are only shown there. */
  readonly selfCheckStops: boolean;
  /** 困难等级, heaviest first; the last one is 不困难. */
  readonly gradeSet: readonly string[] & string[];
  /** The school's words for the national system's grades, e.g. 比较困难 → 困难; a word both know needs no entry. */
  readonly nationalGrades: Record<string, NationalGrade>;
  readonly officePhone: string;
  readonly countyPhone: string;
  readonly splitProfile: 'custom' | 'puyang' | 'strict';
  /** The regional profile whose local standards apply; 全国 is none. */
  readonly region: string;
  /** The layout of 认定申请表 that new forms take. */
  readonly applicationLayout: FormLayoutKey;
}

/** The handbook's recommended defaults (2.12, 3.6, 6.8, 9.4). */
export const defaultSettings: Settings = {
  onePersonMode: false,
  warningsJudgedBeforeRelease: false,
  lockMinutes: 10,
  noticeDays: 5,
  noticeUnit: 'workday',
  noticeCountFirstDay: false,
  payDays: null,
  payUnit: 'day',
  selfCheckStops: true,
  gradeSet: ['特别困难', '困难', '一般困难', '不困难'],
  nationalGrades: {},
  officePhone: '',
  countyPhone: '',
  splitProfile: 'custom',
  region: '全国',
  applicationLayout: 'two_page',
};
