import { formatAccount, ledgerAccounts } from '#shared/domain/ledger/accounts.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import { fen, sumFen, ZERO_FEN } from '#shared/domain/money/fen.ts';
import type { JournalEntryView } from '#shared/contract/ledger.ts';
import type { EntryView } from '#main/db/queries/journal.ts';
import { countEntries, findEntryView, listEntries, listPostingViews, listStudentPostings } from '#main/db/queries/journal.ts';
import { listAccountSides } from '#main/db/queries/ledger-totals.ts';
import { api, read } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { notFound } from './refusal.ts';

function shown(entry: EntryView, nameOf: (key: string) => string): JournalEntryView {
  return { ...entry, programmeName: nameOf(entry.programmeKey), kindLabel: formatEntryKind(entry.effectKind, entry.reversesNo !== null, entry.book) };
}

export const ledgerService = {
  entries: api.ledger.entries.handler(read(({ db, input }) => {
    const filter = { term: input.term ?? null, programmeKey: input.programmeKey ?? null };
    const nameOf = programmeNames(db, input.schoolId);
    return {
      entries: listEntries(db, input.schoolId, { ...filter, ...input.page }).map((entry) => shown(entry, nameOf)),
      total: countEntries(db, input.schoolId, filter),
    };
  })),

  entry: api.ledger.entry.handler(read(({ db, input }) => {
    const entry = findEntryView(db, input.schoolId, input.entryId);
    if (!entry) throw notFound('这笔分录');
    const postings = listPostingViews(db, entry.id).map((posting) => ({ ...posting, accountLabel: formatAccount(posting.accountCode) }));
    return { entry: shown(entry, programmeNames(db, input.schoolId)), postings };
  })),

  trialBalance: api.ledger.trialBalance.handler(read(({ db, input }) => {
    const sides = new Map(listAccountSides(db, input.schoolId, { terms: [input.term], from: null, to: null }).map((one) => [one.accountCode, one]));
    const accounts = ledgerAccounts.flatMap(({ code, label, normal }) => {
      const found = sides.get(code);
      if (!found) return [];
      const net = found.debitFen - found.creditFen;
      return [{ ...found, accountLabel: label, balanceFen: fen(normal === 'debit' ? net : ZERO_FEN - net) }];
    });
    const debitFen = sumFen(accounts.map((account) => account.debitFen));
    const creditFen = sumFen(accounts.map((account) => account.creditFen));
    return { accounts, debitFen, creditFen, balanced: debitFen === creditFen };
  })),

  ofStudent: api.ledger.ofStudent.handler(read(({ db, input }) => {
    const nameOf = programmeNames(db, input.schoolId);
    return listStudentPostings(db, input.schoolId, input.studentId, input.term ?? null).map(({ effectKind, isReversal, book, programmeKey, ...posting }) => ({
      ...posting, accountLabel: formatAccount(posting.accountCode), kindLabel: formatEntryKind(effectKind, isReversal === 1, book), programmeName: nameOf(programmeKey),
    }));
  })),
};
