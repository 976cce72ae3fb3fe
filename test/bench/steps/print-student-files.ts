import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { createApp } from '#main/app.ts';
import { DemoClock } from '#main/demo/demo-clock.ts';
import { DemoRun } from '#main/demo/demo-run.ts';
import { runUntilReturns } from '#main/demo/whole-term.ts';
import { findSystemFonts } from '#main/print/font-files.ts';
import { paperData } from '#main/print/paper-data.ts';
import { readCoverage } from '#main/print/font-coverage.ts';
import { stopPrinting } from '#main/print/print-paper.ts';
import { printResources } from '#main/print/resources.ts';
import { studentFiles } from '#main/services/dossier-files.ts';
import { inTemporaryFolder, report, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_FILES'] ?? 1000);

/** The same pages compiled with nothing of ours around the compiler: data ready, one document of sixty pupils after the other. */
function compileBare(documents: readonly Buffer[]): void {
  const resources = printResources();
  const fonts = [...findSystemFonts(resources.systemFontFolders), ...resources.fontFiles];
  const compiler = NodeCompiler.create({ workspace: resources.templateFolder, fontArgs: [{ fontPaths: fonts }] });
  for (const name of readdirSync(resources.templateFolder)) compiler.mapShadow(join(resources.templateFolder, name), readFileSync(join(resources.templateFolder, name)));
  for (const data of documents) {
    compiler.mapShadow(join(resources.templateFolder, 'data.json'), data);
    const { result } = compiler.compile({ mainFilePath: join(resources.templateFolder, 'student-file.typ') });
    compiler.pdf(result!, { pdfStandard: 'a-2b', pdfTags: false });
    compiler.evictCache(1);
  }
}

await inTemporaryFolder(async (folder) => {
  const clock = new DemoClock();
  const app = createApp({ archivesRoot: folder, now: () => clock.now(), kdf: { logN: 10 }, demoTimeStands: false });
  const run = new DemoRun(app, clock, { input: () => Promise.resolve(), output: () => Promise.resolve(), report: () => undefined });
  await runUntilReturns(run);
  await run.actAs('administrator');
  const lines = await app.client.dossier.list(run.at);
  const classes = Map.groupBy(lines, (line) => line.className);
  const rounds = Math.ceil(count / lines.length);

  const { database, session } = app.core.archive!;
  const resources = printResources();
  const coverage = readCoverage([...findSystemFonts(resources.systemFontFolders), ...resources.fontFiles]);
  const view = { schoolId: run.schoolId, term: run.term, clear: false } as never;
  void view; void session;
  const { dossierView } = await import('#main/services/dossier-files.ts');
  const imprint = { printNo: 'bench', printedBy: '周敏', printedAt: '2025-11-01T01:00:00.000Z', purpose: 'archive' } as const;
  const documents = [...classes.values()].map((pupils) => Buffer.from(JSON.stringify(paperData({
    kind: 'student_file', imprint, files: studentFiles(database.reader, run.schoolId, pupils.map((line) => line.studentId), dossierView(database.reader, session, run.at, false)),
  }, coverage))));
  // Both once before the clock starts: fonts are found and read, the worker is up.
  await app.client.dossier.printMany({ ...run.at, classIds: undefined, clear: undefined } as never);
  compileBare(documents.slice(0, 1));

  const seconds = await secondsOf(async () => { for (let n = 0; n < rounds; n += 1) await app.client.dossier.printMany({ ...run.at } as never); });
  await stopPrinting();
  const compile = await secondsOf(() => { for (let n = 0; n < rounds; n += 1) compileBare(documents); });
  app.core.archive?.database.close();
  report({ step: '(d) student files to PDF', rows: rounds * lines.length, seconds, floors: { compile }, aim: 1.5 });
});
process.exit(0);
