import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { ZipPart } from './zip-writer.ts';

/** WinZip's AE-2 with AES-256 (APPNOTE 7.2 extra field 0x9901): what 7-Zip, WinZip, WinRAR and 360 压缩 open. ZipCrypto is no protection. */
const keyBytes = 32;
const saltBytes = 16;
const iterations = 1000;
const tagBytes = 10;
const aesMethod = 99;
const deflateMethod = 8;
/** Bit 0: encrypted. Bit 11: names are UTF-8. */
const flags = 0x0801;
/** 1 January 1980, the zero of zip's clock: the same content and password give the same bytes on any day. */
const dosDate = 0x0021;

/** Packs parts into a zip whose contents can't be read without the password. The names of the parts stay readable, as in every such zip. */
export function writeAesZip(parts: readonly ZipPart[], password: string): Uint8Array {
  if (password === '') throw new TypeError('a zip without a password protects nothing');
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const nameBytes = Buffer.from(name, 'utf8');
    const body = encrypt(deflateRawSync(bytes, { level: 6 }), password, saltFor(bytes, password));
    const fields = headerFields(body.length, bytes.length, nameBytes.length);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(51, 4);
    fields.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    pieces.push(Buffer.from([0x50, 0x4b, 0x03, 0x04]), fields, nameBytes, aesField, body);
    directory.push(central, nameBytes, aesField);
    offset += 4 + fields.length + nameBytes.length + aesField.length + body.length;
  }
  return new Uint8Array(Buffer.concat([...pieces, ...directory, endRecord(parts.length, directory.reduce((sum, piece) => sum + piece.length, 0), offset)]));
}

/** The AES extra field: AE-2, vendor AE, strength 3 (256 bits), and the method the content was packed with. */
const aesField = Buffer.from([0x01, 0x99, 7, 0, 2, 0, 0x41, 0x45, 3, deflateMethod, 0]);

/** What local and central header share, from "version needed" to "extra length". AE-2 stores no CRC: the authentication code stands for it. */
function headerFields(packed: number, size: number, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(51, 0);
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(aesMethod, 4);
  fields.writeUInt16LE(dosDate, 8);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(nameLength, 22);
  fields.writeUInt16LE(aesField.length, 24);
  return fields;
}

function endRecord(entries: number, directorySize: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/**
 * A salt of its own for each content and password, slow to work out and therefore no shortcut to guessing: the same file given out again is the same file,
 * and two contents never share a key stream.
 */
function saltFor(bytes: Uint8Array, password: string): Buffer {
  return pbkdf2Sync(password, createHash('sha256').update(bytes).digest(), 100_000, saltBytes, 'sha256');
}

/** Salt, two bytes that tell a wrong password, the cipher text, and ten bytes of its HMAC. */
function encrypt(packed: Uint8Array, password: string, salt: Buffer): Buffer {
  const derived = pbkdf2Sync(Buffer.from(password, 'utf8'), salt, iterations, keyBytes * 2 + 2, 'sha1');
  const cipherText = xorWithCounter(packed, derived.subarray(0, keyBytes));
  const tag = createHmac('sha1', derived.subarray(keyBytes, keyBytes * 2)).update(cipherText).digest().subarray(0, tagBytes);
  return Buffer.concat([salt, derived.subarray(keyBytes * 2), cipherText, tag]);
}

/** WinZip counts its blocks from 1 with the lowest byte first, which node's CTR can't: the counters are encrypted as blocks instead. */
function xorWithCounter(data: Uint8Array, key: Buffer): Buffer {
  const blocks = Math.ceil(data.length / 16);
  const counters = Buffer.alloc(blocks * 16);
  for (let block = 0; block < blocks; block += 1) counters.writeUInt32LE(block + 1, block * 16);
  const cipher = createCipheriv('aes-256-ecb', key, null);
  const stream = cipher.setAutoPadding(false).update(counters);
  return Buffer.from(data.map((byte, index) => byte ^ (stream[index] as number)));
}
