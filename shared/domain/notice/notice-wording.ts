import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { NoticeKind } from '#shared/domain/notice/notice-fields.ts';
import type { NoticePeriodRule } from '#shared/domain/notice/notice-period.ts';

export interface NoticeWordingFacts {
  readonly kind: NoticeKind;
  readonly school: string;
  readonly term: TermKey;
  readonly basisDocument: string;
  readonly count: number;
  readonly postedOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly rule: NoticePeriodRule;
  readonly verified: boolean;
  readonly schoolPhone: string;
  readonly countyPhone: string;
  readonly place: string;
}

export interface NoticeWording {
  readonly title: string;
  /** What stands before the list. */
  readonly paragraphs: readonly string[];
  readonly period: string;
  readonly objection: string;
}

const BLANK_DATE = '　　　　年　　月　　日';

function dateOrBlank(date: IsoDate | null): string {
  return date === null ? BLANK_DATE : formatChineseDate(date);
}

/** The closed wording of a notice (skeleton of handbook 6.1): title, basis, procedure, list, period, objections, phones. */
export function noticeTitle(kind: NoticeKind, school: string, term: TermKey): string {
  const subject = kind === 'identification' ? '家庭经济困难学生认定结果' : '学生资助名单';
  return `关于${school}${formatTerm(term)}${subject}的公示`;
}

/** Words the notice from its facts alone, so that the same facts always print the same paper. */
export function wordNotice(facts: NoticeWordingFacts): NoticeWording {
  const basis = facts.basisDocument === '' ? '有关学生资助文件' : facts.basisDocument;
  const passed =
    facts.kind === 'identification'
      ? `经个人申请或名单比对、评议、学校认定等程序，拟认定以下 ${facts.count} 名学生为本学年家庭经济困难学生，现予公示。`
      : `经资格审核、按规定标准核算，拟对以下 ${facts.count} 人次学生发放本学期资助，现予公示。`;
  const unit = facts.rule.unit === 'workday' ? '个工作日' : '日';
  const caution = facts.verified || facts.postedOn === null ? '' : '，未核节假日';
  const phones = [
    facts.schoolPhone === '' ? null : `学校电话：${facts.schoolPhone}`,
    facts.countyPhone === '' ? null : `监督电话：${facts.countyPhone}`,
  ].filter((phone) => phone !== null);
  return {
    title: noticeTitle(facts.kind, facts.school, facts.term),
    paragraphs: [`根据${basis}，${passed}`, `公示地点：${facts.place === '' ? '校内公示栏' : facts.place}。`],
    period: `公示时间：${dateOrBlank(facts.postedOn)}至${dateOrBlank(facts.endOn)}（${facts.rule.days}${unit}${caution}）。`,
    objection: `公示期间如有异议，请以书面或电话方式向学校资助办公室反映；提倡实名，匿名反映同样登记处理。${phones.map((phone) => `${phone}。`).join('')}`,
  };
}
