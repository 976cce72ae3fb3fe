import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { formatSchoolYear, schoolYearOf, termRange, termsOf } from '#shared/domain/calendar/term.ts';
import type { CheckNo } from '#shared/domain/checks/check.ts';
import type { NegativeItem } from '#shared/domain/checks/negative-item.ts';
import { answerProblem, negativeItemsIn, proofState } from '#shared/domain/checks/negative-item.ts';
import type { NegativeItemView, SelfAssessmentView } from '#shared/contract/self-assessment.ts';
import { proofTexts } from '#shared/text/checks.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listRectifications } from '#main/db/repositories/rectification.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { AssessmentRow } from '#main/db/repositories/self-assessment.ts';
import {
  findAssessment, insertAnswer, insertAssessment, insertNegativeItemRow, listAnswersOf, listNegativeItemRows, signAssessment,
} from '#main/db/repositories/self-assessment.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { openByCheck, runTermChecks } from './check-list.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { assessmentPaper } from './self-assessment-paper.ts';

interface Scope {
  readonly db: ReadableDb;
  readonly schoolId: number;
  readonly term: TermKey;
  readonly today: IsoDate;
}

/** What the checks of the 学年's terms that have begun still hold open, check by check. */
function openInYear({ db, schoolId, term, today }: Scope): ReturnType<typeof openByCheck> {
  const begun = termsOf(schoolYearOf(term)).filter((one) => one === term || termRange(one).from <= today);
  const sums = new Map<CheckNo, { open: number; lacks: number }>();
  for (const one of begun) {
    for (const [no, { open, lacks }] of openByCheck(runTermChecks(db, { schoolId, term: one }, today))) {
      const before = sums.get(no) ?? { open: 0, lacks: 0 };
      sums.set(no, { open: before.open + open, lacks: Math.max(before.lacks, lacks) });
    }
  }
  return sums;
}

function itemsOf(db: ReadableDb, schoolId: number, year: SchoolYear, assessment: AssessmentRow | undefined): readonly NegativeItem[] {
  return assessment?.itemsJson === null || assessment === undefined ? negativeItemsIn(listNegativeItemRows(db, schoolId), year) : JSON.parse(assessment.itemsJson) as NegativeItem[];
}

function viewOf(scope: Scope): SelfAssessmentView {
  const { db, schoolId, term } = scope;
  const year = schoolYearOf(term);
  const assessment = findAssessment(db, schoolId, year);
  const answers = assessment ? listAnswersOf(db, assessment.id) : new Map<string, never>();
  const open = openInYear(scope);
  const { from } = termRange(termsOf(year)[0]);
  const { to } = termRange(termsOf(year)[1]);
  const rectified = Map.groupBy(listRectifications(db, schoolId).filter((row) => row.itemKey !== null && row.foundOn >= from && row.foundOn <= to), (row) => row.itemKey);
  const signed = assessment !== undefined && assessment.signedOn !== null;
  return {
    schoolYear: year,
    items: itemsOf(db, schoolId, year, assessment).map((item): NegativeItemView => {
      const said = answers.get(item.key);
      // What was signed shows what the checks said that day.
      const state = signed && said ? said.proof : proofState(item, open);
      return {
        ...item, proof: [...item.proof], proofState: state, proofLabel: proofTexts[state], openFindings: item.proof.reduce((sum, no) => sum + (open.get(no)?.open ?? 0), 0),
        answer: said?.answer ?? null, evidence: said?.evidence ?? '', answeredBy: said?.by ?? '', answeredAt: said?.at ?? '', rectifications: (rectified.get(item.key) ?? []).map((row) => row.no),
      };
    }),
    assessment: assessment ? {
      id: assessment.id, versionNo: assessment.versionNo, reason: assessment.reason, begunBy: assessment.begunBy, begunAt: assessment.begunAt,
      signed: assessment.signedOn === null ? null : { on: assessment.signedOn, signer: assessment.signer ?? '', post: assessment.signerPost ?? '', by: assessment.signedBy ?? '' },
    } : null,
  };
}

/** The self-assessment that takes answers; refuses where none is open. */
function openAssessment({ db, schoolId, term }: Scope): AssessmentRow {
  const year = schoolYearOf(term);
  const assessment = findAssessment(db, schoolId, year);
  if (!assessment) throw refuse('negative.not_begun', { year: formatSchoolYear(year) });
  if (assessment.signedOn !== null) throw refuse('negative.signed', { year: formatSchoolYear(year), on: formatChineseDate(assessment.signedOn) });
  return assessment;
}

