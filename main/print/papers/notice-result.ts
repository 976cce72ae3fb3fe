import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

/** One objection on the 结果说明: its number and how it ended. There is no field for a name. */
export interface NoticeResultLine {
  readonly ordinal: number;
  readonly no: string;
  readonly receivedOn: IsoDate;
  readonly channel: string;
  /** 名单中一行 or 整份公示. */
  readonly about: string;
  /** 维持 / 调整 / 取消, or where it stands. */
  readonly outcome: string;
  readonly answeredOn: IsoDate | null;
  readonly reconsidered: boolean;
}

/** 公示结果说明 (handbook 6.1, 6.3), with the page its photos are pasted on. It may hang in public. */
export interface NoticeResultPaper {
  readonly kind: 'notice_result';
  readonly school: string;
  /** What was announced, e.g. 柳溪学校2025–2026学年秋季学期家庭经济困难学生认定结果. */
  readonly title: string;
  readonly no: string;
  readonly level: string;
  readonly place: string;
  readonly lineCount: number;
  readonly posting: {
    readonly postedOn: IsoDate | null;
    readonly endOn: IsoDate | null;
    readonly days: number;
    readonly dayUnit: 'workday' | 'day';
    readonly verified: boolean;
    readonly poster: string;
  };
  readonly takenDownOn: IsoDate | null;
  readonly remover: string;
  /** The one sentence on objections. */
  readonly result: string;
  /** false: the period is not ended yet, the paper is a draft of what will be said. */
  readonly ended: boolean;
  readonly objections: readonly NoticeResultLine[];
  readonly imprint: Imprint;
}
