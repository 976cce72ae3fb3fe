import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { registerKinds } from '#shared/contract/registers.ts';
import { permissionsOf } from '#shared/domain/access/role.ts';
import { findMethod } from '#main/shells/cli/methods.ts';
import { payeeFile, rosterFile } from '#main/demo/demo-files.ts';
import { lightAnswers } from '#test/helpers/score-school.ts';
import { addPanels } from './whole-panels.ts';
import type { WholePanels } from './whole-panels.ts';
import { addLetters } from './whole-letters.ts';
import { openWholeSchool } from './whole-school.ts';
import { scoreWholeSchool } from './score-whole-school.ts';
import type { WholeSchool } from './whole-school.ts';

let whole: WholeSchool;
let ours: { classId: number; studentIds: number[] };
let foreign: { studentIds: number[]; names: string[] };
let numbers: string[];
let panels: WholePanels;

interface Person { studentId: number; name: string; classId: number }

beforeAll(async () => {
  whole = await openWholeSchool();
  await scoreWholeSchool(whole);
  const { db } = whole;
  const pupils = db.all<Person>('SELECT id AS studentId, name, class_id AS classId FROM student WHERE class_id IS NOT NULL');
  // A class that has money, a brother or sister elsewhere, and a pupil on a department's list.
  const classId = db.get<{ classId: number }>(`SELECT s.class_id AS classId FROM payment_line l JOIN student s ON s.id = l.student_id
    WHERE EXISTS (SELECT 1 FROM list_match m JOIN list_match n ON n.row_id = m.row_id JOIN student t ON t.id = n.student_id
      WHERE m.student_id = s.id AND t.class_id <> s.class_id) LIMIT 1`)?.classId ?? pupils[0]!.classId;
  ours = { classId, studentIds: pupils.filter((pupil) => pupil.classId === classId).map((pupil) => pupil.studentId) };
  // A name is a trace of another class only where nobody of the own class or its families bears it or has it inside his own.
  const near = db.all<{ name: string }>(`SELECT name FROM student WHERE class_id = ? UNION SELECT m.name FROM household_member m JOIN student s ON s.id = m.student_id
    WHERE s.class_id = ? UNION SELECT display_name FROM account UNION SELECT head_teacher FROM class_group UNION SELECT f.name FROM imported_file f`, classId, classId).map(({ name }) => name);
  const others = pupils.filter((pupil) => pupil.classId !== classId);
  foreign = {
    studentIds: others.map((pupil) => pupil.studentId),
    names: [...new Set(others.map((pupil) => pupil.name))].filter((name) => !near.some((text) => text.includes(name))),
  };
  numbers = db.all<{ number: string }>(`SELECT id_number AS number FROM student UNION SELECT registry_no FROM student UNION SELECT id_number FROM household_member
    UNION SELECT account_no FROM payee_account UNION SELECT holder_id_number FROM payee_account UNION SELECT account_no FROM staff_account
    UNION SELECT certificate_no FROM list_row UNION SELECT head_id_number FROM list_row`).map(({ number }) => number).filter((number) => number.length >= 8);
  await whole.asAdministrator();
  panels = await addPanels(whole);
  await addLetters(whole);
  // Who objected is for nobody but those who handle it.
  const objectors = whole.db.all<{ name: string; contact: string }>('SELECT objector_name AS name, objector_contact AS contact FROM objection').flatMap(({ name, contact }) => [name, contact]);
  expect(objectors).toContain('钱静海');
  foreign.names.push(...objectors.filter((text) => text !== ''));
  await whole.signIn('teacher', 'class_teacher', { schoolId: whole.schoolId, classIds: [classId] });
}, 120_000);
afterAll(() => { whole.close(); });

/** Everything an answer says, files included as their names and bytes. */
async function textOf(answer: unknown): Promise<string> {
  const files: string[] = [];
  const text = JSON.stringify(answer, (_key, value: unknown) => {
    if (!(value instanceof File)) return value;
    files.push(value.name);
    return value.name;
  }) ?? '';
  if (answer instanceof File && answer.name.endsWith('.xlsx')) {
    const { read, utils } = await import('@e965/xlsx');
    const book = read(new Uint8Array(await answer.arrayBuffer()));
    return text + JSON.stringify(book.SheetNames.map((name) => utils.sheet_to_json(book.Sheets[name]!, { header: 1 })));
  }
  return text;
}

const money = { page: { offset: 0, limit: 5000 } };

