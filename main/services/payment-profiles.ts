import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { BatchFileLine } from '#shared/domain/disbursement/batch-file.ts';
import { findBatchFileProblems, renderBatchFiles, unwritable } from '#shared/domain/disbursement/batch-file.ts';
import type { BatchFileProblem } from '#shared/domain/disbursement/batch-file.ts';
import type { ExportProfile } from '#shared/domain/disbursement/export-profile.ts';
import { checkExportProfile, exportEncodingText, isFixed, isSheetKind } from '#shared/domain/disbursement/export-profile.ts';
import { presetProfiles } from '#shared/domain/disbursement/preset-profiles.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { FactsOf, SentenceCode } from '#shared/text/sentences.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { SavedProfile } from '#shared/contract/payments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { insertExportProfile, listExportProfiles, removeExportProfile, updateExportProfile } from '#main/db/repositories/export-profile.ts';
import { fileEncoder } from '#main/files/batch-file-bytes.ts';
import { PayeeBook } from './payee-checks.ts';
import { gatherCandidates } from './payment-candidates.ts';
import { fileLine } from './payment-export.ts';
import { programmeNames } from './programme-names.ts';
import { api, read, write } from './procedure.ts';
import { notFound, problemOf, refuse } from './refusal.ts';

const ownPrefix = 'own.';

/** The shipped profiles and the school's own. */
export function profilesOf(db: ReadableDb, schoolId: number): SavedProfile[] {
  return [
    ...presetProfiles.map(({ key, profile }) => ({ profileKey: key, preset: true, profile: profile as SavedProfile['profile'] })),
    ...listExportProfiles(db, schoolId).map(({ id, profile }) => ({ profileKey: `${ownPrefix}${id}`, preset: false, profile: profile as SavedProfile['profile'] })),
  ];
}

export function findProfile(db: ReadableDb, schoolId: number, profileKey: string): ExportProfile {
  const saved = profilesOf(db, schoolId).find((one) => one.profileKey === profileKey);
  if (!saved) throw refuse('payment.profile_unknown', {});
  return saved.profile;
}

/** What keeps lines out of the file, worded one by one. */
export function fileProblems(profile: ExportProfile, lines: readonly BatchFileLine[]): Problem[] {
  return findBatchFileProblems(profile, lines, fileEncoder).map((problem) =>
    problemOf('payment.file_problem_line', { lineNo: problem.lineNo, student: problem.studentName, problem: wordOf(problem, profile) }));
}

function wordOf(problem: BatchFileProblem, profile: ExportProfile): string {
  if (problem.code === 'payment.unwritable') {
    return sentenceOf('payment.unwritable', { name: problem.text, characters: problem.characters, encoding: exportEncodingText[profile.encoding] });
  }
  return sentenceOf(problem.code, problem as never);
}

/** The profile's own faults, worded. */
export function profileProblems(profile: ExportProfile): string[] {
  return checkExportProfile(profile).map((problem) => sentenceOf(problem.code as SentenceCode, problem as unknown as FactsOf<SentenceCode>));
}

export function assertProfileFit(profile: ExportProfile): void {
  const problems = profileProblems(profile);
  if (problems.length > 0) throw refuse('payment.profile_unfit', { problems });
}

function ownId(profileKey: string): number {
  if (!profileKey.startsWith(ownPrefix)) throw refuse('payment.profile_is_preset', {});
  return Number(profileKey.slice(ownPrefix.length));
}

/** What a format can't write of the next batch, and which formats could write all of it. */
export function unwritableOf(
  db: ReadableDb, { schoolId, term, programmeKey, purpose, profileKey }: { schoolId: number; term: TermKey; programmeKey: string; purpose: 'ordinary' | 'reissue'; profileKey: string },
): { problems: string[]; fitting: string[] } {
  const programmeName = programmeNames(db, schoolId)(programmeKey);
  const lines = gatherCandidates(db, schoolId, term, programmeKey, purpose).ready.map(({ line }, index) => fileLine({ ...line, lineNo: index + 1 }, { programmeName, docNo: '' }));
  const problemsOf = (profile: ExportProfile): string[] => (profileProblems(profile).length > 0 ? profileProblems(profile) : fileProblems(profile, lines).map((problem) => problem.sentence));
  const problems = problemsOf(findProfile(db, schoolId, profileKey));
  if (problems.length === 0) return { problems, fitting: [] };
  return { problems, fitting: profilesOf(db, schoolId).filter(({ profile }) => problemsOf(profile).length === 0).map(({ profile }) => profile.name) };
}

