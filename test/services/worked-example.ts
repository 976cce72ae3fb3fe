import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { LedgerEvent } from '#shared/domain/ledger/events.ts';
import { postEvent } from '#main/services/journal.ts';
import type { OpenSchool } from '../helpers/test-app.ts';
import { openTestSchool } from '../helpers/test-app.ts';

const term = termKey('2024-2025-1');
const programmeKey = 'yw.board';

export function post(open: OpenSchool, event: LedgerEvent): void {
  const db = open.app.core.archive!.database.writer;
  const operationId = `operation-${Math.floor(performance.now() * 1000)}`;
  db.raw.transaction(() => postEvent(db, event, { schoolId: open.schoolId, operationId, accountId: 1, at: '2025-01-10T08:00:00Z' }))();
}

/** A school of one office, whose one person closes the term alone. */
export async function openAloneSchool(options: { now?: string } = {}): Promise<OpenSchool> {
  const open = await openTestSchool(options);
  await open.client.settings.update({ schoolId: open.schoolId, settings: { onePersonMode: true } });
  return open;
}

export function lines(from: number, count: number) {
  return Array.from({ length: count }, (_, i) => ({ paymentLineId: from + i, entitlementId: from + i, studentId: from + i, fen: fen(62_500) }));
}

/** The worked example of handbook 4.8 in the archive. */
export async function workedExample(): Promise<OpenSchool> {
  const open = await openAloneSchool({ now: '2025-02-15T09:00:00+08:00' });
  await open.client.funds.recordReceipt({
    schoolId: open.schoolId, term, programmeKey, source: 'central', docNo: '财教〔2024〕181号', receivedOn: isoDate('2024-10-15'), fen: fen(70_000_000),
  });
  post(open, { kind: 'entitlement_approved', programmeKey, term, onDate: isoDate('2024-11-20'), lines: lines(1, 1100) });
  post(open, { kind: 'batch_submitted', programmeKey, term, onDate: isoDate('2024-12-10'), lines: lines(1, 1100) });
  post(open, { kind: 'line_paid', programmeKey, term, onDate: isoDate('2024-12-20'), lines: lines(1, 960) });
  post(open, { kind: 'line_failed', programmeKey, term, onDate: isoDate('2024-12-20'), lines: lines(1091, 10) });
  post(open, { kind: 'line_paid', programmeKey, term, onDate: isoDate('2025-01-10'), lines: lines(961, 130) });
  return open;
}
