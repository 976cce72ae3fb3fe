import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { termRange } from '#shared/domain/calendar/term.ts';
import { addDays } from '#shared/domain/calendar/iso-date.ts';
import { formatAccount } from '#shared/domain/ledger/accounts.ts';
import { formatPlainJournal } from '#shared/domain/ledger/plain-journal.ts';
import type { PlainEntry } from '#shared/domain/ledger/plain-journal.ts';
import { createDataKey } from '#main/db/key-file.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { listAccountSides } from '#main/db/queries/ledger-totals.ts';
import { benchSchool, LedgerArchive, tenTerms } from '../ledger-archive.ts';
import { benchFile, runStep, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const amountFen = 62_500;
const programmeKey = 'yw.board';

/** The other two read the journal the program itself exports, each its whole text: they keep no archive. */
function others(folder: string): Record<string, readonly [command: string, ...words: string[]]> {
  const journal = benchFile(folder, 'journal.txt');
  return { hledger: ['hledger', '-f', journal, 'balance', '--no-total'], ledger: ['ledger', '-f', journal, 'balance', '--no-total'] };
}

await runStep({
  title: '(g) trial balance, beside hledger and ledger',
  rows: count,
  aim: 1,
  prepare: (folder) => {
    const key = createDataKey();
    writeFileSync(benchFile(folder, 'key'), key);
    const { writer, close } = openDatabase(benchFile(folder, 'ledger.ydb'), key, { create: true });
    const archive = LedgerArchive.on(writer);
    const entries: PlainEntry[] = [];
    const perTerm = count / tenTerms.length;
    for (const term of tenTerms) {
      writer.raw.transaction(() => {
        for (let n = 0; n < perTerm; n += 1) {
          const day = 1 + (n % 120);
          archive.entry('entitlement_approved', { term, programmeKey, day }, ['aid_due', 'payable_due'], { from: n, count: 1 });
          entries.push({
            onDate: addDays(termRange(term).from, day), entryNo: entries.length + 1, voucher: '', memo: '对照', operationId: `bench-${entries.length + 1}`,
            lines: [{ account: [formatAccount('aid_due'), programmeKey], netFen: amountFen }, { account: [formatAccount('payable_due'), programmeKey], netFen: -amountFen }],
          });
        }
      })();
    }
    close();
    writeFileSync(benchFile(folder, 'journal.txt'), formatPlainJournal('对照', entries));
    return Promise.resolve();
  },
  floor: async (folder) => {
    const floors: Record<string, number> = {};
    for (const [name, [command, ...words]] of Object.entries(others(folder))) {
      if (spawnSync(command, ['--version']).status !== 0) {
        console.log(`ATTENTION: no ${name} on this machine: nothing to stand beside (apt-get install ${name})`);
        continue;
      }
      let said = '';
      floors[name] = await secondsOf(() => {
        const run = spawnSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 26, env: { ...process.env, LANG: 'C.UTF-8' } });
        if (run.status !== 0) throw new Error(run.stderr);
        said = run.stdout;
      });
      console.log(`${name}: ${floors[name].toFixed(2)} s\n${said.trim().split('\n').map((line) => `      ${line.trim()}`).join('\n')}`);
    }
    return floors;
  },
  measure: async (folder) => {
    const { reader, close } = openDatabase(benchFile(folder, 'ledger.ydb'), readFileSync(benchFile(folder, 'key')) as never, { create: false });
    let sides: ReturnType<typeof listAccountSides> = [];
    const seconds = await secondsOf(() => { sides = listAccountSides(reader, benchSchool, { terms: null, from: null, to: null }); });
    for (const { accountCode, debitFen, creditFen } of sides) console.log(`${formatAccount(accountCode)}: ${((debitFen - creditFen) / 100).toFixed(2)}`);
    close();
    return seconds;
  },
});
