import { accountNumber } from '#shared/domain/ledger/account-number.ts';
import { formatAccount } from '#shared/domain/ledger/accounts.ts';
import type { Book } from '#shared/domain/ledger/book.ts';
import { formatBook } from '#shared/domain/ledger/book.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { PlainEntry } from '#shared/domain/ledger/plain-journal.ts';
import { formatPlainJournal } from '#shared/domain/ledger/plain-journal.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listJournalLines } from '#main/db/queries/account-books.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { accountBookContent, auxiliaryBookContent, balancesContent, chartContent } from './account-book-papers.ts';
import { accountBookView, auxiliaryBookView, balancesView, chartView, pupilTotalsView, voucherOf } from './account-book-views.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow } from './procedure.ts';
import type { SlowScope } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { refuse } from './refusal.ts';
import type { RegisterContent } from './register-sheet.ts';
import { fileName, sheetOfRegister, xlsxFile } from './register-sheet.ts';

type Asked = SlowScope<{ schoolId: number }>;

const schoolName = (db: ReadableDb, schoolId: number): string => findSchool(db, schoolId)?.name ?? '';

async function printed({ core, session, transact }: Asked, label: string, content: RegisterContent): Promise<File> {
  const file = await pdfFile(fileName(label, 'pdf'), { kind: 'register', ...content, imprint: imprintOf(core, session) });
  transact(({ note }) => note({ printed: 'account_book', title: content.title, subtitle: content.subtitle }));
  return file;
}

function taken({ transact }: Asked, label: string, content: RegisterContent): File {
  const file = xlsxFile(fileName(label, 'xlsx'), [sheetOfRegister(label, content)]);
  transact(({ note }) => note({ exported: 'account_book', title: content.title, subtitle: content.subtitle }));
  return file;
}

type JournalDays = { readonly from: PlainEntry['onDate'] | null; readonly to: PlainEntry['onDate'] | null };

/** The entries of a book with accounts named as a path: book, account, programme, source. */
function plainEntries(db: ReadableDb, schoolId: number, book: Book, days: JournalDays): PlainEntry[] {
  const nameOf = programmeNames(db, schoolId);
  const byEntry = Map.groupBy(listJournalLines(db, schoolId, book, days), (line) => line.entryId);
  return [...byEntry.values()].flatMap((lines): PlainEntry[] => {
    const [first] = lines;
    if (!first) return [];
    return [{
      onDate: first.onDate, entryNo: first.entryNo, voucher: voucherOf(first), memo: first.memo, operationId: first.operationId,
      lines: lines.map((line) => ({
        account: [formatBook(book), `${accountNumber(line.accountCode)} ${formatAccount(line.accountCode)}`, nameOf(line.programmeKey), ...(line.source === null ? [] : [formatFundingSource(line.source)])],
        netFen: line.netFen,
      })),
    }];
  });
}

export const accountBooksService = {
  chart: api.accountBooks.chart.handler(read(({ db, input, today }) => chartView(db, input.schoolId, today))),

  balances: api.accountBooks.balances.handler(read(({ db, input }) => balancesView(db, input.schoolId, input.scope, input.programmeKey))),

  account: api.accountBooks.account.handler(read(({ db, input }) => accountBookView(db, input))),

  auxiliary: api.accountBooks.auxiliary.handler(read(({ db, input, today }) => auxiliaryBookView(db, input, today))),

  pupils: api.accountBooks.pupils.handler(read(({ db, input }) => pupilTotalsView(db, input.schoolId, input.book, input.term))),

  printChart: api.accountBooks.printChart.handler(slow(async (scope) => {
    const { db, input, today } = scope;
    return printed(scope, '会计科目表', chartContent(chartView(db, input.schoolId, today), schoolName(db, input.schoolId)));
  })),

  printBalances: api.accountBooks.printBalances.handler(slow(async (scope) => {
    const { db, input } = scope;
    const view = balancesView(db, input.schoolId, input.scope, input.programmeKey);
    return printed(scope, `科目余额表 ${view.scopeLabel}`, balancesContent(view, schoolName(db, input.schoolId)));
  })),

  balancesXlsx: api.accountBooks.balancesXlsx.handler(slow(async (scope) => {
    const { db, input } = scope;
    const view = balancesView(db, input.schoolId, input.scope, input.programmeKey);
    return taken(scope, `科目余额表 ${view.scopeLabel}`, balancesContent(view, schoolName(db, input.schoolId)));
  })),

  printAccount: api.accountBooks.printAccount.handler(slow(async (scope) => {
    const { db, input } = scope;
    const view = accountBookView(db, input);
    return printed(scope, `${view.title} ${view.accountLabel}`, accountBookContent(view, { school: schoolName(db, input.schoolId), from: input.from, to: input.to }));
  })),

  accountXlsx: api.accountBooks.accountXlsx.handler(slow(async (scope) => {
    const { db, input } = scope;
    const view = accountBookView(db, input);
    return taken(scope, `${view.title} ${view.accountLabel}`, accountBookContent(view, { school: schoolName(db, input.schoolId), from: input.from, to: input.to }));
  })),

  printAuxiliary: api.accountBooks.printAuxiliary.handler(slow(async (scope) => {
    const { db, input, today } = scope;
    const view = auxiliaryBookView(db, input, today);
    return printed(scope, view.title, auxiliaryBookContent(view, { school: schoolName(db, input.schoolId), from: input.from, to: input.to }));
  })),

  auxiliaryXlsx: api.accountBooks.auxiliaryXlsx.handler(slow(async (scope) => {
    const { db, input, today } = scope;
    const view = auxiliaryBookView(db, input, today);
    return taken(scope, view.title, auxiliaryBookContent(view, { school: schoolName(db, input.schoolId), from: input.from, to: input.to }));
  })),

  journalText: api.accountBooks.journalText.handler(slow(async ({ db, input, transact }) => {
    const entries = plainEntries(db, input.schoolId, input.book, input);
    if (entries.length === 0) throw refuse('books.nothing', { what: `${formatBook(input.book)}的分录账簿` });
    const title = `${schoolName(db, input.schoolId)} ${formatBook(input.book)} 分录账簿`;
    const file = new File([formatPlainJournal(title, entries)], fileName(`分录账簿 ${formatBook(input.book)}`, 'journal'), { type: 'text/plain;charset=utf-8' });
    transact(({ note }) => note({ exported: 'plain_journal', book: input.book, entries: entries.length }));
    return file;
  })),
};
