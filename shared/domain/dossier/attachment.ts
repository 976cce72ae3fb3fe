import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** Every kind of record a scan or photo can belong to. A subject that takes some adds its name here and its owner in the core. */
export const attachmentSubjects = [
  'case',
  'visit',
  'application',
  'letter_slip',
  'waiver',
  'emergency',
  'panel',
  'meeting',
  'notice',
  'objection',
  'negative_hit',
  'rectification',
  'self_assessment',
  'term_act',
  'payee_account',
  'payment_batch',
  'recovery_case',
  'entitlement_adjustment',
] as const;
export type AttachmentSubject = (typeof attachmentSubjects)[number];

export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** The largest file kept, in bytes: a page scanned in colour is a tenth of it. */
export const largestAttachment = 15 * 1024 * 1024;

const signatures: readonly (readonly [MediaType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** What the bytes are, by their first ones; a name's ending proves nothing. Null: nothing that is kept. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
  return signatures.find(([, start]) => start.every((byte, at) => bytes[at] === byte))?.[0] ?? null;
}

/**
 * The day a camera wrote into a photo (EXIF DateTimeOriginal, `YYYY:MM:DD HH:MM:SS` as text in the file's head); null where there is none.
 * It is only a proposal: clocks of cameras are often wrong, so a person's own date goes before it.
 */
export function photoTakenOn(bytes: Uint8Array): IsoDate | null {
  if (mediaTypeOf(bytes) !== 'image/jpeg') return null;
  let head = '';
  for (const byte of bytes.subarray(0, 65_536)) head += String.fromCharCode(byte);
  const days = [...head.matchAll(/(\d{4}):(\d{2}):(\d{2}) \d{2}:\d{2}:\d{2}\0/g)].flatMap(([, year, month, day]) => parseIsoDate(`${year}-${month}-${day}`) ?? []);
  // The file's own last change comes first in the head, the moment of the photo after it; the earliest day is the photo's.
  return days.toSorted()[0] ?? null;
}
