import type { Problem } from '#shared/contract/base.ts';
import type { ApplicationDraft } from '#shared/domain/applications/application-form.ts';
import { emptyDraft } from '#shared/domain/applications/application-form.ts';
import { draftOfForm } from '#shared/domain/applications/draft-of-form.ts';
import type { FormLayoutKey } from '#shared/domain/applications/form-layout.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { findAccount } from '#main/db/repositories/account.ts';
import type { StoredApplication } from '#main/db/repositories/application-form.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { PlannedReceipt } from './application-receipt.ts';
import type { EntryContext } from './identification-entries.ts';
import { PupilFinder } from './pupil-finder.ts';
import type { FoundPupil } from './pupil-finder.ts';
import { settingsOf } from './settings.ts';

/** What a person says of a pile of forms as a whole. */
export interface PileOptions {
  readonly layout: FormLayoutKey;
  /** For forms that name no day. */
  readonly appliedOn: IsoDate | null;
  /** The paper forms lie at the school, promise copied by hand and consent signed. */
  readonly signedOnPaper: boolean;
}

/** Who imports, as entries are judged by it. */
export function importContext(db: ReadableDb, { schoolId, term, today, accountId }: { readonly schoolId: number; readonly term: TermKey; readonly today: IsoDate; readonly accountId: number }): EntryContext {
  const account = findAccount(db, accountId);
  return { schoolId, term, today, gradeSet: settingsOf(db, schoolId).gradeSet, classIds: account?.role === 'class_teacher' ? account.classIds : null };
}

/** Finds the pupils forms name; a 班主任 finds only its own. */
export function applicantFinder(db: ReadableDb, { schoolId, classIds }: EntryContext, year: SchoolYear): { readonly finder: PupilFinder; readonly byId: ReadonlyMap<number, PupilLine> } {
  const lines = listPupilLines(db, schoolId).filter((line) => isOnRoll(line.status as StudentStatus) && (classIds === null || classIds.includes(line.classId ?? 0)));
  return { finder: new PupilFinder(lines, (findSchool(db, schoolId)?.stages ?? []) as readonly EducationStage[], year), byId: new Map(lines.map((line) => [line.studentId, line])) };
}

/** What a new row is put over: the form at the school, else what is being typed, else a blank one. */
export function baseDraft(stored: StoredApplication | undefined, layout: FormLayoutKey): ApplicationDraft {
  return stored?.form ? draftOfForm(stored.form) : stored?.draft ?? emptyDraft(layout);
}

/** What was said of the whole pile, where the form itself says nothing. */
export function withPileOptions(draft: ApplicationDraft, { appliedOn, signedOnPaper }: PileOptions): ApplicationDraft {
  const day = draft.appliedOn || (appliedOn ?? '');
  if (!signedOnPaper) return { ...draft, appliedOn: day };
  const signedOn = parseIsoDate(day) ?? '';
  const { promise, consent } = draft;
  return {
    ...draft, appliedOn: day,
    promise: promise.handwritten === 'unknown' ? { ...promise, handwritten: 'yes', signedOn: promise.signedOn || signedOn } : promise,
    consent: consent.given === 'unknown' ? { ...consent, given: 'yes', signedOn: consent.signedOn || signedOn } : consent,
  };
}

export type PileAction = 'receive' | 'correct' | 'same' | 'draft';

/** A form that lacks nothing but the guardian's consent is kept as a draft until it is signed; anything else wrong keeps it out. */
export function pileAction(receipt: PlannedReceipt): PileAction | null {
  if (receipt.wrong.length === 0) return receipt.event;
  const open = receipt.from === 'draft' && receipt.wrong.every((problem) => problem.code === 'application.consent_missing');
  return open ? 'draft' : null;
}

const actionWords: Readonly<Record<PileAction, string>> = {
  receive: '收下', correct: '更正已收下的一份，原来的留着', same: '与已收下的相同，不动', draft: '存为草稿，等监护人签字同意',
};

export function pileSentence(receipt: PlannedReceipt, pupil: PupilLine, year: SchoolYear): string {
  const action = pileAction(receipt);
  const who = `${formatPupilClass(pupil, year)} ${pupil.name}`;
  return action === null ? `${who}：${receipt.wrong[0]?.sentence ?? ''}` : `${who}：${actionWords[action]}`;
}

/** A name or class that isn't as the register has it, in words of identification; `wrong` where no pupil can be told. */
export type PupilProblem = { readonly severity: 'wrong' | 'look' } & (
  | { readonly code: 'identification.pupil_not_found'; readonly facts: { name: string; className: string } }
  | { readonly code: 'identification.pupil_ambiguous'; readonly facts: { name: string; classes: string } }
  | { readonly code: 'identification.name_differs'; readonly facts: { listed: string; ours: string } }
  | { readonly code: 'identification.class_differs'; readonly facts: { listed: string; ours: string } }
  | { readonly code: 'identification.pupil_by_name_only'; readonly facts: { name: string; className: string } });

export function pupilProblems(found: FoundPupil, { name, classLabel }: { readonly name: string; readonly classLabel: string }, year: SchoolYear): readonly PupilProblem[] {
  if (found.kind === 'none') return [{ severity: 'wrong', code: 'identification.pupil_not_found', facts: { name, className: classLabel } }];
  if (found.kind === 'several') {
    return [{ severity: 'wrong', code: 'identification.pupil_ambiguous', facts: { name, classes: found.pupils.map((pupil) => formatPupilClass(pupil, year)).join('、') } }];
  }
  const ours = formatPupilClass(found.pupil, year);
  return [
    ...(found.differs.includes('name') ? [{ severity: 'look', code: 'identification.name_differs', facts: { listed: name, ours: found.pupil.name } } as const] : []),
    ...(found.differs.includes('class') ? [{ severity: 'look', code: 'identification.class_differs', facts: { listed: classLabel, ours } } as const] : []),
    ...(found.by === 'name' ? [{ severity: 'look', code: 'identification.pupil_by_name_only', facts: { name: found.pupil.name, className: ours } } as const] : []),
  ];
}

/** 年级 and 班级 in two cells, or the whole in one. */
export function joinedClass(year: string, one: string): string {
  return one === '' ? year : year === '' || /[年级高初大中小]/u.test(one) ? one : `${year}${one}`;
}

/** The problems of a form that keep it out, without those a draft may have. */
export function standingProblems(receipt: PlannedReceipt): readonly Problem[] {
  return pileAction(receipt) === 'draft' ? [] : receipt.wrong;
}