/** Every reading a 班主任 may ask for, with what he could put into it to reach further. */
function readings(): Readonly<Record<string, readonly object[]>> {
  const { db, schoolId, term, population } = whole;
  const at = { schoolId, term };
  const id = (sql: string, ...parameters: (string | number)[]): number[] => db.all<{ id: number }>(sql, ...parameters).map((row) => row.id);
  const some = foreign.studentIds.slice(0, 6);
  const decisions = [...some, ...ours.studentIds.slice(0, 3)].map((studentId) => ({ studentId, routeIfNew: 'application', grade: '困难', reason: '评议' }));
  return {
    'schools.list': [{}], 'settings.get': [{ schoolId }], 'calendar.year': [{ year: 2025 }],
    'home.term': [at], 'home.checklist': [at],
    'dossier.list': [at, { ...at, classIds: id('SELECT id FROM class_group') }],
    'dossier.get': [...ours.studentIds, ...some].map((studentId) => ({ ...at, studentId })),
    'dossier.preview': [ours.studentIds[0]!, ...some.slice(0, 2)].map((studentId) => ({ ...at, studentId })),
    'imports.preview': [
      { ...at, purpose: 'roster', file: rosterFile(population), ...money }, { ...at, purpose: 'payee_accounts', file: payeeFile(population, []), ...money },
      { ...at, purpose: 'department_list', file: payeeFile(population, []), ...money, options: { kind: 'subsistence' } },
    ],
    'imports.errorCopy': [{ ...at, purpose: 'roster', file: rosterFile(population) }],
    'imports.history': [{ schoolId }],
    'roster.list': [at, { ...at, filter: { classIds: id('SELECT id FROM class_group') } }, { ...at, filter: { statuses: ['transferred_out', 'enrolled'] } }],
    'roster.get': [...ours.studentIds, ...some].map((studentId) => ({ ...at, studentId })),
    'roster.search': [...foreign.names.slice(0, 20), '9999', '李', 'w'].map((text) => ({ ...at, text, limit: 50 })),
    'roster.classes': [at], 'roster.repairs': [at], 'roster.movements': [{ ...at, from: '2020-01-01', to: '2026-12-31' }], 'roster.snapshots': [{ schoolId }],
    'programmes.list': [at], 'programmePlans.menu': [at], 'programmePlans.menuFile': [{ ...at, stages: ['primary', 'junior'], format: 'xlsx' }], 'programmePlans.profiles': [at],
    'entitlements.list': [at, { ...at, withdrawn: true }], 'entitlements.preview': [at], 'entitlements.unproposed': [at],
    'adjustments.list': [at], 'adjustments.print': [at, ...id('SELECT id FROM entitlement_adjustment').map((adjustmentId) => ({ ...at, adjustmentId }))],
    'attendance.grid': [at], 'attendance.file': [{ ...at, format: 'xlsx' }, ...id('SELECT id FROM class_group LIMIT 3').map((classId) => ({ ...at, classId, format: 'pdf' }))],
    'standings.list': [at, { ...at, every: true }], 'standings.file': [{ ...at, format: 'pdf' }, { ...at, format: 'xlsx' }, { ...at, format: 'csv', every: true }],
    'standings.why': [...ours.studentIds, ...some].map((studentId) => ({ ...at, studentId, programmeKey: 'yw.board' })),
    'entitlements.why': id('SELECT id FROM entitlement').map((entitlementId) => ({ schoolId, entitlementId })),
    'entitlements.print': [at, { ...at, classId: db.get<{ id: number }>('SELECT id FROM class_group WHERE id <> ? LIMIT 1', ours.classId)?.id }],
    'entitlements.exportXlsx': [at, ...id('SELECT id FROM class_group').map((classId) => ({ ...at, classId }))],
    'lists.list': [at], 'lists.rows': [at, ...id('SELECT id FROM department_list').map((listId) => ({ ...at, listId })), ...foreign.names.slice(0, 10).map((search) => ({ ...at, search }))],
    'lists.coverage': [at], 'coverage.gaps': [at], 'coverage.print': [at, ...id('SELECT id FROM class_group LIMIT 3').map((classId) => ({ ...at, classId }))],
    'recheck.list': [at], 'recheck.get': id('SELECT id FROM group_recheck').map((recheckId) => ({ schoolId, recheckId })), 'recheck.print': id('SELECT id FROM group_recheck').map((recheckId) => ({ schoolId, recheckId })),
    'verification.kinds': [{ schoolId }], 'verification.lists': [at], 'verification.hits': [at], 'verification.print': [at],
    'specialGroups.catalogue': [{ schoolId, schoolYear: '2025-2026' }],
    'identification.register': [at], 'identification.previewFromMatches': [at],
    'identification.check': decisions.map((entry) => ({ ...at, entries: [entry], decision: { body: '学校', decidedOn: '2025-10-01', effectiveTerm: term } })),
    'registers.summary': [at], 'registers.changes': [at], 'registers.national': [at],
    'registers.print': registerKinds.map((register) => ({ ...at, register })), 'registers.exportXlsx': registerKinds.map((register) => ({ ...at, register })),
    'registers.responsibility': [...ours.studentIds, ...some].map((studentId) => ({ schoolId, studentId, schoolYear: '2025-2026' })),
    'registers.printResponsibility': [...ours.studentIds.slice(0, 2), ...some].map((studentId) => ({ schoolId, studentId, schoolYear: '2025-2026' })),
    'visits.register': [at], 'visits.plans': [at], 'talks.list': [at],
    'visits.brief': [...ours.studentIds, ...some].map((studentId) => ({ schoolId, studentId, schoolYear: '2025-2026' })),
    'waivers.list': [at], 'waivers.form': [at, ...id('SELECT id FROM waiver').map((waiverId) => ({ ...at, waiverId })), ...some.map((studentId) => ({ ...at, studentId }))],
    'emergencies.list': [at], 'emergencies.form': [at, ...id('SELECT id FROM emergency').map((emergencyId) => ({ ...at, emergencyId }))],
    'letters.overview': [at], 'letters.propose': [at], 'letters.history': [...ours.studentIds.slice(0, 3), ...some].map((studentId) => ({ ...at, studentId })),
    'letters.proof': [{ ...at, title: '告知书', body: '请家长看一看这份告知书', slipText: '收到', issuedOn: '2025-09-01', replyBy: null }],
    'procedure.get': [{ schoolId, schoolYear: '2025-2026' }],
    ...readingsOfPanels(at),
    'attachments.list': [
      ...id('SELECT id FROM identification_case').map((subjectId) => ({ schoolId, subject: 'case', subjectId })),
      ...id('SELECT id FROM public_notice').map((subjectId) => ({ schoolId, subject: 'notice', subjectId })), ...id('SELECT id FROM objection').map((subjectId) => ({ schoolId, subject: 'objection', subjectId })),
      ...id('SELECT id FROM negative_hit LIMIT 40').map((subjectId) => ({ schoolId, subject: 'negative_hit', subjectId })),
    ],
    'attachments.get': id('SELECT id FROM attachment').map((attachmentId) => ({ schoolId, attachmentId })),
    'scoring.tables': [{ schoolId }],
    'scoring.table': id('SELECT id FROM score_table').map((tableId) => ({ schoolId, tableId })),
    'scoring.trial': id('SELECT id FROM score_table').map((tableId) => ({ schoolId, tableId, schoolYear: '2025-2026' })),
    'scoring.grid': id('SELECT id FROM score_table').map((tableId) => ({ ...at, tableId })),
    'scoring.checkSheets': id('SELECT id FROM score_table').map((tableId) => ({ ...at, tableId, side: 'verified', onDate: '2025-09-15', by: '班主任', entries: some.map((studentId) => ({ studentId, answers: lightAnswers })) })),
    'scoring.explain': [...ours.studentIds, ...some].map((studentId) => ({ schoolId, studentId, schoolYear: '2025-2026' })),
    'scoring.blankPdf': id('SELECT id FROM score_table').map((tableId) => ({ ...at, tableId })),
    'scoring.sheetsPdf': id('SELECT id FROM score_table').flatMap((tableId) => [{ ...at, tableId }, { ...at, tableId, studentIds: some }]),
    'scoring.summaryPdf': id('SELECT id FROM score_table').map((tableId) => ({ ...at, tableId })),
    'scoring.sheetXlsx': id('SELECT id FROM score_table').map((tableId) => ({ ...at, tableId, side: 'verified' })),
    'applications.list': [at], 'applications.exportSummary': [{ ...at, which: 'all' }, ...id('SELECT id FROM class_group').map((classId) => ({ ...at, which: 'all', classId }))],
    'applications.blankSheet': [{ ...at, layout: 'one_sheet' }], 'applications.printBlank': [{ ...at, layout: 'two_page' }], 'applications.templates': [at], 'applications.previewForms': [{ ...at, files: [rosterFile(population)] }], 'applications.get': [...ours.studentIds, ...some].map((studentId) => ({ ...at, studentId })),
    'identification.explain': [...ours.studentIds, ...some].map((studentId) => ({ schoolId, studentId, schoolYear: '2025-2026' })),
  };
}

