import { createDataKey } from '#main/db/key-file.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { listAccountSides } from '#main/db/queries/ledger-totals.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { findStatement } from '#main/services/settlement-statement.ts';
import { benchSchool, LedgerArchive, tenTerms } from '../ledger-archive.ts';
import { benchFile, runStep, secondsOf } from '../measure.ts';

/** Payment lines of all ten terms together; each is owed, sent and paid: six postings. */
const count = Number(process.env['BENCH_ROWS'] ?? 100_000);
const batch = 1000;
const programmes = ['yw.board', 'yw.day'] as const;
const wholeJournal = { terms: null, from: null, to: null };

function scopes(): Record<string, SettlementScope> {
  const term = tenTerms[8]!;
  return {
    学期: { kind: 'term', term, asOf: null },
    '学期，截至某日': { kind: 'term', term, asOf: isoDate('2024-12-01') },
    学年: { kind: 'school_year', schoolYear: schoolYearOf(term), asOf: null },
    自然年: { kind: 'calendar_year', year: 2024, asOf: null },
    某日: { kind: 'as_of', date: isoDate('2025-08-31') },
    '某日，学期中': { kind: 'as_of', date: isoDate('2023-11-20') },
  };
}

await runStep({
  title: '(e) slowest balance or statement of ten terms',
  rows: count,
  aim: 1,
  prepare: (folder) => {
    const key = createDataKey();
    writeFileSync(benchFile(folder, 'key'), key);
    const { writer, close } = openDatabase(benchFile(folder, 'ledger.ydb'), key, { create: true });
    const archive = LedgerArchive.on(writer);
    const perTerm = count / tenTerms.length;
    for (const term of tenTerms) {
      writer.raw.transaction(() => {
        for (const programmeKey of programmes) archive.entry('receipt', { term, programmeKey, day: 20 }, ['cash', 'fund_received'], { from: 0, count: 1 }, 'central');
        for (let from = 0; from < perTerm; from += batch) {
          const lines = { from, count: Math.min(batch, perTerm - from) };
          const place = { term, programmeKey: programmes[from % (2 * batch) === 0 ? 0 : 1]! };
          archive.entry('entitlement_approved', { ...place, day: 40 }, ['aid_due', 'payable_due'], lines);
          archive.entry('batch_submitted', { ...place, day: 60 }, ['payable_due', 'payable_submitted'], lines);
          archive.entry('line_paid', { ...place, day: 80 + (from / batch) % 30 }, ['payable_submitted', 'cash'], lines);
        }
      })();
    }
    close();
    return Promise.resolve();
  },
  floor: () => Promise.resolve({ 'the 100 ms asked for': 0.1 }),
  // A person who asks has the archive open; each figure is asked for once before, and then timed.
  measure: async (folder) => {
    const { reader, close } = openDatabase(benchFile(folder, 'ledger.ydb'), readFileSync(benchFile(folder, 'key')) as never, { create: false });
    const works: Record<string, () => unknown> = {
      试算平衡: () => listAccountSides(reader, benchSchool, wholeJournal),
      ...Object.fromEntries(Object.entries(scopes()).map(([name, scope]) => [`结算表 ${name}`, () => findStatement(reader, benchSchool, scope)])),
    };
    let slowest = 0;
    for (const [name, work] of Object.entries(works)) {
      const first = await secondsOf(work);
      const seconds = await secondsOf(work);
      console.log(`${name}: ${(1000 * seconds).toFixed(0)} ms, the first time ${(1000 * first).toFixed(0)} ms`);
      slowest = Math.max(slowest, seconds);
    }
    close();
    return slowest;
  },
});
