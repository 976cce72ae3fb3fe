import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { formatClipboardHtml, formatClipboardText } from '#shared/domain/comparison/fill-template.ts';
import { formatSystemExportKind } from '#shared/domain/comparison/export-fields.ts';
import { formatTemplateContent, templateFields } from '#shared/domain/comparison/template-fields.ts';
import { comparisonCodes, formatRate } from '#shared/domain/comparison/three-zero-errors.ts';
import type { SystemExportView } from '#shared/contract/comparison.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listNotes } from '#main/db/queries/comparison.ts';
import { insertComparisonNote, setPairVerdict } from '#main/db/repositories/comparison-decision.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { listSystemExports, withdrawSystemExport } from '#main/db/repositories/system-export.ts';
import type { TemplateProfile } from '#main/db/repositories/template-profile.ts';
import { findTemplate, listTemplates } from '#main/db/repositories/template-profile.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { certificatePaper } from './comparison-paper.ts';
import type { PasteRequest } from './comparison-paste.ts';
import { fillFor, pasteSheets } from './comparison-paste.ts';
import type { TermPlace } from './comparison-sets.ts';
import { currentAidRows, exportsInUse, findComparison } from './comparison-sets.ts';
import { differencesOf, notesOf, openProposals, proposalView, resultOf } from './comparison-views.ts';
import { sha256Hex } from './core.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow, write } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { notFound, refuse } from './refusal.ts';

const noResult = '没有结果';

function exportViews(db: ReadableDb, { schoolId, term }: TermPlace): SystemExportView[] {
  const exports = listSystemExports(db, schoolId, term);
  const nameOf = programmeNames(db, schoolId);
  const used = new Set([
    ...exportsInUse(exports, 'roster').map((one) => one.id), ...exportsInUse(exports, 'identification').map((one) => one.id),
    ...currentAidRows(db, exports)?.usedIds ?? [],
  ]);
  return exports.map(({ id, kind, programmeKey, fileName, asOf, rowCount, importedAt }) => ({
    id, kind, kindLabel: formatSystemExportKind(kind), programmeKey, programmeName: programmeKey === null ? null : nameOf(programmeKey), fileName, asOf, rowCount,
    importedAt, inUse: used.has(id),
  })).toReversed();
}

function templateOf(db: ReadableDb, schoolId: number, id: number): TemplateProfile {
  const template = findTemplate(db, schoolId, id);
  if (!template) throw refuse('template.unknown', {});
  return template;
}

function fill(db: ReadableDb, input: PasteRequest & { readonly templateId: number }) {
  const template = templateOf(db, input.schoolId, input.templateId);
  const filled = fillFor(db, input, template);
  if (filled.rows.length === 0 && filled.refused.length === 0) throw refuse('template.nobody', { what: template.name });
  return { template, filled };
}

