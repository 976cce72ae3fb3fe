import { expect, test } from 'vitest';
import { termKey } from '#shared/domain/calendar/term.ts';
import { openTestSchool, refusalOf, signInAs } from '#test/helpers/test-app.ts';

const term = termKey('2025-2026-1');

test('an empty school: eleven steps, the roster next, no money, the log intact', async () => {
  const { client, schoolId } = await openTestSchool();
  const overview = await client.home.term({ schoolId, term });
  expect(overview.steps).toHaveLength(11);
  expect(overview).toMatchObject({ today: '2025-10-31', lastDay: '2026-01-31', closedOn: null, next: 'roster', waiting: 1 });
  expect(overview.money).toEqual({ openingFen: 0, receivedFen: 0, dueFen: 0, paidFen: 0, failedFen: 0, returnedFen: 0, balanceFen: 0 });
  expect(overview.safety).toEqual({ lastBackupAt: null, lastBackupVerified: false, auditIntact: true, auditLastSeq: 1 });
});

test('a backup and more log rows show in the safety card, a touched row is noticed', async () => {
  const { app, client, schoolId } = await openTestSchool();
  await client.backups.make({});
  for (let days = 1; days <= 20; days += 1) await client.settings.update({ schoolId, settings: { noticeDays: days } });
  const { safety } = await client.home.term({ schoolId, term });
  expect(safety).toMatchObject({ lastBackupVerified: true, auditIntact: true });
  const writer = app.core.archive!.database.writer;
  writer.exec('DROP TRIGGER audit_no_update');
  writer.run(`UPDATE audit SET detail_json = '{}' WHERE seq = 5`);
  expect((await client.home.term({ schoolId, term })).safety.auditIntact).toBe(false);
});

test("a class's teacher sees no school-wide money, and another school's home stays shut", async () => {
  const open = await openTestSchool();
  const other = await open.client.schools.add({ school: { name: '云岭小学', code: '9999990002', stages: ['primary'], county: '云岭县', ownership: 'public' } });
  await signInAs(open, 'class_teacher', 'teacher', [1]);
  const overview = await open.client.home.term({ schoolId: open.schoolId, term });
  expect(overview.money).toBeNull();
  expect(overview.steps.map((step) => step.key)).toEqual(['notify', 'roster', 'lists', 'identification', 'archive']);
  expect(await refusalOf(open.client.home.term({ schoolId: other.id, term }))).toMatchObject({ code: 'REFUSED' });
});

test("the term's checklist is a PDF", async () => {
  const { client, schoolId } = await openTestSchool();
  const file = await client.home.checklist({ schoolId, term });
  expect(file.name).toBe('本学期清单-2025–2026学年秋季学期.pdf');
  expect(new TextDecoder().decode((await file.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
});
