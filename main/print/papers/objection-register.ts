import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Imprint } from './imprint.ts';

/** One objection on the school's own papers: 实名 or 匿名, never who. */
export interface ObjectionLine {
  readonly no: string;
  readonly noticeNo: string;
  readonly receivedOn: IsoDate;
  readonly channel: string;
  /** 实名 / 匿名. */
  readonly naming: string;
  /** The pupil and class objected to, or 整份公示. */
  readonly about: string;
  readonly claim: string;
  readonly dueOn: IsoDate;
  readonly dueVerified: boolean;
  readonly checkers: string;
  readonly onePerson: boolean;
  readonly finding: string;
  /** 维持 / 调整（困难→一般困难） / 取消; '' while none. */
  readonly outcome: string;
  readonly answeredOn: IsoDate | null;
  readonly replyWay: string;
  readonly timing: string;
  readonly reconsideration: {
    readonly askedOn: IsoDate;
    readonly body: string;
    readonly dueOn: IsoDate;
    readonly dueVerified: boolean;
    readonly answeredOn: IsoDate | null;
    readonly outcome: string;
    readonly finding: string;
    readonly replyWay: string;
  } | null;
  readonly state: string;
  readonly receivedBy: string;
}

/** 异议登记簿 of a term (columns of handbook 6.4). */
export interface ObjectionRegisterPaper {
  readonly kind: 'objection_register';
  readonly school: string;
  readonly term: TermKey;
  readonly lines: readonly ObjectionLine[];
  readonly imprint: Imprint;
}

/** 异议处理单: one objection on one page, with room for the signatures of each step. */
export interface ObjectionFormPaper {
  readonly kind: 'objection_form';
  readonly school: string;
  readonly line: ObjectionLine;
  readonly imprint: Imprint;
}
