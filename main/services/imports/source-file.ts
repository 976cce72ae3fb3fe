import { FileRefusal } from '#main/files/file-refusal.ts';
import type { ReadFile, ReadRequest } from '#main/files/read-file.ts';
import { readTable } from '#main/files/read-tables.ts';
import { sha256Hex } from '../core.ts';
import { badInput, problemOf } from '../refusal.ts';

/** A file as it was given, known by its bytes. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export async function openSourceFile(file: File): Promise<SourceFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name.replace(/^.*[\\/]/, '').slice(0, 200), bytes, sha256: sha256Hex(bytes) };
}

const keptReadings = 3;

/** The last few sheets read, so that turning a page of the preview, or confirming it, does not read the file again. */
export class ReadingCache {
  readonly #readings = new Map<string, Promise<ReadFile>>();

  async read(source: SourceFile, request: ReadRequest, signal: AbortSignal): Promise<ReadFile> {
    const key = JSON.stringify([source.sha256, request.sheet, request.encoding, request.separator]);
    const known = this.#readings.get(key);
    if (known) return known;
    const reading = readTable(source.bytes, request, { signal });
    this.#readings.set(key, reading);
    for (const old of [...this.#readings.keys()].slice(0, -keptReadings)) this.#readings.delete(old);
    try {
      return await reading;
    } catch (error) {
      this.#readings.delete(key);
      throw error instanceof FileRefusal ? badInput([problemOf(error.code, error.facts as never)]) : error;
    }
  }
}
