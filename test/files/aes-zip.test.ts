import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAesZip } from '#main/files/aes-zip.ts';
import { temporaryFolder } from '#test/helpers/test-app.ts';

/** Made by 7-Zip 26.02 (`7zz a -tzip -mem=AES256`), so that the reader below is known to read what others write. */
const made = 'UEsDBDMAAQBjACAOfV0AAAAANwAAAGYAAAAFAAsAYS50eHQBmQcAAgBBRQMIAPwtHJiu77eBO/DPgpXrpAysTzGM58rpJNaU4OQWIcbE+7Y1hLkkXJEepLgjMHkOedG7QNkViS1QSwECPwMzAAEAYw'
  + 'AgDn1dAAAAADcAAABmAAAABQAvAAAAAAAAACCApIEAAAAAYS50eHQKACAAAAAAAAEAGABu6fvMo3/dAQAAAAAAAAAAAAAAAAAAAAABmQcAAgBBRQMIAFBLBQYAAAAAAQABAGIAAABlAAAAAAA=';
const password = 'Liuxi-2025-pass';
const text = '1|LI|9999000000000000129|312.50|\r\n'.repeat(3);

/** A plain reader of WinZip AES by its specification, block by block and byte by byte; null: wrong password or changed content. */
function readAesZip(zip: Buffer, secret: string): Map<string, Buffer> | null {
  const found = new Map<string, Buffer>();
  const entries = zip.readUInt16LE(zip.length - 12);
  let at = zip.readUInt32LE(zip.length - 6);
  for (let entry = 0; entry < entries; entry += 1) {
    const [packedSize, size, nameLength, extraLength] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const extra = zip.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const aes = extra.indexOf(Buffer.from([0x01, 0x99]));
    expect([zip.readUInt16LE(at + 10), extra[aes + 8], zip.readUInt16LE(at + 8) & 1]).toEqual([99, 3, 1]);
    const local = zip.readUInt32LE(at + 42);
    const body = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = open(zip.subarray(body, body + packedSize), secret);
    if (content === null) return null;
    found.set(name, extra.readUInt16LE(aes + 9) === 8 ? inflateRawSync(content) : content);
    expect(found.get(name)?.length).toBe(size);
    at += 46 + nameLength + extraLength + zip.readUInt16LE(at + 32);
  }
  return found;
}

function open(body: Buffer, secret: string): Buffer | null {
  const keys = pbkdf2Sync(secret, body.subarray(0, 16), 1000, 66, 'sha1');
  const [cipherText, tag] = [body.subarray(18, -10), body.subarray(-10)];
  if (!body.subarray(16, 18).equals(keys.subarray(64))) return null;
  if (!createHmac('sha1', keys.subarray(32, 64)).update(cipherText).digest().subarray(0, 10).equals(tag)) return null;
  const plain = Buffer.alloc(cipherText.length);
  for (let block = 0; block * 16 < cipherText.length; block += 1) {
    const counter = Buffer.alloc(16);
    counter.writeUInt32LE(block + 1);
    const stream = createCipheriv('aes-256-ecb', keys.subarray(0, 32), null).update(counter);
    for (let index = block * 16; index < Math.min(cipherText.length, block * 16 + 16); index += 1) plain[index] = (cipherText[index] ?? 0) ^ (stream[index % 16] ?? 0);
  }
  return plain;
}

describe('a zip with a password', () => {
  it('is read by a reader that reads what 7-Zip makes', () => {
    expect(readAesZip(Buffer.from(made, 'base64'), password)?.get('a.txt')?.toString()).toBe(text);
    const ours = Buffer.from(writeAesZip([{ name: '代发-01.txt', bytes: Buffer.from(text) }, { name: '空.txt', bytes: new Uint8Array() }], password));
    expect([...readAesZip(ours, password) ?? []].map(([name, bytes]) => [name, bytes.toString()])).toEqual([['代发-01.txt', text], ['空.txt', '']]);
  });

  it('opens in 7-Zip where it is installed, and only with the password', () => {
    const seven = ['7zz', '7z', '7za'].find((name) => spawnSync(name, ['i']).status === 0);
    const path = join(temporaryFolder(), '代发.zip');
    writeFileSync(path, writeAesZip([{ name: '代发-01.txt', bytes: Buffer.from(text) }, { name: '大.bin', bytes: Buffer.alloc(300_000, 'ab代') }], password));
    if (seven === undefined) process.stdout.write('7-Zip is not installed: what it says of our zips was not asked\n');
    expect(seven === undefined ? 0 : spawnSync(seven, ['t', `-p${password}`, path]).status).toBe(0);
    expect(seven === undefined ? 2 : spawnSync(seven, ['t', '-pWrong-2025', path]).status).toBe(2);
  });

  it('is the same bytes again, other bytes for another password, and opens with no other', () => {
    const parts = [{ name: 'a.txt', bytes: Buffer.from(text) }];
    expect(writeAesZip(parts, password)).toEqual(writeAesZip(parts, password));
    expect(writeAesZip(parts, password)).not.toEqual(writeAesZip(parts, `${password}!`));
    expect(readAesZip(Buffer.from(writeAesZip(parts, password)), `${password}!`)).toBeNull();
    expect(() => writeAesZip(parts, '')).toThrow(TypeError);
  });

  it('gives back whatever was put in, and notices any changed byte of the content', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (bytes, where) => {
      const zip = Buffer.from(writeAesZip([{ name: 'a', bytes }], password));
      expect(readAesZip(zip, password)?.get('a')).toEqual(Buffer.from(bytes));
      const packed = zip.readUInt32LE(18);
      zip[30 + 1 + 11 + 18 + (where % (packed - 18))]! ^= 1;
      expect(readAesZip(zip, password)).toBeNull();
    }), { numRuns: 15 });
  });
});