export const comparisonService = {
  overview: api.comparison.overview.handler(read(({ db, input }) => {
    const comparison = findComparison(db, input);
    const rows = listNotes(db, input.schoolId, input.term);
    const notes = notesOf(rows);
    const nameOf = programmeNames(db, input.schoolId);
    const ready = rows.find((note) => note.code === 'S');
    const { projectRate, infoRate, zero } = comparison.found;
    return {
      exports: exportViews(db, input),
      results: comparisonCodes.map((code) => resultOf(code, comparison, notes, nameOf)),
      schoolRate: ready ? '100%' : '待确认',
      projectRate: projectRate ? formatRate(projectRate) : noResult,
      infoRate: infoRate ? formatRate(infoRate) : noResult,
      schoolReady: ready?.resolvedOn ? { on: ready.resolvedOn, by: ready.by } : null,
      boardingNotCompared: zero.Z1?.pairs.filter((pair) => pair.notCompared.includes('boarding')).length ?? 0,
    };
  })),

  differences: api.comparison.differences.handler(read(({ db, input, session }) => {
    const { code, schoolId, term } = input;
    const { found, rejected } = findComparison(db, input);
    const difference = code === 'P1' || code === 'P2' ? null : found.zero[code];
    const rows = differencesOf(code, { found }, notesOf(listNotes(db, schoolId, term)), programmeNames(db, schoolId));
    const proposals = difference ? openProposals(difference, rejected).map(proposalView) : [];
    if (session.can('sensitive.show')) return { rows, proposals };
    // The keys hold whole numbers, for notes and verdicts to hang on; who may write neither needs them only to tell rows apart.
    return {
      rows: rows.map((row) => ({ ...row, elementKey: sha256Hex(row.elementKey) })),
      proposals: proposals.map((proposal) => ({ ...proposal, pairKey: sha256Hex(proposal.pairKey) })),
    };
  })),

  setNote: api.comparison.setNote.handler(write(({ db, input, session, at, note }) => {
    insertComparisonNote(db, { schoolId: input.schoolId, term: input.term, accountId: session.accountId, at }, input);
    note({ code: input.code, cause: input.cause, resolvedOn: input.resolvedOn });
    return { done: true as const };
  })),

  judgePair: api.comparison.judgePair.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, term, code, pairKey, verdict } = input;
    const difference = code === 'P1' || code === 'P2' ? null : findComparison(db, input).found.zero[code];
    if (!difference?.proposals.some((proposal) => proposalView(proposal).pairKey === pairKey)) throw refuse('comparison.pair_unknown', {});
    setPairVerdict(db, { schoolId, term, accountId: session.accountId, at }, pairKey, verdict);
    note({ code, verdict });
    return { done: true as const };
  })),

  withdrawExport: api.comparison.withdrawExport.handler(write(({ db, input, at, note }) => {
    if (!withdrawSystemExport(db, input.schoolId, input.exportId, at, input.reason)) throw refuse('comparison.export_unknown', {});
    note({ exportId: input.exportId, reason: input.reason });
    return { done: true as const };
  })),

  confirmSchoolReady: api.comparison.confirmSchoolReady.handler(write(({ db, input, session, at, today, note }) => {
    insertComparisonNote(db, { schoolId: input.schoolId, term: input.term, accountId: session.accountId, at },
      { code: 'S', elementKey: 'school', cause: '学校已纳入系统，学期已开通，操作、审核账号可用', responsible: '', deadline: null, resolution: '', resolvedOn: today });
    note({ confirmed: 'S' });
    return { done: true as const };
  })),

  certificate: api.comparison.certificate.handler(slow(async ({ db, input, session, today, core, signal, transact }) => {
    const exports = listSystemExports(db, input.schoolId, input.term);
    if (exports.length === 0) throw refuse('comparison.not_compared', {});
    const school = findSchool(db, input.schoolId);
    if (!school) throw notFound('这所学校');
    const paper = certificatePaper({
      school: school.name, term: input.term, asOf: today, comparison: findComparison(db, input), exports, notes: listNotes(db, input.schoolId, input.term),
      nameOf: programmeNames(db, input.schoolId), imprint: imprintOf(core, session),
    });
    const bytes = await printPaper(paper, signal);
    transact(({ note }) => note({ printed: 'difference_certificate', term: input.term }));
    return new File([bytes], `三个零误差比对结果 ${formatTermShort(input.term)}.pdf`, { type: 'application/pdf' });
  })),

  templates: api.comparison.templates.handler(read(({ db, input }) => listTemplates(db, input.schoolId).map(({ id, content, name, fileName, learnedAt, columns }) => {
    const labels = new Map<string, string>(templateFields(content).map((field) => [field.key, field.label]));
    return {
      id, content, contentLabel: formatTemplateContent(content), name, fileName, learnedAt: isoDate(learnedAt.slice(0, 10)),
      columns: columns.map(({ heading, field }) => ({ heading, field, fieldLabel: field === null ? null : labels.get(field) ?? field })),
    };
  }))),

  paste: api.comparison.paste.handler(write(({ db, input, note }) => {
    const { template, filled } = fill(db, input);
    note({ template: template.name, rows: filled.rows.length, refused: filled.refused.length, to: 'clipboard' });
    return { ...filled, text: formatClipboardText(filled.rows), html: formatClipboardHtml(filled.rows) };
  })),

  pasteSheet: api.comparison.pasteSheet.handler(slow(async ({ db, input, transact }) => {
    const { template, filled } = fill(db, input);
    const bytes = await Promise.resolve(writeXlsx(pasteSheets(filled, template)));
    transact(({ note }) => note({ template: template.name, rows: filled.rows.length, refused: filled.refused.length, to: 'xlsx' }));
    return new File([bytes as Uint8Array<ArrayBuffer>], `粘贴表 ${template.name} ${formatTermShort(input.term)}.xlsx`,
      { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
  })),
};
