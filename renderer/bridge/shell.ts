/** What a desktop shell puts on `window.yidangShell` through its preload. In a browser there is none. */
export interface HostShell {
  /** Shows the system's save dialog and writes the bytes. False when the person cancelled. */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Opens the system's print dialog with a PDF. */
  printPdf?(bytes: Uint8Array): Promise<void>;
  /** Opens the folder that holds the archives. */
  openArchiveFolder?(): Promise<void>;
}

/** What this window can do. Pages ask it and leave out what it can't; no page asks which shell it runs in. */
export interface ShellAbilities {
  readonly saveDialog: boolean;
  readonly printDirectly: boolean;
  readonly openArchiveFolder: boolean;
}

declare global {
  interface Window {
    readonly yidangShell?: HostShell;
  }
}

export function hostShell(): HostShell | undefined {
  return window.yidangShell;
}

export function shellAbilities(): ShellAbilities {
  const host = hostShell();
  return {
    saveDialog: host !== undefined,
    printDirectly: host?.printPdf !== undefined,
    openArchiveFolder: host?.openArchiveFolder !== undefined,
  };
}

function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Hands a file from the core to the person: the save dialog where there is one, the browser's download elsewhere. */
export async function saveFile(file: File): Promise<boolean> {
  const host = hostShell();
  if (host !== undefined) return host.saveFile(file.name, new Uint8Array(await file.arrayBuffer()));
  download(file);
  return true;
}

/** Prints a PDF: directly where the shell can, else in a new tab whose own print button does it. */
export async function printPdf(file: File): Promise<void> {
  const host = hostShell();
  if (host?.printPdf !== undefined) return host.printPdf(new Uint8Array(await file.arrayBuffer()));
  const pdf = new File([file], file.name, { type: 'application/pdf' });
  if (window.open(URL.createObjectURL(pdf), '_blank') === null) download(pdf);
}
