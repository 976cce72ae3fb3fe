import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Fen } from '#shared/domain/money/fen.ts';

/** One line of a notice: the whitelist of handbook 6.1 and no field beside it. A column is printed when any line has it. */
export interface NoticeLine {
  readonly ordinal: number;
  readonly name: string;
  /** 校内学号/班内学号, only to tell pupils of one name apart. */
  readonly rollNo?: string | null;
  readonly className: string;
  /** 专业, 中职 only. */
  readonly major?: string | null;
  readonly programme?: string | null;
  /** 困难档次, only where the school's switch allows it. */
  readonly hardshipGrade?: string | null;
  /** 金额, only where the school's switch allows it. */
  readonly amountFen?: Fen | null;
}

/** 公示: hung on the notice board, in the layout of GB/T 9704. */
export interface NoticePaper {
  readonly kind: 'notice';
  readonly school: string;
  /** 公示编号. */
  readonly no: string;
  readonly title: string;
  /** The paragraphs before the list (basis, procedure); 首行缩进 is the paper's business. */
  readonly paragraphs: readonly string[];
  readonly lines: readonly NoticeLine[];
  readonly posting: {
    readonly postedOn: IsoDate;
    /** Last day of the period. */
    readonly endOn: IsoDate;
    readonly days: number;
    readonly dayUnit: 'workday' | 'day';
    /** False when the holiday calendar of a year inside the period is not known: the paper says 未核节假日. */
    readonly verified: boolean;
  };
  readonly objection: {
    readonly office: string;
    readonly schoolPhone: string | null;
    readonly supervisionPhone: string | null;
  };
  /** 落款日期, as a rule the day of posting. */
  readonly signedOn: IsoDate;
  /** 打印编号; derived when left out. */
  readonly printNo?: string;
}
