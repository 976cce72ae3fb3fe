import { readFileSync, writeFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { createApp } from '#main/app.ts';
import { createDataKey } from '#main/db/key-file.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { makePeople } from '../people.ts';
import { benchFile, runStep, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_ROWS'] ?? 100_000);
const headings = [
  '姓名', '性别', '身份证件类型', '身份证件号', '班级', '入学年月', '就读方式', '民族', '国籍/地区', '健康状况', '政治面貌', '户口性质', '现住址', '家庭地址', '联系电话',
  '邮政编码', '是否独生子女', '是否受过学前教育', '是否留守儿童', '是否孤儿', '血型', '特长', '班内学号', '学生来源', '入学方式', '港澳台侨外', '曾用名', '电子信箱', '上下学距离', '随班就读',
];
const year = ['一', '二', '三', '四', '五', '六'];

function makeRows(): string[][] {
  return makePeople(count).map(({ name, sex, idNumber }, n) => [
  name, sex, '居民身份证', idNumber, `${year[n % 6]}（${1 + (n % 20)}）班`, `${2025 - (n % 6)}09`, n % 4 === 0 ? '住校' : '走读', '汉族', '中国', '健康或良好', '群众', '农业',
  `云岭县柳溪镇${n % 90}组`, `云岭县柳溪镇${n % 90}组`, `199${String(n).padStart(8, '0')}`, '999999', '否', '是', '非留守儿童', '否', 'O', '', String(1 + (n % 50)), '正常入学', '就近', '否', '', '', '3', '否',
]);
}

const roster = 'roster.xlsx';

await runStep({
  title: '(a) import .xlsx: preview and confirm',
  rows: count,
  aim: 2.5,
  prepare: async (folder) => {
    writeFileSync(benchFile(folder, roster), writeXlsx([{ name: '学生', rows: [headings, ...makeRows()] }]));
  },
  floor: async (folder) => {
    const parse = await secondsOf(() => readXlsx(readFileSync(benchFile(folder, roster))));
    const rows = makeRows();
    const inserts = await secondsOf(() => {
      const database = openDatabase(benchFile(folder, 'floor.ydb'), createDataKey(), { create: true });
      database.writer.exec(`CREATE TABLE bare (${headings.map((_, n) => `c${n} TEXT`).join(', ')}) STRICT`);
      const insert = database.writer.sql(`INSERT INTO bare VALUES (${headings.map(() => '?').join(', ')})`);
      database.writer.raw.transaction(() => { for (const row of rows) insert.run(...row); })();
      database.close();
    });
    return { parse, inserts };
  },
  measure: async (folder) => {
    const app = createApp({ archivesRoot: benchFile(folder, 'archives'), now: () => new Date('2025-09-03T09:00:00+08:00'), kdf: { logN: 10 } });
    await app.client.archives.create({
      school: { name: '大校', code: '9999990002', stages: ['primary'], county: '云岭县', ownership: 'public' },
      administrator: { login: 'admin', displayName: '周敏', password: 'bench-2025' },
    });
    const [school] = await app.client.schools.list();
    const file = new File([readFileSync(benchFile(folder, roster))], roster);
    const target = { schoolId: school!.id, term: '2025-2026-1' as never, purpose: 'roster' as const, file };
    let accepted = 0;
    const seconds = await secondsOf(async () => {
      await app.client.imports.preview(target);
      accepted = (await app.client.imports.confirm(target)).accepted;
    });
    if (accepted !== count) throw new Error(`${accepted} of ${count} rows were accepted`);
    return seconds;
  },
});
