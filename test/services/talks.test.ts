import { expect, test } from 'vitest';
import type { TalkInput } from '#shared/contract/talks.ts';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { openTestSchool, refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;
const on = (text: string): never => text as never;
const talk = (more: Partial<TalkInput> = {}): TalkInput => ({ talkedOn: on('2025-10-14'), talker: '王芳', topics: ['study', 'life'], said: '祖父住院后每晚照看妹妹', ...more });

async function openSchool() {
  const open = await openTestSchool();
  await importSmallRoster(open.client, open.schoolId);
  const { rows } = await open.client.visits.register({ schoolId: open.schoolId, term });
  return { ...open, pupil: rows.find((row) => row.name === '李明')!, other: rows.find((row) => row.name === '陈欣')! };
}

test('a talk is recorded; the list tells its head, and the record opens into the log only', async () => {
  const { app, client, schoolId, pupil } = await openSchool();
  const { talkId } = await client.talks.record({ schoolId, term, studentId: pupil.studentId, talk: talk({ followUp: '联系家长', followUpBy: on('2025-10-31') }) });
  const list = await client.talks.list({ schoolId, term });
  expect(list.rows).toMatchObject([{ talkId, name: '李明', talker: '王芳', topics: ['study', 'life'], followUp: 'due', followUpBy: '2025-10-31' }]);
  expect(JSON.stringify(list)).not.toMatch(/祖父|联系家长/);
  expect((await client.talks.open({ schoolId, talkId })).talk.said).toBe('祖父住院后每晚照看妹妹');
  expect((await client.audit.list({ limit: 1 })).rows[0]).toMatchObject({ method: 'talks.open', account: '周敏' });
  const kept = app.core.archive!.database.reader.all<{ text: string }>('SELECT detail_json AS text FROM audit UNION ALL SELECT output_json FROM operation').map(({ text }) => text).join('\n');
  expect(kept).not.toContain('祖父');
  const paper = await client.talks.print({ schoolId, talkId });
  expect(Buffer.from(await paper.arrayBuffer()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
});

test('a correction keeps what was written; a follow-up is finished once', async () => {
  const { app, client, schoolId, pupil } = await openSchool();
  const { talkId } = await client.talks.record({ schoolId, term, studentId: pupil.studentId, talk: talk({ followUp: '联系家长' }) });
  const codeOf = async (call: Promise<unknown>): Promise<string | undefined> => { const { data } = await refusalOf(call); return data.code ?? data.problems?.[0]?.code; };
  expect((await client.talks.list({ schoolId, term })).rows[0]!.followUp).toBe('open');
  expect(await codeOf(client.talks.finishFollowUp({ schoolId, talkId, doneOn: on('2025-10-13'), result: '已联系' }))).toBe('talk.done_before_talk');
  expect(await codeOf(client.talks.finishFollowUp({ schoolId, talkId, doneOn: on('2025-11-01'), result: '已联系' }))).toBe('talk.done_in_future');
  await client.talks.finishFollowUp({ schoolId, talkId, doneOn: on('2025-10-20'), result: '母亲同意住校' });
  expect(await codeOf(client.talks.finishFollowUp({ schoolId, talkId, doneOn: on('2025-10-20'), result: '再办' }))).toBe('talk.follow_up_done_already');
  expect(await codeOf(client.talks.correct({ schoolId, talkId, version: 1, talk: talk(), reason: '去掉后续' }))).toBe('talk.follow_up_is_done');
  expect(await codeOf(client.talks.correct({ schoolId, talkId, version: 1, talk: talk({ talkedOn: on('2025-10-25'), followUp: '联系家长' }), reason: '日期写错' }))).toBe('talk.done_before_talk');
  await client.talks.correct({ schoolId, talkId, version: 1, talk: talk({ said: '外祖父住院', followUp: '联系家长' }), reason: '称呼写错' });
  expect(await codeOf(client.talks.correct({ schoolId, talkId, version: 1, talk: talk(), reason: '再改' }))).toBe('talk.changed_meanwhile');
  const opened = await client.talks.open({ schoolId, talkId });
  expect([opened.talk.said, opened.talk.reasonChanged, opened.versions.map((one) => one.said), opened.followUp]).toEqual([
    '外祖父住院', '称呼写错', ['祖父住院后每晚照看妹妹'], { state: 'done', doneOn: '2025-10-20', result: '母亲同意住校', by: '周敏' },
  ]);
  await client.talks.strikeOut({ schoolId, talkId, reason: '登记错人' });
  expect((await client.talks.list({ schoolId, term })).rows).toEqual([]);
  expect(await codeOf(client.talks.strikeOut({ schoolId, talkId, reason: '再作废' }))).toBe('talk.struck_out_already');
  expect(() => app.core.archive!.database.writer.run("UPDATE counselling_talk_version SET said = 'x'")).toThrow(/corrected by a new version/);
});

test('what can not be is refused and leaves nothing', async () => {
  const { client, schoolId, pupil } = await openSchool();
  for (const [wrong, code] of [
    [{ talkedOn: on('2025-11-01') }, 'talk.in_future'], [{ talkedOn: on('2024-10-14') }, 'talk.outside_year'], [{ topics: [] }, 'talk.no_topic'], [{ followUpBy: on('2025-10-20') }, 'talk.follow_up_unsaid'],
    [{ followUp: '联系家长', followUpBy: on('2025-10-01') }, 'talk.follow_up_before_talk'],
  ] as const) {
    expect((await refusalOf(client.talks.record({ schoolId, term, studentId: pupil.studentId, talk: talk(wrong as Partial<TalkInput>) }))).data.problems?.map((one) => one.code), code).toEqual([code]);
  }
  expect((await client.talks.list({ schoolId, term })).rows).toEqual([]);
});

test('talks are for those who lead them: not for checker, finance or inspector, and a class teacher knows its own class', async () => {
  const open = await openSchool();
  const { client, schoolId, pupil, other } = open;
  const { talkId: foreign } = await client.talks.record({ schoolId, term, studentId: other.studentId, talk: talk() });
  for (const role of ['checker', 'finance', 'inspector'] as const) {
    await signInAs(open, role);
    expect((await refusalOf(client.talks.list({ schoolId, term }))).code).toBe('FORBIDDEN');
    expect((await refusalOf(client.talks.open({ schoolId, talkId: foreign }))).code).toBe('FORBIDDEN');
    await signInAsAdministrator(open);
  }
  await signInAs(open, 'class_teacher', 'teacher', [pupil.classId!]);
  await client.talks.record({ schoolId, term, studentId: pupil.studentId, talk: talk() });
  expect((await client.talks.list({ schoolId, term })).rows.map((row) => row.name)).toEqual(['李明']);
  expect((await refusalOf(client.talks.open({ schoolId, talkId: foreign }))).code).toBe('NOT_FOUND');
  expect((await refusalOf(client.talks.record({ schoolId, term, studentId: other.studentId, talk: talk() }))).code).toBe('NOT_FOUND');
});
