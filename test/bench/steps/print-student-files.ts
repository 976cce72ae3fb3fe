import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import { makeDemoArchive } from '#main/demo/demo-archive.ts';
import { findSystemFonts } from '#main/print/font-files.ts';
import { readCoverage } from '#main/print/font-coverage.ts';
import { paperData } from '#main/print/paper-data.ts';
import { printResources } from '#main/print/resources.ts';
import { dossierView, studentFiles } from '#main/services/dossier-files.ts';
import { benchFile, runStep, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_FILES'] ?? 1000);
const at = { schoolId: 1, term: '2025-2026-1' as never };
const documentsName = 'documents.json';

function openApp(folder: string): App {
  return createApp({ archivesRoot: folder, now: () => new Date('2025-11-01T09:00:00+08:00'), kdf: { logN: 14 } });
}

/** The same pages with nothing of ours around the compiler: data ready, a class to a document, one after the other. */
function compileBare(documents: readonly string[]): void {
  const resources = printResources();
  const fonts = [...findSystemFonts(resources.systemFontFolders), ...resources.fontFiles];
  const compiler = NodeCompiler.create({ workspace: resources.templateFolder, fontArgs: [{ fontPaths: fonts }] });
  for (const name of readdirSync(resources.templateFolder)) compiler.mapShadow(join(resources.templateFolder, name), readFileSync(join(resources.templateFolder, name)));
  for (const data of documents) {
    compiler.mapShadow(join(resources.templateFolder, 'data.json'), Buffer.from(data));
    const { result } = compiler.compile({ mainFilePath: join(resources.templateFolder, 'student-file.typ') });
    compiler.pdf(result!, { pdfStandard: 'a-2b', pdfTags: false });
    compiler.evictCache(1);
  }
}

/** The demo's classes, so often that there are at least as many pupils as asked for. */
async function classesOf(app: App): Promise<{ rounds: number; classes: number[][]; pupils: number }> {
  const lines = await app.client.dossier.list(at);
  const classes = [...Map.groupBy(lines, (line) => line.className).values()].map((pupils) => pupils.map((line) => line.studentId));
  return { rounds: Math.ceil(count / lines.length), classes, pupils: lines.length };
}

await runStep({
  title: '(d) student files to PDF',
  rows: count,
  aim: 1.5,
  prepare: async (folder) => {
    const signIn = await makeDemoArchive({ archivesRoot: folder, now: () => new Date(), kdf: { logN: 14 } }, () => undefined);
    const app = openApp(folder);
    await app.client.archives.unlock(signIn);
    const { database, session } = app.core.archive!;
    const resources = printResources();
    const coverage = readCoverage([...findSystemFonts(resources.systemFontFolders), ...resources.fontFiles]);
    const imprint = { printNo: 'bench', printedBy: '周敏', printedAt: '2025-11-01T01:00:00.000Z', purpose: 'archive' } as const;
    const { classes } = await classesOf(app);
    const documents = classes.map((studentIds) => JSON.stringify(paperData(
      { kind: 'student_file', imprint, files: studentFiles(database.reader, at.schoolId, studentIds, dossierView(database.reader, session, at, false)) }, coverage)));
    writeFileSync(benchFile(folder, documentsName), JSON.stringify({ signIn, documents, pupils: classes.flat().length }));
  },
  floor: async (folder) => {
    const { documents, pupils } = JSON.parse(readFileSync(benchFile(folder, documentsName), 'utf8')) as { documents: string[]; pupils: number };
    const all = await secondsOf(() => { for (let n = 0; n < Math.ceil(count / pupils); n += 1) compileBare(documents); });
    return { compile: all * (count / (Math.ceil(count / pupils) * pupils)) };
  },
  measure: async (folder) => {
    const { signIn } = JSON.parse(readFileSync(benchFile(folder, documentsName), 'utf8')) as { signIn: { archiveId: string; login: string; password: string } };
    const app = openApp(folder);
    await app.client.archives.unlock(signIn);
    const { rounds, pupils } = await classesOf(app);
    const seconds = await secondsOf(async () => { for (let n = 0; n < rounds; n += 1) await app.client.dossier.printMany({ ...at, onRollOnly: false }); });
    return seconds * (count / (rounds * pupils));
  },
});