/** Pupils whose name, or whose holder's, an encoding has no bytes for: said while the format is chosen, not when the batch is due. */
function unwritableNames(db: ReadableDb, schoolId: number, profile: ExportProfile): string[] {
  if (isSheetKind(profile.kind)) return [];
  const book = new PayeeBook(db, schoolId);
  return book.pupils.flatMap((pupil) => {
    const account = book.accountOf(pupil.studentId);
    const characters = account ? unwritable(pupil.name + account.holderName, profile.encoding, fileEncoder) : [];
    return characters.length === 0 ? [] : [`${pupil.name}${account?.holderName === pupil.name ? '' : `（户名${account?.holderName ?? ''}）`}“${characters.join('')}”`];
  });
}

const sampleLines: readonly BatchFileLine[] = [
  { lineNo: 1, holderName: '李建国', accountNo: '9999000000000000129', amountFen: fen(31250), holderIdNumber: '999999198506153042', bankName: '云岭农商银行', relation: '父母', studentName: '李明', classLabel: '三年级(2)班', programme: '生活补助', docNo: '云财教〔2025〕9号' },
  { lineNo: 2, holderName: '买买提·吐尔逊', accountNo: '9999000000000000137', amountFen: fen(62500), holderIdNumber: '999999201503070019', bankName: '云岭农商银行', relation: '本人', studentName: '买买提·吐尔逊', classLabel: '五年级(1)班', programme: '生活补助', docNo: '云财教〔2025〕9号' },
];

export const paymentProfileHandlers = {
  profiles: api.payments.profiles.handler(read(({ db, input }) => profilesOf(db, input.schoolId))),

  saveProfile: api.payments.saveProfile.handler(write(({ db, input, session, at, note }) => {
    assertProfileFit(input.profile);
    const id = input.profileKey === null ? insertExportProfile(db, input.schoolId, input.profile, session.accountId, at) : ownId(input.profileKey);
    if (input.profileKey !== null && updateExportProfile(db, input.schoolId, id, input.profile, session.accountId, at) === 0) throw notFound('这个银行文件格式');
    note({ profile: input.profile.name, kind: input.profile.kind });
    return { profileKey: `${ownPrefix}${id}`, preset: false, profile: input.profile };
  })),

  removeProfile: api.payments.removeProfile.handler(write(({ db, input, at, note }) => {
    if (removeExportProfile(db, input.schoolId, ownId(input.profileKey), at) === 0) throw notFound('这个银行文件格式');
    note({ profileKey: input.profileKey });
    return { done: true as const };
  })),

  sampleProfile: api.payments.sampleProfile.handler(read(({ db, input, today }) => {
    const problems = profileProblems(input.profile);
    const names = unwritableNames(db, input.schoolId, input.profile);
    if (problems.length > 0) return { fileName: '', rows: [], text: null, problems, unwritable: names };
    const [file] = renderBatchFiles(input.profile, sampleLines, { school: '示例学校', schoolPinyin: 'shilixuexiao', date: today.replaceAll('-', ''), batchNo: `${today.slice(0, 4)}-01`, term: '2025秋', sent: { onTheDay: 0, names: new Set() } }, fileEncoder);
    if (!file) return { fileName: '', rows: [], text: null, problems, unwritable: names };
    const rows = file.content.kind === 'sheet' ? file.content.rows.map((row) => row.map((cell) => cell.text)) : file.content.text.trimEnd().split('\r\n').map((row) => (isFixed(input.profile) ? [row] : row.split(input.profile.separator)));
    return {
      fileName: input.profile.zip ? `${file.name.replace(/\.[^.]+$/u, '')}.zip（内有 ${file.name}）` : file.name, unwritable: names, rows, text: file.content.kind === 'text' ? file.content.text : null,
      problems: fileProblems(input.profile, sampleLines).map((problem) => problem.sentence),
    };
  })),
};