/** The school's own body and meeting, and every class's agenda: asked by id, though the list doesn't name them. */
function readingsOfPanels(at: { readonly schoolId: number; readonly term: never }): Readonly<Record<string, readonly object[]>> {
  const { panelId, meetingId, meetingCaseId } = panels;
  const meeting = [{ ...at, meetingId }];
  const decision = { body: '学校', decidedOn: '2025-10-25', effectiveTerm: at.term };
  return {
    'panels.list': [at], 'panels.get': [{ ...at, panelId }], 'panels.printMembers': [{ ...at, panelId }], 'meetings.list': [at], 'meetings.get': meeting, 'meetings.candidates': meeting, 'meetings.checkClosing': meeting,
    'meetings.previewDecision': [{ ...at, meetingId, meetingCaseIds: [meetingCaseId], decision }],
    'meetings.ofStudent': [...ours.studentIds, ...foreign.studentIds.slice(0, 6)].map((studentId) => ({ schoolId: at.schoolId, studentId, schoolYear: '2025-2026' })),
    'meetings.printAttendance': meeting, 'meetings.printBallots': meeting, 'meetings.printMinutes': meeting, 'meetings.printKey': meeting,
  };
}

const alone = new Set(['archives', 'session', 'work']);

function methodNames(): string[] {
  return Object.entries(contract).flatMap(([subject, methods]) => Object.keys(methods).map((name) => `${subject}.${name}`));
}

