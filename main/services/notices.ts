import { noticeLineSchema } from '#shared/contract/notices.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { noticeColumns } from '#shared/domain/notice/notice-fields.ts';
import type { NoticeLine } from '#shared/domain/notice/notice-fields.ts';
import type { NoticePeriodRule } from '#shared/domain/notice/notice-period.ts';
import { isShortPeriod, noticePeriod } from '#shared/domain/notice/notice-period.ts';
import { noticeTitle, wordNotice } from '#shared/domain/notice/notice-wording.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { FactsOf, SentenceCode } from '#shared/text/sentences.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import { workdayCalendarOf } from '#main/calendar/holidays.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';
import { deleteDraft, insertNotice, insertNoticeEntries, listNoticeEntries, listNotices } from '#main/db/repositories/public-notice.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { sha256Hex } from './core.ts';
import { checkLevel, classLevelDaysOf, classLevelObstacles } from './notice-levels.ts';
import type { ListedLine, NoticeChoice } from './notice-list.ts';
import { classesToAnnounce, heldBack, listForNotice } from './notice-list.ts';
import { noticePaperOf } from './notice-paper.ts';
import { checkFreeText, classNameOf, linesOf, noticeOf, periodRuleOf, rowOf, schoolNameOf } from './notice-records.ts';
import { noticeResultPaper, resultSentence } from './notice-result.ts';
import { noticeStepsService } from './notice-steps.ts';
import { api, read, slow, write } from './procedure.ts';
import { refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

interface FreeText {
  readonly basisDocument: string;
  readonly place: string;
}

type Choice = NoticeChoice & { days?: number | undefined; dayUnit?: 'workday' | 'day' | undefined };

/** 班级公示 has the days of the procedure, 校级公示 those of the settings; both count as the settings say. */
function ruleOf(db: ReadableDb, choice: Choice, settings: Settings): NoticePeriodRule {
  const classDays = choice.level === 'class' ? classLevelDaysOf(db, choice.schoolId, schoolYearOf(choice.term)) : null;
  return { days: choice.days ?? classDays ?? settings.noticeDays, unit: choice.dayUnit ?? settings.noticeUnit, countFirstDay: settings.noticeCountFirstDay };
}

interface SheetFacts {
  readonly notice: Pick<NoticeRecord, 'kind' | 'term' | 'showTier' | 'showAmount'> & FreeText;
  /** The school, with its class in a class-level notice. */
  readonly schoolName: string;
  readonly lines: readonly NoticeLine[];
  readonly rule: NoticePeriodRule;
  readonly postedOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly verified: boolean;
  readonly settings: Settings;
}

function sheetOf({ notice, schoolName, lines, settings, ...period }: SheetFacts) {
  const wording = wordNotice({
    kind: notice.kind, school: schoolName, term: notice.term, basisDocument: notice.basisDocument, place: notice.place, count: lines.length,
    schoolPhone: settings.officePhone, countyPhone: settings.countyPhone, ...period,
  });
  return {
    title: wording.title, paragraphs: [...wording.paragraphs], period: wording.period, objection: wording.objection,
    columns: [...noticeColumns(notice.kind, notice, lines)],
    lines: [...lines],
  };
}

/** Whose notice it is: the school's, or one class's. */
function nameOn(db: ReadableDb, choice: Pick<NoticeChoice, 'schoolId' | 'level' | 'classId' | 'term'>): string {
  const className = choice.level === 'class' ? classNameOf(db, choice.schoolId, choice.classId, schoolYearOf(choice.term)) : '';
  return `${schoolNameOf(db, choice.schoolId)}${className}`;
}

function storedSheet(db: ReadableDb, notice: NoticeRecord) {
  return sheetOf({
    notice, schoolName: nameOn(db, notice), lines: linesOf(db, notice), rule: periodRuleOf(notice), postedOn: notice.postedOn,
    endOn: notice.endOn, verified: notice.periodVerified ?? true, settings: settingsOf(db, notice.schoolId),
  });
}

function warningsOf(db: ReadableDb, rule: NoticePeriodRule, choice: Choice, facts: { verified: boolean; settings: Settings; listed: readonly ListedLine[]; postedOn: IsoDate }) {
  const warnings: { code: string; sentence: string }[] = [];
  const warn = <Code extends SentenceCode>(code: Code, of: FactsOf<Code>): void => { warnings.push({ code, sentence: sentenceOf(code, of) }); };
  const unit = rule.unit === 'workday' ? '个工作日' : '日';
  const classDays = classLevelDaysOf(db, choice.schoolId, schoolYearOf(choice.term));
  if (choice.level === 'school' && isShortPeriod(rule)) warn('notice.short_period', { days: rule.days, unit });
  if (choice.level === 'class' && classDays !== null && rule.days < classDays) warn('notice.class_short_period', { days: rule.days, unit, asked: classDays });
  const obstacles = classLevelObstacles(db, choice, facts.listed, facts.postedOn);
  if (obstacles.length > 0) warn('notice.class_level_pending', { classes: obstacles });
  const held = heldBack(db, choice, facts.settings);
  if (held > 0) warn('notice.held_left_out', { count: held });
  if (!facts.verified) warn('notice.holidays_unknown', {});
  if (choice.showTier) warn('notice.tier_shown', {});
  if (choice.showAmount) warn('notice.amount_shown', {});
  return warnings;
}

/** The hash of the exact lines, so that a sheet can be shown to be the one that hung. */
function hashOf(listed: readonly { line: NoticeLine }[]): string {
  return sha256Hex(JSON.stringify(listed.map((one) => noticeLineSchema.parse(one.line))));
}

export const noticesService = {
  list: api.notices.list.handler(read(({ db, input, today }) => listNotices(db, input.schoolId, input.term).map((notice) => rowOf(db, notice, today)))),

  get: api.notices.get.handler(read(({ db, input, today }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    return {
      ...rowOf(db, notice, today), sheet: storedSheet(db, notice), listSha256: notice.listSha256, place: notice.place,
      lineStudents: listNoticeEntries(db, notice.id).map((entry) => entry.studentId), proposedResult: resultSentence(db, notice.id),
    };
  })),

  preview: api.notices.preview.handler(read(({ db, input, today }) => {
    const settings = settingsOf(db, input.schoolId);
    checkFreeText({ 依据文件: input.basisDocument, 公示地点: input.place }, settings);
    checkLevel(db, input);
    const listed = listForNotice(db, input, settings);
    const rule = ruleOf(db, input, settings);
    const postedOn = input.postedOn ?? today;
    const period = noticePeriod(postedOn, rule, workdayCalendarOf(db));
    return {
      ...period,
      sheet: sheetOf({ notice: input, schoolName: nameOn(db, input), lines: listed.map((one) => one.line), rule, postedOn, endOn: period.endOn, verified: period.verified, settings }),
      warnings: warningsOf(db, rule, input, { verified: period.verified, settings, listed, postedOn }),
    };
  })),

  create: api.notices.create.handler(write(({ db, input, session, at, note }) => {
    const settings = settingsOf(db, input.schoolId);
    checkFreeText({ 依据文件: input.basisDocument, 公示地点: input.place }, settings);
    checkLevel(db, input);
    const listed = listForNotice(db, input, settings);
    const rule = ruleOf(db, input, settings);
    const { schoolId, kind, term, basisDocument, place, showTier, showAmount, level, objectionId } = input;
    const classId = level === 'class' ? input.classId : null;
    const made = insertNotice(db, {
      schoolId, kind, term, basisDocument, place, showTier, showAmount, title: noticeTitle(kind, nameOn(db, input), term), days: rule.days, level, classId, objectionId,
      dayUnit: rule.unit, countFirstDay: rule.countFirstDay, listSha256: hashOf(listed), lineCount: listed.length, accountId: session.accountId, at,
    });
    insertNoticeEntries(db, made.id, listed.map(({ line, ...entry }, index) => ({ ...entry, ordinal: index + 1, lineJson: JSON.stringify(noticeLineSchema.parse(line)) })));
    note({ ...made, kind, level, lineCount: listed.length });
    return { ...made, lineCount: listed.length };
  })),

  discard: api.notices.discard.handler(write(({ db, input, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    if (notice.state !== 'draft') throw refuse('notice.state_forbids', { step: 'withdraw', state: notice.state });
    deleteDraft(db, notice.id);
    note({ no: notice.no, listSha256: notice.listSha256 });
    return { done: true as const };
  })),

  ...noticeStepsService,

  print: api.notices.print.handler(slow(async ({ db, input, today }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    const postedOn = notice.postedOn ?? today;
    const period = notice.endOn !== null
      ? { endOn: notice.endOn, verified: notice.periodVerified ?? false }
      : noticePeriod(postedOn, periodRuleOf(notice), workdayCalendarOf(db));
    const paper = noticePaperOf({ notice, sheet: storedSheet(db, notice), schoolName: schoolNameOf(db, input.schoolId), postedOn, ...period, settings: settingsOf(db, input.schoolId) });
    const bytes = await printPaper(paper);
    return new File([new Uint8Array(bytes)], `${notice.no} ${notice.title}.pdf`, { type: 'application/pdf' });
  })),

  printResult: api.notices.printResult.handler(slow(async ({ db, input, core, session }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    if (notice.state === 'draft' || notice.withdrawnReason !== null) throw refuse('notice.no_result', { no: notice.no });
    const paper = noticeResultPaper(db, notice, {
      school: schoolNameOf(db, input.schoolId), className: classNameOf(db, input.schoolId, notice.classId, schoolYearOf(notice.term)),
      imprint: { purpose: 'notice', printedBy: session.displayName, printedAt: core.at() },
    });
    const bytes = await printPaper(paper);
    return new File([new Uint8Array(bytes)], `${notice.no} 公示结果说明.pdf`, { type: 'application/pdf' });
  })),

  levels: api.notices.levels.handler(read(({ db, input }) => ({
    classLevelDays: classLevelDaysOf(db, input.schoolId, schoolYearOf(input.term)),
    classes: classesToAnnounce(db, input, settingsOf(db, input.schoolId)),
  }))),
};
