import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { DemoClock } from '#main/demo/demo-clock.ts';
import { systemAidFile, systemIdentificationFile, systemRosterFile, templateFile } from '#main/demo/demo-files.ts';
import { DemoRun, demoArchiveId, demoPassword } from '#main/demo/demo-run.ts';
import { makePopulation } from '#main/demo/demo-school.ts';
import { runUntilReturns } from '#main/demo/whole-term.ts';
import type { Role } from '#shared/domain/access/role.ts';

/** An archive whose first school has lived a whole term, from the departments' files to the bank's answer and the system's exports. */
export interface WholeSchool {
  readonly app: App;
  readonly client: App['client'];
  readonly root: string;
  readonly schoolId: number;
  readonly term: never;
  /** What the program wrote, as files a user took out. */
  readonly taken: readonly File[];
  readonly population: ReturnType<typeof makePopulation>;
  readonly db: ReadableDb;
  /** Signs in an account, made when it is new. */
  signIn(login: string, role: Role, place?: { schoolId?: number | null; classIds?: number[] }): Promise<void>;
  asAdministrator(): Promise<void>;
  close(): void;
}

const seed = 20250901;

export async function openWholeSchool(): Promise<WholeSchool> {
  const root = mkdtempSync(join(tmpdir(), 'yidang-whole-'));
  const clock = new DemoClock();
  const app = createApp({ archivesRoot: root, now: () => clock.now(), kdf: { logN: 10 }, demoTimeStands: false });
  const taken: File[] = [];
  const run = new DemoRun(app, clock, {
    input: () => Promise.resolve(),
    output: (file) => { taken.push(file); return Promise.resolve(); },
    report: () => undefined,
  });
  await runUntilReturns(run);
  const population = makePopulation(seed);
  await importSystemFiles(run, population);
  const { client } = app;
  const enter = async (login: string): Promise<void> => {
    await client.session.lock({ leaving: false });
    await client.archives.unlock({ archiveId: demoArchiveId, login, password: demoPassword });
  };
  return {
    app, client, root, schoolId: run.schoolId, term: run.term, taken, population,
    get db() { return app.core.archive!.database.reader; },
    asAdministrator: () => enter('admin'),
    async signIn(login, role, { schoolId = null, classIds = [] } = {}) {
      await enter('admin');
      const known = await client.accounts.list();
      if (!known.some((account) => account.login === login)) {
        await client.accounts.add({ login, displayName: login, role, password: demoPassword, schoolId, classIds, validUntil: role === 'inspector' ? '2030-12-31' : null });
      }
      await enter(login);
    },
    close() {
      app.core.archive?.database.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function importSystemFiles(run: DemoRun, population: ReturnType<typeof makePopulation>): Promise<void> {
  run.clock.moveTo('2025-11-15');
  await run.actAs('maker');
  const [pupil] = population.pupils;
  const files: readonly [string, File][] = [
    ['roster', systemRosterFile(population)], ['identification', systemIdentificationFile([])],
    ['aid_list', systemAidFile(pupil ? [{ name: pupil.name, idNumber: pupil.idNumber, programme: '义务教育生活补助·寄宿', yuan: '625.00' }] : [])],
  ];
  for (const [kind, file] of files) await run.importFile('system_export', file, { options: { kind } }).catch((error: unknown) => { if (kind === 'roster') throw error; });
  await run.importFile('template', templateFile(), { options: { content: 'hardship' } });
  // A check of a department's list, so that whoever may not read one has something to miss.
  const place = { schoolId: run.schoolId, term: run.term };
  const { due } = await run.client.recheck.list(place);
  const list = due.find((one) => one.waiting === 0);
  if (!list) throw new Error('the whole school has no list that is decided');
  await run.client.recheck.start({ ...place, previousListId: null, nextListId: list.listId });
  // And a negative list with a hit in many a family.
  const rows = population.pupils.flatMap((one) => one.members.slice(0, 1).map((member) => `青石镇中心卫生院,${member.name},${member.idNumber},在编`));
  const payroll = new File([['单位名称,姓名,身份证号码,人员类别', ...rows.slice(0, 200)].join('\r\n')], '财政供养人员.csv');
  await run.importFile('negative_list', payroll, { options: { kindKey: 'public_payroll' } });
  // And what finance booked.
  await run.importFile('money_statement', new File(['日期,凭证号,摘要,收入,支出\r\n2025-11-03,记-7,付打印费,,30.00\r\n'], '资助专户明细账.csv'), { options: { kind: 'finance' } });
}
