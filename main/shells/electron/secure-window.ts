import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserWindow, net, protocol, session } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { contentSecurityPolicy } from '#main/shells/content-security-policy.ts';

export const pageOrigin = 'yidang://app';

/** Must run before the program is ready: the page's scheme is a secure origin of its own, not file://. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'yidang', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built renderer under yidang://app and closes every other way out of the page. */
export function guardSession(rendererFolder: string): void {
  const { defaultSession } = session;
  protocol.handle('yidang', async (request) => {
    const { host, pathname } = new URL(request.url);
    const wanted = extname(pathname) === '' ? '/index.html' : decodeURIComponent(pathname);
    const file = normalize(join(rendererFolder, wanted));
    if (host !== 'app' || !file.startsWith(rendererFolder + sep)) return new Response(null, { status: 404 });
    if (extname(file) !== '.html') return net.fetch(pathToFileURL(file).href);
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy };
    return new Response(new Uint8Array(await readFile(file)), { headers });
  });
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => { answer(false); });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !/^(yidang|blob|data|devtools|chrome-extension|file):/.test(details.url) });
  });
}

export function openWindow(preload: string, packaged: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    title: '一档',
    backgroundColor: '#f6f7f8',
    autoHideMenuBar: true,
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, devTools: !packaged },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${pageOrigin}/`)) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => { event.preventDefault(); });
  return window;
}

/** Only our own page's top frame is listened to. */
export function isOwnPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && frame.url.startsWith(`${pageOrigin}/`);
}
