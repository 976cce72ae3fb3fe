import { formatTerm, formatTermShort } from '#shared/domain/calendar/term.ts';
import { insertExplanation, listExplanations } from '#main/db/repositories/check-explanation.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { checkList, maySeeCheck, runTermChecks, wordFinding } from './check-list.ts';
import { checkPaper, checkSheets } from './check-papers.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow, write } from './procedure.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const checksService = {
  list: api.checks.list.handler(read(({ db, input, today, session }) => checkList(db, input, today, session))),

  explain: api.checks.explain.handler(write(({ db, input, today, session, at, note }) => {
    const { schoolId, term, reason } = input;
    const found = new Map(runTermChecks(db, input, today).flatMap((check) => check.findings).map((finding) => [finding.key, finding]));
    const chosen = [...new Map(input.findings.map((one) => [one.key, one])).values()];
    for (const { key, fingerprint } of chosen) {
      const finding = found.get(key);
      if (!finding || finding.fingerprint !== fingerprint) throw badInput([problemOf('checks.finding_gone', {})]);
      if (!maySeeCheck(session, finding.no)) throw refuse('checks.not_yours', { no: finding.no });
      if (finding.severity === 'list') throw refuse('checks.list_cannot_be_explained', {});
      insertExplanation(db, { schoolId, term, no: finding.no, findingKey: key, fingerprint, sentence: `${finding.subject.label} ${wordFinding(finding)}`.trim(), act: 'explain', reason }, { accountId: session.accountId, at });
    }
    note({ term, explained: chosen.map((one) => one.key), reason });
    return { explained: chosen.length };
  })),

  takeBack: api.checks.takeBack.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, term, key, reason } = input;
    const last = listExplanations(db, schoolId, term).get(key);
    if (last?.act !== 'explain') throw refuse('checks.not_explained', {});
    const no = key.slice(0, 2) as Parameters<typeof maySeeCheck>[1];
    if (!maySeeCheck(session, no)) throw refuse('checks.not_yours', { no });
    insertExplanation(db, { schoolId, term, no, findingKey: key, fingerprint: last.fingerprint, sentence: '', act: 'take_back', reason }, { accountId: session.accountId, at });
    note({ term, key, reason });
    return { done: true as const };
  })),

  print: api.checks.print.handler(slow(async ({ core, db, input, session, today, signal }) => {
    const school = findSchool(db, input.schoolId);
    if (!school) throw notFound('这所学校');
    const bytes = await printPaper(checkPaper(checkList(db, input, today, session), { school: school.name, term: formatTerm(input.term), asOf: today, imprint: imprintOf(core, session) }), signal);
    return new File([bytes], `资助工作自查报告 ${formatTermShort(input.term)}.pdf`, { type: 'application/pdf' });
  })),

  exportXlsx: api.checks.exportXlsx.handler(slow(async ({ db, input, session, today }) => {
    const bytes = await Promise.resolve(writeXlsx(checkSheets(checkList(db, input, today, session))));
    return new File([bytes as Uint8Array<ArrayBuffer>], `资助工作自查 ${formatTermShort(input.term)}.xlsx`, { type: xlsxType });
  })),
};