test('the table has every reading of the role', () => {
  const granted = permissionsOf('class_teacher');
  const table = readings();
  const due = methodNames().filter((name) => {
    const method = findMethod(name)!;
    return method.kind === 'query' && !alone.has(name.split('.')[0]!) && (method.permission === 'signed_in' || granted.has(method.permission as never));
  });
  expect(due.filter((name) => !(name in table))).toEqual([]);
});

describe('a class teacher reads everything there is', () => {
  test('and meets no pupil of another class, no number in full, no account', async () => {
    const leaks: string[] = [];
    let answered = 0;
    for (const [name, inputs] of Object.entries(readings())) {
      for (const input of inputs) {
        const answer = await findMethod(name)!.call(whole.client, input).then((value) => value, (error: { data?: unknown; code?: string; message: string }) => {
          if (!['NOT_FOUND', 'REFUSED', 'FORBIDDEN', 'BAD_INPUT'].includes(error.code ?? '')) throw new Error(`${name}: ${error.message} ${JSON.stringify(input).slice(0, 200)}`);
          return error.data;
        });
        if (answer === undefined) continue;
        answered += 1;
        const text = await textOf(answer);
        // What he sent himself comes back to him; it is not a leak.
        const sent = JSON.stringify(input);
        const found = [...foreign.names, ...numbers].filter((one) => text.includes(one) && !sent.includes(one));
        const ids = foreign.studentIds.filter((studentId) => text.includes(`"studentId":${studentId},`) && !sent.includes(`"studentId":${studentId}`));
        if (found.length + ids.length > 0) leaks.push(`${name} ${sent.slice(0, 120)}: ${found.slice(0, 4).join(' ')} ${ids.slice(0, 4).join(' ')}`);
        if (/"account(No|Masked)":"[^"]/.test(text)) leaks.push(`${name}: an account`);
      }
    }
    expect(leaks).toEqual([]);
    expect(answered).toBeGreaterThan(50);
  }, 120_000);

  test('and every other method is forbidden before its input is looked at', async () => {
    const granted = permissionsOf('class_teacher');
    for (const name of methodNames()) {
      const { permission, call } = findMethod(name)!;
      if (permission === 'open' || permission === 'signed_in' || granted.has(permission)) continue;
      await expect(call(whole.client, {}), name).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('and writes nothing about another class', async () => {
    const { schoolId, term, client } = whole;
    const studentIds = foreign.studentIds.slice(0, 2);
    const before = whole.db.get<{ n: number }>('SELECT (SELECT count(*) FROM determination) + (SELECT count(*) FROM case_event) + (SELECT count(*) FROM identification_case) AS n')?.n;
    const foreignGroup = whole.db.get<{ id: number }>('SELECT g.id FROM case_group g JOIN identification_case c ON c.id = g.case_id JOIN student s ON s.id = c.student_id WHERE s.class_id <> ? LIMIT 1', ours.classId)!.id;
    await client.identification.createFromMatches({ schoolId, term, route: 'list_match', studentIds });
    await expect(client.identification.save({
      schoolId, term, decision: { body: '学校', decidedOn: '2025-10-01' as never, effectiveTerm: term }, entries: [{ studentId: studentIds[0]!, routeIfNew: 'application', grade: '困难', reason: '评议' }],
    })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(client.identification.recordEvent({ schoolId, term, studentIds, event: 'decline', onDate: '2025-10-01' as never, note: '' })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(client.identification.removeEvidence({ schoolId, caseGroupId: foreignGroup, reason: '误' })).rejects.toMatchObject({ code: 'REFUSED' });
    expect(whole.db.get<{ n: number }>('SELECT (SELECT count(*) FROM determination) + (SELECT count(*) FROM case_event) + (SELECT count(*) FROM identification_case) AS n')?.n).toBe(before);
  });
});
