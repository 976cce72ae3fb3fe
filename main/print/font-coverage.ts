import { closeSync, openSync, readSync } from 'node:fs';

/** Which characters a set of fonts can show. */
export interface Coverage {
  has(codePoint: number): boolean;
}

/**
 * Reads the character maps of font files. A PDF/A must not contain a character without a glyph, and the typesetter refuses the whole
 * paper for one; so what can't be shown has to be known before, and marked.
 */
export function readCoverage(files: readonly string[]): Coverage {
  const bits = new Uint8Array(0x110000 >> 3);
  const add = (from: number, to: number) => {
    for (let point = from; point <= to && point < 0x110000; point += 1) bits[point >> 3]! |= 1 << (point & 7);
  };
  for (const file of files) readCharacterMap(file, add);
  return { has: (point) => (bits[point >> 3]! & (1 << (point & 7))) !== 0 };
}

type AddRange = (from: number, to: number) => void;

function readCharacterMap(file: string, add: AddRange): void {
  const handle = openSync(file, 'r');
  try {
    for (const start of fontStarts(handle)) {
      const table = findTable(handle, start, 'cmap');
      if (table) addCharacterMap(readBytes(handle, table.offset, table.length), add);
    }
  } finally {
    closeSync(handle);
  }
}

function readBytes(handle: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(handle, bytes, 0, length, offset));
}

/** A collection (.ttc) holds several fonts. */
function fontStarts(handle: number): number[] {
  const head = readBytes(handle, 0, 12);
  if (head.toString('latin1', 0, 4) !== 'ttcf') return [0];
  const count = Math.min(head.readUInt32BE(8), 64);
  const offsets = readBytes(handle, 12, count * 4);
  return Array.from({ length: count }, (_, index) => offsets.readUInt32BE(index * 4));
}

function findTable(handle: number, start: number, tag: string): { offset: number; length: number } | null {
  const count = readBytes(handle, start + 4, 2).readUInt16BE(0);
  const directory = readBytes(handle, start + 12, count * 16);
  for (let at = 0; at < directory.length; at += 16) {
    if (directory.toString('latin1', at, at + 4) === tag) return { offset: directory.readUInt32BE(at + 8), length: directory.readUInt32BE(at + 12) };
  }
  return null;
}

function addCharacterMap(map: Buffer, add: AddRange): void {
  const count = map.readUInt16BE(2);
  for (let index = 0; index < count; index += 1) {
    const start = map.readUInt32BE(8 + index * 8);
    const format = map.readUInt16BE(start);
    if (format === 12) addSegmentedCoverage(map, start, add);
    else if (format === 4) addSegmentMapping(map, start, add);
  }
}

function addSegmentedCoverage(map: Buffer, start: number, add: AddRange): void {
  const groups = map.readUInt32BE(start + 12);
  for (let group = 0; group < groups; group += 1) {
    const at = start + 16 + group * 12;
    add(map.readUInt32BE(at), map.readUInt32BE(at + 4));
  }
}

function addSegmentMapping(map: Buffer, start: number, add: AddRange): void {
  const segments = map.readUInt16BE(start + 6) / 2;
  for (let segment = 0; segment < segments; segment += 1) {
    const end = map.readUInt16BE(start + 14 + segment * 2);
    const from = map.readUInt16BE(start + 16 + segments * 2 + segment * 2);
    if (from !== 0xffff) add(from, end === 0xffff ? 0xfffe : end);
  }
}
