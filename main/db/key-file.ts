import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** The 32 random bytes that encrypt the archive. They exist in memory only while it is unlocked, and on disk only wrapped. */
export type DataKey = Uint8Array & { readonly __brand: 'DataKey' };

/** What scrypt costs: 2^logN × 8 × 128 bytes of memory. 17 is 128 MB and about half a second on an old PC. */
export interface KdfCost {
  readonly logN: number;
}

interface KeySlot {
  readonly kind: 'password' | 'recovery';
  /** A hash of the login, so that the file beside the archive names nobody. */
  readonly login: string;
  readonly salt: string;
  readonly logN: number;
  readonly nonce: string;
  readonly box: string;
}

/** The file beside the archive: the data key, wrapped once per account and once by the printed recovery key. */
export interface KeyFile {
  readonly format: 1;
  readonly label: string;
  readonly demo: boolean;
  readonly createdAt: string;
  readonly slots: readonly KeySlot[];
}

const recoveryLogin = '';
// Crockford's alphabet: no I, L, O, U, so that a printed key is copied without doubt.
const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function createDataKey(): DataKey {
  return new Uint8Array(randomBytes(32)) as DataKey;
}

/** A recovery key of 160 bits in eight groups of four. */
export function createRecoveryKey(): string {
  const letters = [...randomBytes(32)].map((byte) => recoveryAlphabet[byte & 31]);
  return Array.from({ length: 8 }, (_, group) => letters.slice(group * 4, group * 4 + 4).join('')).join('-');
}

/** What was typed off the page, as it was printed: case, blanks, dashes and the letters people confuse do not count. */
function normaliseRecoveryKey(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}

export function readKeyFile(path: string): KeyFile {
  const parsed = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
  if (parsed.format !== 1 || !Array.isArray(parsed.slots)) throw new SyntaxError('not a key file');
  return parsed;
}

/** Replaces the file in one step: a power cut leaves the old one or the new one, never half. */
export function writeKeyFile(path: string, keyFile: KeyFile): void {
  const partial = `${path}.part`;
  const handle = openSync(partial, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(keyFile, null, 1));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, path);
  if (process.platform !== 'win32') {
    const folder = openSync(dirname(path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
}

export function withPassword(keyFile: KeyFile, login: string, password: string, key: DataKey, cost: KdfCost): KeyFile {
  return withSlot(keyFile, 'password', login, password.normalize('NFC'), key, cost);
}

export function withRecoveryKey(keyFile: KeyFile, recoveryKey: string, key: DataKey, cost: KdfCost): KeyFile {
  return withSlot(keyFile, 'recovery', recoveryLogin, normaliseRecoveryKey(recoveryKey), key, cost);
}

export function withoutLogin(keyFile: KeyFile, login: string): KeyFile {
  return { ...keyFile, slots: keyFile.slots.filter((slot) => slot.login !== hashLogin(login) || slot.kind !== 'password') };
}

/** The data key, or null where login and password open no slot. */
export function unwrapWithPassword(keyFile: KeyFile, login: string, password: string): DataKey | null {
  return unwrap(keyFile, 'password', login, password.normalize('NFC'));
}

export function unwrapWithRecoveryKey(keyFile: KeyFile, typed: string): DataKey | null {
  return unwrap(keyFile, 'recovery', recoveryLogin, normaliseRecoveryKey(typed));
}

function withSlot(keyFile: KeyFile, kind: KeySlot['kind'], login: string, secret: string, key: DataKey, cost: KdfCost): KeyFile {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, salt, cost.logN), nonce);
  const box = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  const slot: KeySlot = {
    kind, login: hashLogin(login), salt: salt.toString('base64'), logN: cost.logN, nonce: nonce.toString('base64'), box: box.toString('base64'),
  };
  const others = keyFile.slots.filter((each) => each.kind !== kind || each.login !== slot.login);
  return { ...keyFile, slots: [...others, slot] };
}

function unwrap(keyFile: KeyFile, kind: KeySlot['kind'], login: string, secret: string): DataKey | null {
  const slot = keyFile.slots.find((each) => each.kind === kind && each.login === hashLogin(login));
  // A login nobody has costs the same time as a wrong password, so that the answer doesn't tell which it was.
  const salt = slot ? Buffer.from(slot.salt, 'base64') : Buffer.alloc(16);
  const derived = deriveKey(secret, salt, slot?.logN ?? keyFile.slots[0]?.logN ?? 14);
  if (!slot) return null;
  const box = Buffer.from(slot.box, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', derived, Buffer.from(slot.nonce, 'base64'));
  decipher.setAuthTag(box.subarray(box.length - 16));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(box.subarray(0, box.length - 16)), decipher.final()])) as DataKey;
  } catch {
    return null;
  }
}

function deriveKey(secret: string, salt: Uint8Array, logN: number): Buffer {
  return scryptSync(secret, salt, 32, { N: 2 ** logN, r: 8, p: 1, maxmem: 256 * 2 ** logN * 8 });
}

function hashLogin(login: string): string {
  return createHash('sha256').update(`yidang login\0${login.normalize('NFKC').trim().toLowerCase()}`).digest('base64url');
}