export const selfAssessmentService = {
  get: api.selfAssessment.get.handler(read(({ db, input, today }) => viewOf({ db, ...input, today }))),

  saveItem: api.selfAssessment.saveItem.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, term, title, detail, source, confidence, proof } = input;
    const year = schoolYearOf(term);
    const items = negativeItemsIn(listNegativeItemRows(db, schoolId), year);
    if (input.key !== null && !items.some((item) => item.key === input.key)) throw refuse('negative.item_unknown', {});
    if (items.some((item) => item.title === title && item.key !== input.key)) throw refuse('negative.title_taken', { title });
    const key = input.key ?? `own.${listNegativeItemRows(db, schoolId).length + 1}`;
    insertNegativeItemRow(db, schoolId, { key, title, detail, source, confidence, proof, validFrom: year, active: true }, { accountId: session.accountId, at });
    note({ key, title, source, validFrom: year });
    return { key };
  })),

  retireItem: api.selfAssessment.retireItem.handler(write(({ db, input, session, at, note }) => {
    const year = schoolYearOf(input.term);
    const item = negativeItemsIn(listNegativeItemRows(db, input.schoolId), year).find((one) => one.key === input.key);
    if (!item) throw refuse('negative.item_unknown', {});
    insertNegativeItemRow(db, input.schoolId, { ...item, validFrom: year, active: false }, { accountId: session.accountId, at });
    note({ retired: input.key, from: year });
    return { done: true as const };
  })),

  begin: api.selfAssessment.begin.handler(write(({ db, input, session, at, note }) => {
    const year = schoolYearOf(input.term);
    const before = findAssessment(db, input.schoolId, year);
    if (before && before.signedOn === null) throw refuse('negative.already_open', { year: formatSchoolYear(year) });
    if (before && input.reason === '') throw refuse('negative.signed', { year: formatSchoolYear(year), on: formatChineseDate(before.signedOn ?? '' as IsoDate) });
    const versionNo = (before?.versionNo ?? 0) + 1;
    insertAssessment(db, { schoolId: input.schoolId, schoolYear: year, versionNo, reason: input.reason }, { accountId: session.accountId, at });
    note({ schoolYear: year, versionNo, reason: input.reason });
    return { versionNo };
  })),

  answer: api.selfAssessment.answer.handler(write(({ db, input, session, today, at, note }) => {
    const scope = { db, schoolId: input.schoolId, term: input.term, today };
    const assessment = openAssessment(scope);
    const items = new Map(viewOf(scope).items.map((item) => [item.key, item]));
    for (const { itemKey, answer, evidence } of input.answers) {
      const item = items.get(itemKey);
      if (!item) throw refuse('negative.item_unknown', {});
      const problem = answerProblem(answer, evidence, item.proofState);
      if (problem !== null) throw refuse(`negative.${problem}`, { title: item.title });
      insertAnswer(db, assessment.id, { itemKey, answer, evidence, proof: item.proofState }, { accountId: session.accountId, at });
    }
    note({ schoolYear: assessment.schoolYear, answers: input.answers.map(({ itemKey, answer }) => `${itemKey} ${answer}`) });
    return { answered: input.answers.length };
  })),

  sign: api.selfAssessment.sign.handler(write(({ db, input, session, today, at, note }) => {
    const scope = { db, schoolId: input.schoolId, term: input.term, today };
    const assessment = openAssessment(scope);
    if (input.signedOn > today) throw refuse('negative.signed_in_future', { date: formatChineseDate(input.signedOn) });
    const { items } = viewOf(scope);
    const titles = (holds: (item: NegativeItemView) => boolean): string[] => items.filter(holds).map((item) => item.title);
    const unanswered = titles((item) => item.answer === null);
    if (unanswered.length > 0) throw refuse('negative.unanswered', { titles: unanswered });
    const loose = titles((item) => item.answer === 'present' && item.rectifications.length === 0);
    if (loose.length > 0) throw refuse('negative.without_rectification', { titles: loose });
    const changed = titles((item) => item.answer === 'absent' && item.proofState === 'open');
    if (changed.length > 0) throw refuse('negative.proof_changed', { titles: changed });
    signAssessment(db, assessment.id, { items: itemsOf(db, input.schoolId, assessment.schoolYear, assessment), signedOn: input.signedOn, signer: input.signer, post: input.post }, { accountId: session.accountId, at });
    note({ schoolYear: assessment.schoolYear, versionNo: assessment.versionNo, signer: input.signer, signedOn: input.signedOn });
    return { done: true as const };
  })),

  print: api.selfAssessment.print.handler(slow(async ({ core, db, input, session, today }) => {
    const school = findSchool(db, input.schoolId);
    if (!school) throw notFound('这所学校');
    const view = viewOf({ db, schoolId: input.schoolId, term: input.term, today });
    return pdfFile(`负面清单自评表 ${view.schoolYear}.pdf`, assessmentPaper(view, { school: school.name, asOf: today, imprint: imprintOf(core, session) }));
  })),
};
