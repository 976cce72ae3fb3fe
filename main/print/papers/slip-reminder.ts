import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

export interface SlipReminderLine {
  readonly ordinal: number;
  readonly name: string;
  /** What is open, in words: 回执未交, 应签放弃声明. */
  readonly todo: string;
  readonly givenOn: IsoDate | null;
}

/** 催收名单 of one class, for its teacher. */
export interface SlipReminderPaper {
  readonly kind: 'slip_reminder';
  readonly school: string;
  readonly yearName: string;
  readonly className: string;
  readonly headTeacher: string;
  readonly replyBy: IsoDate | null;
  readonly asOf: IsoDate;
  readonly lines: readonly SlipReminderLine[];
  readonly imprint: Imprint;
}
