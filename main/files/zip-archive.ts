import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { FileRefusal } from './file-refusal.ts';
import type { ReadLimits } from './read-limits.ts';

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const manyEntries = 20_000;
const smallPart = 16 * 1024 * 1024;

/**
 * A zip read by its central directory. Sizes are bounded twice, by what the directory declares and by what inflating really yields,
 * because a bomb lies about the first.
 */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #limits: ReadLimits;
  readonly #entries = new Map<string, ZipEntry>();

  constructor(bytes: Uint8Array, limits: ReadLimits) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#limits = limits;
    this.#readDirectory();
  }

  names(): string[] {
    return [...this.#entries.values()].map((entry) => entry.name);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** The declared size of a part, 0 when it is not there. */
  sizeOf(name: string): number {
    return this.#entries.get(name.toLowerCase())?.size ?? 0;
  }

  /** A small part as UTF-8 text; null when it is not there. */
  text(name: string): string | null {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) return null;
    const packed = this.#packed(entry);
    if (entry.method === 0) return decodeXml(packed);
    try {
      return decodeXml(inflateRawSync(packed, { maxOutputLength: Math.min(smallPart, this.#limits.inflatedBytes) }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw this.#bomb(smallPart);
      throw new FileRefusal('file.damaged', { part: name });
    }
  }

  /** A part's bytes in pieces, refused as soon as they grow beyond the limits. */
  async *stream(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) throw new FileRefusal('file.truncated', { part: name });
    const packed = this.#packed(entry);
    if (entry.method === 0) {
      for (let from = 0; from < packed.length; from += 65_536) yield packed.subarray(from, from + 65_536);
      return;
    }
    const inflate = createInflateRaw({ chunkSize: 131_072 });
    inflate.end(packed);
    let total = 0;
    try {
      for await (const piece of inflate as AsyncIterable<Buffer>) {
        total += piece.length;
        if (total > this.#limits.inflatedBytes) throw this.#bomb(this.#limits.inflatedBytes);
        if (total > this.#limits.ratioFrom && total > entry.packedSize * this.#limits.inflateRatio) throw this.#bomb(this.#limits.ratioFrom);
        yield piece;
      }
    } catch (error) {
      if (error instanceof FileRefusal) throw error;
      const short = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
      throw short ? new FileRefusal('file.truncated', { part: name }) : new FileRefusal('file.damaged', { part: name });
    } finally {
      inflate.destroy();
    }
  }

  #bomb(bytes: number): FileRefusal {
    return new FileRefusal('file.zip_bomb', { megabytes: Math.max(1, Math.floor(bytes / 1024 / 1024)) });
  }

  #packed(entry: ZipEntry): Buffer {
    if (entry.encrypted) throw new FileRefusal('file.password', {});
    if (entry.method !== 0 && entry.method !== 8) throw new FileRefusal('file.damaged', { part: entry.name });
    if (entry.size > this.#limits.inflatedBytes) throw this.#bomb(this.#limits.inflatedBytes);
    const bytes = this.#bytes;
    if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== localSignature) {
      throw new FileRefusal('file.truncated', { part: entry.name });
    }
    const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
    if (start + entry.packedSize > bytes.length) throw new FileRefusal('file.truncated', { part: entry.name });
    return bytes.subarray(start, start + entry.packedSize);
  }

  #readDirectory(): void {
    const bytes = this.#bytes;
    const end = this.#findEnd();
    const count = bytes.readUInt16LE(end + 10);
    let at = bytes.readUInt32LE(end + 16);
    if (count > manyEntries) throw new FileRefusal('file.damaged', { part: 'zip' });
    for (let index = 0; index < count; index += 1) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature) throw new FileRefusal('file.truncated', { part: '目录' });
      const nameLength = bytes.readUInt16LE(at + 28);
      const extraLength = bytes.readUInt16LE(at + 30);
      const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8').replaceAll('\\', '/').replace(/^\//, '');
      const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
      const [size, packedSize, offset] = readSizes(extra, bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42));
      this.#entries.set(name.toLowerCase(), {
        name, size, packedSize, offset, method: bytes.readUInt16LE(at + 10), encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      });
      at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
    }
  }

  #findEnd(): number {
    const bytes = this.#bytes;
    for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1) {
      if (bytes.readUInt32LE(at) === endSignature) return at;
    }
    throw new FileRefusal('file.truncated', { part: '文件尾' });
  }
}

/** Sizes above 4 GB stand in the zip64 field; some writers use it for small ones too. */
function readSizes(extra: Buffer, size: number, packedSize: number, offset: number): [number, number, number] {
  const values = [size, packedSize, offset];
  if (!values.includes(0xffffffff)) return [size, packedSize, offset];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (let index = 0; index < 3 && field + 8 <= extra.length; index += 1) {
      if (values[index] !== 0xffffffff) continue;
      values[index] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
  }
  return [values[0]!, values[1]!, values[2]!];
}

function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
