import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { listConditions } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { EntitlementPolicy } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { EntitlementReason } from '#shared/domain/entitlement/reason.ts';
import { questionOf } from '#shared/domain/entitlement/reason.ts';
import type { SplitFacts, SplitQuestion } from '#shared/domain/entitlement/split.ts';
import { SPLIT_ORDER, findSplitRow } from '#shared/domain/entitlement/split.ts';
import { STANDINGS, decidingReason, isNotRunHere, standingOf } from '#shared/domain/entitlement/standing.ts';
import type { StandingRow } from '#shared/contract/standings.ts';
import { splitPayers, splitQuestions, splitRows, standingNames } from '#shared/text/entitlements.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { csvLayout, writeText } from '#main/files/write-text.ts';
import type { RegisterColumn, RegisterPart } from '#main/print/papers/register.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Judged } from './entitlement-evaluation.ts';
import { evaluateTerm } from './entitlement-evaluation.ts';
import { isInClasses } from './entitlement-facts.ts';
import { pupilColumns, reasonsOf, wordedReason } from './entitlement-views.ts';
import { imprintOf } from './imprint-of.ts';
import { api, classScope, read, slow } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import type { RegisterContent } from './register-sheet.ts';
import { fileName, sheetOfRegister, xlsxFile } from './register-sheet.ts';
import { settingsOf } from './settings.ts';

interface StandingScope {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly programmeKey?: string | undefined;
  readonly classId?: number | undefined;
  readonly every: boolean;
}

function liveState({ held }: Judged): 'proposed' | 'approved' | null {
  return held === null || held.state === 'withdrawn' ? null : held.state;
}

/** What decides: of what is held or due the standard behind the amount, of anything else the reason against it. */
function telling({ evaluation, held }: Judged): readonly EntitlementReason[] {
  if (held !== null) return reasonsOf(held);
  return evaluation.kind === 'proposed' ? evaluation.trace.reasons : evaluation.reasons;
}

function rowOf(judged: Judged, policy: EntitlementPolicy): StandingRow {
  const { pupil, evaluation, held } = judged;
  const standing = standingOf(liveState(judged), evaluation);
  const reasons = telling(judged);
  const has = standing === 'approved' || standing === 'proposed' || standing === 'due';
  const deciding = has ? reasons.find((one) => one.code === 'entitlement.rate_applies') ?? null : decidingReason(reasons);
  const worded = deciding === null ? null : wordedReason(deciding);
  return {
    ...pupilColumns(pupil, evaluation.programmeKey, { policy }), standing,
    amountFen: held?.amountFen ?? (evaluation.kind === 'proposed' ? evaluation.trace.amountFen : null),
    hardshipGrade: pupil.facts.determination?.gradeLabel ?? '',
    sentence: worded?.sentence ?? '', clause: worded?.clause ?? '',
    further: has ? 0 : reasons.filter((one) => one.verdict !== 'for').length - 1,
    questions: standing === 'asked' ? [...new Set(reasons.flatMap((one) => questionOf(one.code) ?? []))] : [],
    entitlementId: held?.id ?? null,
  };
}

function standingsOf(db: ReadableDb, scope: StandingScope, classIds: readonly number[] | null) {
  const { policy, judged } = evaluateTerm(db, scope.schoolId, scope.term, settingsOf(db, scope.schoolId), undefined, true);
  const inScope = judged.filter((one) => isInClasses(classIds, one.pupil)
    && (scope.classId === undefined || one.pupil.row.classId === scope.classId)
    && (scope.programmeKey === undefined || one.evaluation.programmeKey === scope.programmeKey)
    && (scope.every || one.held !== null || one.evaluation.kind === 'proposed' || !isNotRunHere(one.evaluation.reasons)));
  return { policy, rows: inScope.map((one) => rowOf(one, policy)) };
}

function countsOf(policy: EntitlementPolicy, rows: readonly StandingRow[]) {
  const own = Map.groupBy(rows, (row) => row.programmeKey);
  return policy.catalogue.programmes.flatMap(({ key, name }) => {
    const of = own.get(key);
    if (of === undefined) return [];
    const counts = Object.fromEntries(STANDINGS.map((standing) => [standing, of.filter((row) => row.standing === standing).length]));
    return [{ programmeKey: key, programmeName: name, ...counts as Record<(typeof STANDINGS)[number], number> }];
  });
}

/** Table 1.8 beside the pupil's own answers, so that a person sees which row applies and what is still to be asked. */
function splitTableOf(facts: SplitFacts | null, { splitProfile }: EntitlementPolicy) {
  if (facts === null) return null;
  const picked = findSplitRow(facts);
  const questions = Object.keys(splitQuestions) as SplitQuestion[];
  return {
    profile: splitProfile, answers: questions.map((question) => ({ question: splitQuestions[question], answer: facts[question] })),
    rows: SPLIT_ORDER.map((row) => ({ row, situation: splitRows[row], payer: splitPayers[row], applies: 'row' in picked && picked.row === row })),
  };
}

