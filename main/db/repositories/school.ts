import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface SchoolFields {
  readonly name: string;
  readonly code: string;
  readonly stages: EducationStage[];
  readonly county: string;
  readonly ownership: 'public' | 'private';
}

export interface SchoolRow extends SchoolFields {
  readonly id: number;
}

type Stored = Omit<SchoolRow, 'stages'> & { stagesJson: string };

const columns = 'id, name, code, stages_json AS stagesJson, county, ownership';

function fromStored({ stagesJson, ...row }: Stored): SchoolRow {
  return { ...row, stages: JSON.parse(stagesJson) as EducationStage[] };
}

export function listSchools(db: ReadableDb): SchoolRow[] {
  return db.all<Stored>(`SELECT ${columns} FROM school ORDER BY id`).map(fromStored);
}

export function findSchool(db: ReadableDb, id: number): SchoolRow | undefined {
  const row = db.get<Stored>(`SELECT ${columns} FROM school WHERE id = ?`, id);
  return row && fromStored(row);
}

export function insertSchool(db: WritableDb, school: SchoolFields, at: string): SchoolRow {
  const id = db.run(
    'INSERT INTO school (name, code, stages_json, county, ownership, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    school.name, school.code, JSON.stringify(school.stages), school.county, school.ownership, at).lastId;
  return { id, ...school };
}

export function updateSchool(db: WritableDb, school: SchoolRow): void {
  db.run(
    'UPDATE school SET name = ?, code = ?, stages_json = ?, county = ?, ownership = ? WHERE id = ?',
    school.name, school.code, JSON.stringify(school.stages), school.county, school.ownership, school.id);
}
