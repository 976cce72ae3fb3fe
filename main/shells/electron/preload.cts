// Runs sandboxed beside the page: hands it the port to the core and the few things a desktop window can do, nothing else.
const { contextBridge, ipcRenderer } = require('electron') as typeof import('electron');

contextBridge.exposeInMainWorld('yidangShell', {
  saveFile: (name: string, bytes: Uint8Array): Promise<boolean> => ipcRenderer.invoke('shell:save-file', name, bytes),
  printPdf: (bytes: Uint8Array): Promise<void> => ipcRenderer.invoke('shell:print-pdf', bytes),
  openArchiveFolder: (): Promise<void> => ipcRenderer.invoke('shell:open-archive-folder'),
});

window.addEventListener('message', (event: MessageEvent) => {
  if (event.source === window && event.data === 'yidang:connect') ipcRenderer.send('core:connect');
});

ipcRenderer.on('core:port', (event) => {
  window.postMessage('yidang:port', window.location.origin, event.ports);
});
