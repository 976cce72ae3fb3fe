import { pinyin } from 'pinyin-pro';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatCompactDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { BatchFileFacts, BatchFileLine } from '#shared/domain/disbursement/batch-file.ts';
import { renderBatchFiles } from '#shared/domain/disbursement/batch-file.ts';
import { formatPayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { BatchRow, NewLine, PaymentFile } from '#main/db/repositories/payment-batch.ts';
import { listLines, listPaymentFiles, listSentFileNames } from '#main/db/repositories/payment-batch.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { writeAesZip } from '#main/files/aes-zip.ts';
import { batchFileBytes, fileEncoder } from '#main/files/batch-file-bytes.ts';
import { sha256Hex } from './core.ts';
import { notFound, refuse } from './refusal.ts';

/** A stored line as the file carries it. */
export function fileLine(line: NewLine, batch: { readonly programmeName: string; readonly docNo: string }): BatchFileLine {
  return {
    lineNo: line.lineNo, holderName: line.holderName, accountNo: line.accountNo, amountFen: line.amountFen, holderIdNumber: line.holderIdNumber || null,
    bankName: line.bankName || null, relation: formatPayeeRelation(line.holderRelation), studentName: line.studentName, classLabel: line.classLabel,
    programme: batch.programmeName, docNo: batch.docNo,
  };
}

/** Renders a released batch from its own frozen lines and profile. Nothing else of the archive goes into the bytes. */
export function renderBatch(db: ReadableDb, batch: BatchRow, on: IsoDate): PaymentFile[] {
  const school = findSchool(db, batch.schoolId);
  if (!school) throw notFound('这所学校');
  const sent = listSentFileNames(db, batch.schoolId);
  const facts: BatchFileFacts = {
    school: school.name, schoolPinyin: pinyin(school.name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').replace(/[^a-z0-9]/giu, ''),
    date: formatCompactDate(on), batchNo: batch.no, term: formatTermShort(batch.term).replace(/\s/gu, ''),
    sent: { onTheDay: sent.filter((file) => file.on === on).length, names: new Set(sent.map((file) => file.name)) },
  };
  return renderBatchFiles(batch.profile, listLines(db, batch.id).map((line) => fileLine(line, batch)), facts, fileEncoder).map((file, index) => {
    const bytes = batchFileBytes(file.content);
    return { seq: index + 1, name: file.name, sha256: sha256Hex(bytes), totals: file.totals, bytes };
  });
}

/** One name and one hash for the batch, whether it is one file or several. */
export function summaryOfFiles(files: readonly PaymentFile[]): { readonly fileName: string; readonly fileSha256: string } {
  const [first] = files;
  if (!first) throw new Error('a batch was rendered into no file');
  if (files.length === 1) return { fileName: first.name, fileSha256: first.sha256 };
  return { fileName: `${first.name} 等 ${files.length} 个文件`, fileSha256: sha256Hex(files.map((file) => file.sha256).join('')) };
}

/** Printable ASCII: Windows' unpackers read other passwords each in their own encoding. */
const fitPassword = /^[\x21-\x7e]{8,64}$/u;

export function assertZipPassword(batch: BatchRow, password: string): void {
  if (batch.profile.zip && !fitPassword.test(password)) throw refuse('payment.zip_password_needed', { no: batch.no });
}

/** What is given out: the stored files, or, where the format asks for it, one zip of them that opens with the password. The zip is kept nowhere. */
export async function givenFiles(db: ReadableDb, batch: BatchRow, password: string): Promise<File[]> {
  const files = storedFiles(db, batch.id);
  const [first] = files;
  if (!batch.profile.zip || !first) return files;
  const parts = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
  return [new File([writeAesZip(parts, password) as Uint8Array<ArrayBuffer>], `${first.name.replace(/\.[^.]+$/u, '')}.zip`, { type: 'application/zip' })];
}

const types: Readonly<Record<string, string>> = {
  txt: 'text/plain', csv: 'text/csv', xls: 'application/vnd.ms-excel', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The files a batch left the house as, byte for byte; each is checked against its hash before it goes out again. */
export function storedFiles(db: ReadableDb, batchId: number): File[] {
  return listPaymentFiles(db, batchId).map((file) => {
    if (sha256Hex(file.bytes) !== file.sha256) throw refuse('payment.file_changed', { name: file.name });
    return new File([file.bytes as Uint8Array<ArrayBuffer>], file.name, { type: types[file.name.split('.').at(-1) ?? ''] ?? 'application/octet-stream' });
  });
}