const columns: readonly RegisterColumn[] = [
  { title: '序号', width: { mm: 12 }, align: 'center' }, { title: '姓名', width: { mm: 22 }, align: 'left' }, { title: '困难等级', width: { mm: 20 }, align: 'center' },
  { title: '资助项目', width: { mm: 52 }, align: 'left' }, { title: '结果', width: { mm: 18 }, align: 'center' }, { title: '金额（元）', width: { mm: 24 }, align: 'right' },
  { title: '为什么', width: { share: 1 }, align: 'left' },
];

/** One part a class; a pupil's name stands once (on paper), or on every row (in a sheet, where rows are sorted and filtered). */
function partsOf(rows: readonly StandingRow[], everyName: boolean): RegisterPart[] {
  return [...Map.groupBy(rows, (row) => row.className)].map(([heading, own]) => {
    const order = [...new Set(own.map((row) => row.studentId))];
    return {
      heading: heading === '' ? '未编班' : heading, total: null,
      rows: own.map((row, index) => {
        const first = everyName || own[index - 1]?.studentId !== row.studentId;
        return [
          first ? String(order.indexOf(row.studentId) + 1) : '', first ? row.studentName : '', first ? row.hardshipGrade || '未认定' : '', row.programmeName,
          standingNames[row.standing], row.amountFen === null ? '' : formatYuan(row.amountFen), row.sentence,
        ];
      }),
    };
  });
}

function registerOf(rows: readonly StandingRow[], school: string, term: TermKey, everyName: boolean): RegisterContent {
  const count = (standing: StandingRow['standing']): string => `${rows.filter((row) => row.standing === standing).length} 人次`;
  return {
    title: `${school}学生资助享受情况核对表`, subtitle: formatTerm(term), wide: true, columns, parts: partsOf(rows, everyName),
    facts: [
      { label: '学生', text: `${new Set(rows.map((row) => row.studentId)).size} 人` },
      ...(['approved', 'proposed', 'due', 'asked', 'not'] as const).map((standing) => ({ label: standingNames[standing], text: count(standing) })),
    ],
    notes: ['每名学生对本学段的每个项目各有一个结果；理由写的是起决定作用的一条。'], signatures: ['班主任', '资助专干', '校长（公章）'],
  };
}

export const standingsService = {
  list: api.standings.list.handler(read(({ db, input, session }) => {
    const { policy, rows } = standingsOf(db, input, classScope(session));
    return { rows, pupilCount: new Set(rows.map((row) => row.studentId)).size, byProgramme: countsOf(policy, rows) };
  })),

  why: api.standings.why.handler(read(({ db, input, session }) => {
    const { schoolId, term, studentId, programmeKey } = input;
    const { policy, judged } = evaluateTerm(db, schoolId, term, settingsOf(db, schoolId), new Set([studentId]), true);
    const found = judged.find(({ evaluation }) => evaluation.programmeKey === programmeKey);
    const programme = findProgramme(policy.catalogue, programmeKey);
    if (!found || !programme || !isInClasses(classScope(session), found.pupil)) throw notFound('这名学生的这个项目');
    const told = telling(found);
    const codes = new Set(told.map((reason) => reason.code));
    const rest = found.held === null ? listConditions(found.pupil.facts, programme, term, policy).filter((reason) => !codes.has(reason.code)) : [];
    const row = rowOf(found, policy);
    return {
      studentName: row.studentName, className: row.className, programmeName: row.programmeName, standing: row.standing, amountFen: row.amountFen,
      split: splitTableOf(found.pupil.facts.split, policy), reasons: [...told, ...rest].map(wordedReason),
    };
  })),

  file: api.standings.file.handler(slow(async ({ core, db, input, session }) => {
    const { rows } = standingsOf(db, input, classScope(session));
    const [first] = rows;
    if (first === undefined) throw refuse('entitlement.nobody_in_scope', {});
    const label = ['享受情况核对表', input.term, ...(input.classId === undefined ? [] : [first.className]), ...(input.programmeKey === undefined ? [] : [first.programmeName])].join(' ');
    const content = registerOf(rows, findSchool(db, input.schoolId)?.name ?? '', input.term, input.format !== 'pdf');
    if (input.format === 'pdf') return pdfFile(fileName(label, 'pdf'), { kind: 'register', ...content, imprint: imprintOf(core, session) });
    const sheet = sheetOfRegister('享受情况', content);
    if (input.format === 'xlsx') return xlsxFile(fileName(label, 'xlsx'), [sheet]);
    return new File([writeText(sheet.rows, csvLayout) as Uint8Array<ArrayBuffer>], fileName(label, 'csv'), { type: 'text/csv' });
  })),
};
