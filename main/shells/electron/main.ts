import { mkdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { BrowserWindow, MessageChannelMain, app, dialog, ipcMain, shell, utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import { defaultArchivesRoot } from '#main/shells/default-ports.ts';
import { guardSession, isOwnPage, openWindow, pageOrigin, registerScheme } from './secure-window.ts';

const distFolder = join(import.meta.dirname, '..');
const archivesRoot = defaultArchivesRoot();
const leavingTimeout = 120_000;

let core: UtilityProcess | null = null;
let left = false;

function startCore(): UtilityProcess {
  const child = utilityProcess.fork(join(distFolder, 'main', 'core-process.js'), [archivesRoot], { serviceName: '一档', stdio: 'inherit' });
  child.on('exit', (code) => {
    if (left) return;
    dialog.showErrorBox('一档', `档案服务意外停止（${code}）。已保存的内容没有丢失，请重新打开程序。`);
    app.exit(1);
  });
  return child;
}

function answerPage(): void {
  ipcMain.on('core:connect', (event) => {
    if (!isOwnPage(event) || !core) return;
    const { port1, port2 } = new MessageChannelMain();
    core.postMessage('connect', [port1]);
    event.sender.postMessage('core:port', null, [port2]);
  });
  ipcMain.handle('shell:save-file', async (event, name: unknown, bytes: unknown) => {
    if (!isOwnPage(event) || typeof name !== 'string' || !(bytes instanceof Uint8Array)) throw new Error('refused');
    const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: join(app.getPath('documents'), basename(name)) });
    if (canceled || !filePath) return false;
    await writeFile(filePath, bytes);
    return true;
  });
  ipcMain.handle('shell:print-pdf', async (event, bytes: unknown) => {
    if (!isOwnPage(event) || !(bytes instanceof Uint8Array)) throw new Error('refused');
    await printPdf(bytes);
  });
  ipcMain.handle('shell:open-archive-folder', async (event) => {
    if (!isOwnPage(event)) throw new Error('refused');
    await shell.openPath(archivesRoot);
  });
}

const printFolder = 'yidang-print-';

/** What a crash left of printing: no clear copy of a paper may outlive the next start. */
async function removeLeftovers(): Promise<void> {
  const left = (await readdir(tmpdir())).filter((name) => name.startsWith(printFolder));
  await Promise.all(left.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
}

/** The system's viewer prints a PDF; the clear copy it needs is deleted when the program is left. */
const clearCopies: string[] = [];
async function printPdf(bytes: Uint8Array): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), printFolder));
  clearCopies.push(folder);
  const file = join(folder, 'print.pdf');
  await writeFile(file, bytes, { mode: 0o600 });
  const problem = await shell.openPath(file);
  if (problem) throw new Error(problem);
}

/** Leaving asks the core for its checked backup first; a failed one is said, and the person decides. */
function leave(): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => { left = true; core?.kill(); resolve(); };
    if (!core) { finish(); return; }
    const timer = setTimeout(finish, leavingTimeout);
    core.once('message', (answer: { left: boolean; reason?: string }) => {
      clearTimeout(timer);
      if (!answer.left) dialog.showErrorBox('一档', `离开前的备份没有做成：${answer.reason ?? ''}\n已保存的内容没有丢失。`);
      finish();
    });
    core.postMessage('leave');
  });
}

async function start(): Promise<void> {
  await app.whenReady();
  try {
    mkdirSync(archivesRoot, { recursive: true, mode: 0o700 });
  } catch {
    dialog.showErrorBox('一档', `档案文件夹 ${archivesRoot} 建不了或不能写入，程序不能启动。请检查权限后再试。`);
    app.exit(1);
    return;
  }
  await removeLeftovers();
  guardSession(join(distFolder, 'renderer'));
  answerPage();
  core = startCore();
  const window = openWindow(join(distFolder, 'main', 'preload.cjs'), app.isPackaged);
  await window.loadURL(`${pageOrigin}/`);
}

registerScheme();
// Under root, as in a build container, Chromium can't sandbox and must be told so; a person's account never is root.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => { BrowserWindow.getAllWindows()[0]?.focus(); });
  app.on('window-all-closed', () => { app.quit(); });
  app.on('before-quit', (event) => {
    if (left) return;
    event.preventDefault();
    void leave().then(() => Promise.all(clearCopies.map((folder) => rm(folder, { recursive: true, force: true })))).then(() => { app.quit(); });
  });
  void start();
} else {
  app.quit();
}
