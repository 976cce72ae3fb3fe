import { expect, test } from 'vitest';
import { termKey } from '#shared/domain/calendar/term.ts';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { isUnaidedClass, xinmiMealCount, xinmiRosters, xinmiTable } from '#test/fixtures/xinmi-rosters.ts';
import { administrator, createTestApp } from '#test/helpers/test-app.ts';

const term = termKey('2025-2026-1');

test('the table 新密 published for 2025 秋 comes out of rosters of that composition, to the fen', async () => {
  const { client } = createTestApp();
  await client.archives.create({
    school: { name: '县级合成学校', code: '9999990009', stages: ['primary', 'junior', 'senior', 'vocational'], county: '云岭县', ownership: 'public' }, administrator,
  });
  const schoolId = (await client.schools.list())[0]!.id;
  const items = ['xm.gz.grant', 'xm.zz.grant', 'xm.meal', 'xm.meal.rule', 'xm.day.rule'];
  expect(await client.programmePlans.adopt({ schoolId, profileKey: 'xinmi', itemKeys: items, validFrom: term })).toEqual({ taken: items.length });

  for (const file of xinmiRosters()) await client.imports.confirm({ schoolId, term, purpose: 'roster', file, options: { scope: 'classes' }, decisions: { rows: {}, own: {} } });
  const pupils = [];
  for (const stage of ['primary', 'junior', 'senior', 'vocational'] as const) pupils.push(...(await client.roster.list({ schoolId, term, filter: { stages: [stage] } })).rows);
  expect(pupils).toHaveLength(9_914);

  // Decisions of the body, by class of aid; day pupils hold the certificate of one of the four classes.
  const decision = { body: '学校认定工作组', decidedOn: isoDate('2025-09-22'), effectiveTerm: term };
  const entries = pupils.filter((pupil) => !isUnaidedClass(pupil.className)).map((pupil) => ({
    studentId: pupil.studentId, routeIfNew: 'application' as const, grade: '困难', reason: '评议通过',
    addGroups: pupil.boardingMode === 'day' ? [{ groupKey: 'out_of_poverty_household', kind: 'certificate' as const, certificateNo: 'C-0001' }] : [],
  }));
  for (let from = 0; from < entries.length; from += 5_000) await client.identification.save({ schoolId, term, decision, entries: entries.slice(from, from + 5_000) });
  const onMealList = pupils.filter((pupil) => pupil.stage === 'primary' || pupil.stage === 'junior').slice(0, xinmiMealCount).map((pupil) => pupil.studentId);
  await client.entitlements.choose({ schoolId, term, programmeKey: 'yw.meal.henan', studentIds: onMealList, reason: '营养改善名单' });

  // What a plan says before and what is held after are the same figures, and those of the county.
  const forecast = await client.programmePlans.forecast({ schoolId, term, target: term });
  const estimated = xinmiTable.map(({ programmeKey }) => {
    const lines = forecast.lines.filter((line) => line.programmeKey === programmeKey);
    return { programmeKey, count: lines.reduce((sum, line) => sum + line.counted, 0), sumFen: lines.reduce((sum, line) => sum + line.sumFen, 0) };
  });
  expect(estimated).toEqual(xinmiTable);
  expect(forecast.checks.filter((check) => check.kind === 'average').map((check) => [check.programmeKey, check.verdict])).toEqual([['gz.grant', 'fits'], ['zz.grant', 'fits']]);
  await client.entitlements.calculate({ schoolId, term });
  const { byProgramme, total } = await client.entitlements.list({ schoolId, term });
  expect(byProgramme.map(({ programmeKey, count, sumFen }) => ({ programmeKey, count, sumFen }))).toEqual(xinmiTable);
  expect(total).toEqual({ count: 10_720, sumFen: 801_167_500 });
}, 120_000);
