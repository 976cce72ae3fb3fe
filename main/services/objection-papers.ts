import type { ObjectionRow } from '#shared/contract/objections.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { objectionChannelNames, objectionOutcomeNames, objectionStateNames, replyTimingNames } from '#shared/text/objections.ts';
import { findObjection, listObjections } from '#main/db/repositories/objection.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import type { ObjectionLine } from '#main/print/papers/objection-register.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { imprintOf } from './imprint-of.ts';
import { schoolNameOf } from './notice-records.ts';
import { objectionRows } from './objection-views.ts';
import { api, read, slow } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

function aboutOf({ subject, noticeKind }: ObjectionRow): string {
  if (subject === null) return '整份公示';
  return `${subject.className} ${subject.name}${noticeKind === 'aid_list' && subject.programme !== '' ? `（${subject.programme}）` : ''}`;
}

function outcomeOf(row: ObjectionRow): string {
  const { outcome } = row.answer;
  if (outcome === null) return '';
  const changes = row.revisions.map((one) => `${row.subject === null ? one.name : ''}${one.before || '未认定'}→${one.after}`);
  return `${objectionOutcomeNames[outcome]}${outcome !== 'uphold' && changes.length > 0 ? `（${changes.join('；')}）` : ''}`;
}

/** An objection as the school's papers have it: who raised it is not among the facts they are made from. */
export function objectionLine(row: ObjectionRow): ObjectionLine {
  const { reconsideration: again } = row;
  return {
    no: row.no, noticeNo: row.noticeNo, receivedOn: row.receivedOn, channel: objectionChannelNames[row.channel], naming: row.named ? '实名' : '匿名',
    about: aboutOf(row), claim: row.claim, dueOn: row.answer.dueOn, dueVerified: row.answer.dueVerified, checkers: row.checkers.join('、'), onePerson: row.onePerson,
    finding: row.answer.finding, outcome: outcomeOf(row), answeredOn: row.answer.answeredOn, replyWay: row.answer.replyWay,
    timing: row.state === 'withdrawn' ? '' : replyTimingNames[row.answer.timing],
    reconsideration: again === null ? null : {
      askedOn: again.raisedOn, body: again.body, dueOn: again.dueOn, dueVerified: again.dueVerified, answeredOn: again.answeredOn,
      outcome: again.outcome === null ? '' : objectionOutcomeNames[again.outcome], finding: again.finding, replyWay: again.replyWay,
    },
    state: objectionStateNames[row.state], receivedBy: row.receivedBy,
  };
}

const head = [
  '序号', '异议编号', '公示编号', '提出日期', '方式', '实名/匿名', '反映对象', '反映内容', '答复期限', '核查人', '核查情况', '结论', '答复日期', '答复方式', '是否按期', '复议日期', '复议机构',
  '复议期限', '复议结论', '复议答复日期', '状态', '登记人',
];

/** 异议登记簿 as a worksheet. */
export function objectionSheet(lines: readonly ObjectionLine[], term: TermKey): SheetToWrite {
  const due = (dueOn: string, verified: boolean): string => `${dueOn}${verified ? '' : '（未核节假日）'}`;
  const rows = lines.map((line, index): WriteCell[] => [
    String(index + 1), line.no, line.noticeNo, line.receivedOn, line.channel, line.naming, line.about, line.claim, due(line.dueOn, line.dueVerified),
    `${line.checkers}${line.onePerson ? '（单人模式）' : ''}`, line.finding, line.outcome, line.answeredOn ?? '', line.replyWay, line.timing,
    line.reconsideration?.askedOn ?? '', line.reconsideration?.body ?? '', line.reconsideration === null ? '' : due(line.reconsideration.dueOn, line.reconsideration.dueVerified),
    line.reconsideration?.outcome ?? '', line.reconsideration?.answeredOn ?? '', line.state, line.receivedBy,
  ]);
  const title: WriteCell[] = [{ text: `公示异议登记簿　${formatTerm(term)}`, look: 'title' }];
  return { name: '异议登记簿', headerRows: 2, rows: [title, head.map((text): WriteCell => ({ text, look: 'header' })), ...rows] };
}

const pdf = (bytes: Uint8Array, name: string): File => new File([new Uint8Array(bytes)], name, { type: 'application/pdf' });

/** What the register gives out on paper and in a table. None of it names who objected. */
export const objectionPapersService = {
  printForm: api.objections.printForm.handler(slow(async ({ db, input, today, core, session }) => {
    const one = findObjection(db, input.schoolId, input.objectionId);
    if (one === undefined) throw notFound('这件异议');
    const [row] = objectionRows(db, input.schoolId, [one], today);
    if (row === undefined) throw notFound('这件异议');
    const bytes = await printPaper({ kind: 'objection_form', school: schoolNameOf(db, input.schoolId), line: objectionLine(row), imprint: imprintOf(core, session) });
    return pdf(bytes, `${one.no} 异议处理单.pdf`);
  })),

  printRegister: api.objections.printRegister.handler(slow(async ({ db, input, today, core, session }) => {
    const rows = objectionRows(db, input.schoolId, listObjections(db, input.schoolId, input.term), today);
    if (rows.length === 0) throw refuse('objection.nothing_to_print', {});
    const bytes = await printPaper({
      kind: 'objection_register', school: schoolNameOf(db, input.schoolId), term: input.term, lines: rows.map(objectionLine), imprint: imprintOf(core, session),
    });
    return pdf(bytes, `异议登记簿 ${input.term}.pdf`);
  })),

  exportXlsx: api.objections.exportXlsx.handler(read(({ db, input, today }) => {
    const rows = objectionRows(db, input.schoolId, listObjections(db, input.schoolId, input.term), today);
    if (rows.length === 0) throw refuse('objection.nothing_to_print', {});
    const bytes = writeXlsx([objectionSheet(rows.map(objectionLine), input.term)]);
    return new File([new Uint8Array(bytes)], `异议登记簿 ${input.term}.xlsx`, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
  })),
};
