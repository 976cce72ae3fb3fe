import { adoptTable, lightAnswers } from '#test/helpers/score-school.ts';
import type { WholeSchool } from './whole-school.ts';

/** Gives the whole school an index table and every second pupil with a case a score sheet; leaves the administrator signed in. */
export async function scoreWholeSchool(whole: WholeSchool): Promise<void> {
  await whole.asAdministrator();
  const { client, schoolId, term, db } = whole;
  const tableId = await adoptTable(client, schoolId);
  const year = db.all<{ studentId: number }>('SELECT student_id AS studentId FROM identification_case ORDER BY student_id');
  const entries = year.filter((_, index) => index % 2 === 0).map(({ studentId }) => ({ studentId, answers: lightAnswers }));
  await client.scoring.saveSheets({ schoolId, term, tableId, side: 'self', onDate: '2025-09-03' as never, by: '家长', entries });
}
