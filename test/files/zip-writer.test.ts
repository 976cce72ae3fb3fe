import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeZip } from '#main/files/zip-writer.ts';

/** The method and content of the first part, by its local header. */
function firstPart(zip: Uint8Array): { readonly method: number; readonly content: Buffer } {
  const bytes = Buffer.from(zip);
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  return { method: bytes.readUInt16LE(8), content: bytes.subarray(start, start + bytes.readUInt32LE(18)) };
}

test('a part is packed, or kept as it is where it is packed inside already', () => {
  const bytes = Buffer.from('一档'.repeat(500));
  const packed = firstPart(writeZip([{ name: '名册.txt', bytes }]));
  expect([packed.method, inflateRawSync(packed.content)]).toEqual([8, bytes]);
  expect(firstPart(writeZip([{ name: '名册.pdf', bytes, stored: true }]))).toEqual({ method: 0, content: bytes });
});
