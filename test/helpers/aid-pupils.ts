import type { App } from '#main/app.ts';

export interface AidPupil {
  readonly name: string;
  readonly stage: 'primary' | 'junior';
  readonly boarding: 'day' | 'boarding' | 'unknown';
  readonly grade: string | null;
  readonly groups?: readonly string[];
}

export const aidPupils: readonly AidPupil[] = [
  { name: '李明', stage: 'junior', boarding: 'boarding', grade: '困难', groups: ['subsistence_allowance'] },
  { name: '王芳', stage: 'primary', boarding: 'boarding', grade: '一般困难' },
  { name: '张伟', stage: 'junior', boarding: 'day', grade: '特别困难', groups: ['out_of_poverty_household'] },
  { name: '陈晨', stage: 'junior', boarding: 'day', grade: '困难', groups: ['orphan'] },
  { name: '刘洋', stage: 'primary', boarding: 'unknown', grade: '困难' },
  { name: '孙悦', stage: 'primary', boarding: 'boarding', grade: '不困难' },
];

const term = '2025-2026-1' as never;
const day = (text: string): never => text as never;

/** Pupils with classes, cases, evidence and decisions, made through the contract as a person would. */
export async function addAidPupils(client: App['client'], schoolId: number, pupils: readonly AidPupil[] = aidPupils): Promise<Map<string, number>> {
  const classes = {
    primary: await client.roster.saveClass({ schoolId, term, classId: null, stage: 'primary', entryYear: 2023, classNo: 1 }),
    junior: await client.roster.saveClass({ schoolId, term, classId: null, stage: 'junior', entryYear: 2025, classNo: 2 }),
  };
  const ids = new Map<string, number>();
  for (const [index, pupil] of pupils.entries()) {
    const { id, entryYear } = classes[pupil.stage];
    const { studentId } = await client.roster.add({
      schoolId, term, name: pupil.name, stage: pupil.stage, entryYear, classId: id, boardingMode: pupil.boarding, enrolledOn: day('2025-08-20'), classRollNo: String(index + 1),
    });
    ids.set(pupil.name, studentId);
  }
  await client.identification.save({
    schoolId, term, decision: { body: '学校认定工作组', decidedOn: day('2025-09-22'), effectiveTerm: term },
    entries: pupils.flatMap((pupil) => (pupil.grade === null ? [] : [{
      studentId: ids.get(pupil.name)!, routeIfNew: 'application' as const, grade: pupil.grade, reason: '评议通过',
      addGroups: (pupil.groups ?? []).map((groupKey) => ({ groupKey, kind: 'certificate' as const, certificateNo: 'C-0007' })),
    }])),
  });
  return ids;
}
