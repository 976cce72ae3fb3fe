import type { App } from '#main/app.ts';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { textFile } from './listed-school.ts';

export const term = termKey('2025-2026-1');
export const year = '2025-2026' as never;

/** A class of 七年级, another of 六年级 and one of 三年级. 赵一鸣 and 赵一诺 live at one address; 李明's father is 李吉祥. */
const rows = [
  ['李明', '七（1）班', '柳溪村三组', '李吉祥'], ['王芳', '七（1）班', '柳溪村五组', '王建国'], ['赵一鸣', '七（1）班', '大河村8号', '赵强'], ['陈欣', '七（1）班', '大河村9号', '陈桂兰'],
  ['周乐', '七（1）班', '', '周全'], ['吴桐', '七（1）班', '', '吴燕'], ['郑好', '七（1）班', '', '郑方'], ['孙静', '七（1）班', '', '孙立'],
  ['赵一诺', '六（1）班', '大河村8号', '赵强'], ['钱多', '六（1）班', '', '钱进'], ['冯小小', '三（1）班', '', '冯大'], ['褚安', '三（1）班', '', '褚平'],
] as const;

export interface PanelSchool {
  readonly idOf: (name: string) => number;
  readonly caseOf: (name: string) => number;
  readonly classOf: (name: string) => number;
}

/** The pupils above, all of them applicants of 2025-09-08. */
export async function importPanelSchool(client: App['client'], schoolId: number): Promise<PanelSchool> {
  const file = textFile('在校学生.csv', ['姓名,性别,班级,家庭地址,成员1姓名,成员1关系,成员1是否监护人', ...rows.map(([name, className, address, guardian]) => `${name},女,${className},${address},${guardian},父亲,是`)]);
  await client.imports.confirm({ schoolId, term, purpose: 'roster', file: new File([new Uint8Array(file.buffer)], file.name), options: {} });
  const before = await client.identification.register({ schoolId, term });
  await client.identification.save({ schoolId, term, entries: before.rows.map((row) => ({ studentId: row.studentId, route: 'application' as const, appliedOn: isoDate('2025-09-08') })) });
  const { rows: pupils } = await client.identification.register({ schoolId, term });
  const of = (name: string) => {
    const row = pupils.find((one) => one.name === name);
    if (!row) throw new Error(`no pupil ${name}`);
    return row;
  };
  return { idOf: (name) => of(name).studentId, caseOf: (name) => of(name).case?.caseId ?? 0, classOf: (name) => of(name).classId ?? 0 };
}

type NewMember = Parameters<App['client']['panels']['addMember']>[0];

/** A body with these members besides five teachers, in office from 2025-09-01. */
export async function makePanel(
  client: App['client'], schoolId: number, place: { readonly level: 'school' } | { readonly level: 'class'; readonly classId: number }, members: readonly Pick<NewMember, 'kind' | 'name' | 'studentId' | 'relatives'>[],
): Promise<{ readonly panelId: number; readonly idOf: (name: string) => number }> {
  const fromOn = isoDate('2025-09-01');
  const { panelId } = await client.panels.save({ schoolId, term, type: 'review_panel', name: place.level === 'school' ? '学校评议小组' : '七（1）班评议小组', appointedOn: fromOn, fromOn, ...place });
  for (const [index, kind] of (['leader', 'aid_officer', 'head_teacher', 'teacher', 'discipline'] as const).entries()) {
    await client.panels.addMember({ schoolId, term, panelId, kind, name: `何老师${'甲乙丙丁戊'[index]}`, fromOn, duty: index === 0 ? '组长' : '' });
  }
  for (const one of members) await client.panels.addMember({ schoolId, term, panelId, fromOn, ...one });
  const { roll } = await client.panels.get({ schoolId, term, panelId });
  return { panelId, idOf: (name) => roll.find((member) => member.name === name)?.memberId ?? 0 };
}

export const particulars = {
  purpose: 'first' as const, heldOn: isoDate('2025-09-18'), place: '七（1）班教室', recorder: '何老师乙', method: 'member_vote' as const, tieRule: 'chair' as const, trim: 0, maxScoreHundredths: 10_000, remarks: '',
};
