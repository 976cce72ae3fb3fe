import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { NoticeLine } from '#shared/domain/notice/notice-fields.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';
import type { NoticePaper } from '#main/print/papers/notice.ts';

export interface NoticePaperFacts {
  readonly notice: NoticeRecord;
  readonly sheet: { readonly title: string; readonly paragraphs: readonly string[]; readonly lines: readonly NoticeLine[] };
  readonly schoolName: string;
  readonly postedOn: IsoDate;
  readonly endOn: IsoDate;
  readonly verified: boolean;
  readonly settings: Settings;
}

/** The notice as paper. A draft prints with the dates it would have if it were hung today. */
export function noticePaperOf({ notice, sheet, schoolName, postedOn, endOn, verified, settings }: NoticePaperFacts): NoticePaper {
  return {
    kind: 'notice',
    school: schoolName,
    no: notice.no,
    title: sheet.title,
    paragraphs: sheet.paragraphs,
    lines: sheet.lines.map(({ ordinal, name, rollDigits, className, major, programme, hardshipGrade, amountFen }) => ({
      ordinal, name, rollNo: rollDigits, className, major, programme, hardshipGrade, amountFen,
    })),
    posting: { postedOn, endOn, days: notice.days, dayUnit: notice.dayUnit, verified },
    objection: { office: '学校资助办公室', schoolPhone: settings.officePhone || null, supervisionPhone: settings.countyPhone || null },
    signedOn: postedOn,
  };
}
