import { writeZip } from '#main/files/zip-writer.ts';

/** One document of several that are printed together. */
export interface PaperPart {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file name nothing else of the bundle has: signs no file system takes are left out, a second one is numbered. */
export function freeName(words: string, what: string, taken: Set<string>): string {
  const plain = words.replace(/[\\/:*?"<>|]|\p{Cc}/gu, '_');
  let free = plain;
  for (let again = 2; taken.has(free); again += 1) free = `${plain}-${again}`;
  taken.add(free);
  return `${free}-${what}.pdf`;
}

/** One document as it is; several in one zip. */
export function packParts(parts: readonly PaperPart[], what: string): File {
  const [only] = parts;
  if (only && parts.length === 1) return new File([only.bytes], only.name, { type: 'application/pdf' });
  return new File([writeZip(parts.map((part) => ({ ...part, stored: true }))) as Uint8Array<ArrayBuffer>], `${what}.zip`, { type: 'application/zip' });
}
