import type { WholeSchool } from './whole-school.ts';

/** A letter, a slip, a 放弃声明 and an emergency of pupils of the first school, one of each of these classes where they are named. */
export async function addLetters({ client, db, schoolId, term }: WholeSchool, classIds: readonly number[] = []): Promise<void> {
  const at = { schoolId, term };
  const day = (text: string): never => text as never;
  const { title, body, slipText } = await client.letters.propose(at);
  await client.letters.issue({ ...at, title, body, slipText, grades: null, issuedOn: day('2025-09-01'), replyBy: null });
  const wanted = classIds.length === 0 ? '' : `AND class_id IN (${classIds.join(', ')})`;
  const pupils = db.all<{ id: number }>(`SELECT min(id) AS id FROM student WHERE school_id = ${schoolId} AND status = 'enrolled' ${wanted}
    AND id NOT IN (SELECT student_id FROM identification_case) GROUP BY class_id LIMIT 4`);
  for (const { id: studentId } of pupils) {
    await client.letters.record({ ...at, entries: [{ studentId, givenOn: day('2025-09-01'), returnedOn: day('2025-09-08'), choice: 'not_apply', signer: '家长', relation: '父亲' }] });
    await client.waivers.record({ ...at, studentId, reason: '家中收入稳定', signer: '家长', relation: '父亲', signedOn: day('2025-09-12') });
    const { emergencyId } = await client.emergencies.record({ ...at, studentId, kind: 'illness', happenedOn: day('2025-10-01'), reportedOn: day('2025-10-02'), reportedBy: '班主任', what: '家长住院' });
    await client.emergencies.addStep({ ...at, emergencyId, act: 'measure', onDate: day('2025-10-03'), what: '上门看望' });
  }
}
