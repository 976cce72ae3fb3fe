import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { previousTerm } from '#shared/domain/calendar/term.ts';
import { comparableId } from '#shared/domain/comparison/compared-id.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import type { ReconciliationPair, StatementKind } from '#shared/domain/reconciliation/difference-state.ts';
import type { ListItem, ListReconciled } from '#shared/domain/reconciliation/reconcile-list.ts';
import { reconcileList } from '#shared/domain/reconciliation/reconcile-list.ts';
import { defaultWindowDays, reconcileSides } from '#shared/domain/reconciliation/reconcile-sides.ts';
import type { SideItem } from '#shared/domain/reconciliation/side-item.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listComparedStudents } from '#main/db/queries/comparison.ts';
import { hasMoved, listCashRows, listDueRows } from '#main/db/queries/reconciliation.ts';
import { listStatementRows } from '#main/db/repositories/money-statement.ts';
import { listCarriedLines, listReconciliationLinks } from '#main/db/repositories/reconciliation-note.ts';
import { listSystemExports } from '#main/db/repositories/system-export.ts';
import { currentAidRows } from './comparison-sets.ts';
import { programmeNames } from './programme-names.ts';

/** A line with what a person reads of it. */
export interface ShownItem extends SideItem {
  readonly who: string;
  readonly what: string;
  readonly origin: string;
  readonly carriedIn?: boolean;
}

export interface FoundPair extends ListReconciled {
  /** What a side lacks before anything can be compared; null: both are there. */
  readonly missing: string | null;
  /** Nothing of this kind happened in the term, so nothing has to be compared. */
  readonly needless: boolean;
}

const names = (...given: readonly (string | null)[]): string[] => [...new Set(given.flatMap((name) => (name === null || name === '' ? [] : [nameKey(name)])))];

/** The ledger's side: each movement of a channel's money, payments line by line under their batch. */
function cashItems(db: ReadableDb, schoolId: number, term: TermKey, channel: PaymentChannel): ShownItem[] {
  const nameOf = programmeNames(db, schoolId);
  return listCashRows(db, schoolId, term, channel).map((row) => {
    const at = `${row.entryNo}:${row.paymentLineId ?? 0}`;
    const batch = row.batchNo ?? '';
    return {
      key: `ledger|${at}`, onDate: row.onDate, fen: row.fen, names: names(row.holderName, row.studentName), refs: [batch, row.docNo].filter((ref) => ref !== ''), text: `${row.memo} ${row.docNo} ${batch}`,
      group: row.paymentLineId === null ? '' : `${row.effectKind}${batch === '' ? row.entryNo : batch}`, undoes: row.reversesNo === null ? '' : `ledger|${row.reversesNo}:${row.paymentLineId ?? 0}`,
      who: row.studentName ?? '', what: [formatEntryKind(row.effectKind, row.reversesNo !== null, channel), nameOf(row.programmeKey), batch, row.docNo].filter(Boolean).join('　'), origin: `台账第 ${row.entryNo} 号分录`,
    };
  });
}

function statementItems(db: ReadableDb, schoolId: number, term: TermKey, kind: StatementKind): ShownItem[] {
  return listStatementRows(db, schoolId, term, kind).map((row) => ({
    key: `${kind}|${row.accountLabel}|${row.rowKey}`, onDate: row.onDate, fen: row.inFen - row.outFen, names: kind === 'one_card' ? names(row.party) : [], refs: row.voucher === '' ? [] : [row.voucher],
    text: [row.voucher, row.summary, row.party].join(' '), group: '', undoes: '', who: row.party, what: [row.voucher, row.summary].filter(Boolean).join('　'), origin: `${row.fileName} 第 ${row.rowNo} 行`,
  }));
}

type ShownListItem = ListItem & ShownItem & { readonly pupil: string };

/** 系统名单's side; a row is whose its ID number, 学籍号 or, where only one pupil bears it, its name says. */
function listItems(db: ReadableDb, schoolId: number, term: TermKey): ShownListItem[] | null {
  const used = currentAidRows(db, listSystemExports(db, schoolId, term));
  if (used === null) return null;
  const nameOf = programmeNames(db, schoolId);
  const students = listComparedStudents(db, schoolId);
  const unique = (keyOf: (one: (typeof students)[number]) => string): Map<string, number> => new Map([...Map.groupBy(students, keyOf)].flatMap(([key, list]) => (key !== '' && list.length === 1 && list[0] ? [[key, list[0].studentId] as const] : [])));
  const [byId, byRegistry, byName] = [unique((one) => comparableId(one.idNumber)), unique((one) => one.registryNo), unique((one) => one.nameKey)];
  const seen = new Map<string, number>();
  return used.rows.map((row) => {
    const said = `list|${row.programmeKey ?? ''}|${row.idNumber || row.registryNo || row.nameKey}|${row.amountFen ?? ''}`;
    const nth = (seen.get(said) ?? 0) + 1;
    seen.set(said, nth);
    const studentId = byId.get(row.idNumber) ?? byRegistry.get(row.registryNo) ?? (row.idNumber === '' && row.registryNo === '' ? byName.get(row.nameKey) : undefined);
    return {
      key: `${said}#${nth}`, onDate: null, fen: row.amountFen ?? 0, names: [row.nameKey], refs: [], text: row.name, group: '', undoes: '',
      who: studentId === undefined || row.programmeKey === null ? '' : `${studentId}@${row.programmeKey}`, unpriced: row.amountFen === null, pupil: row.name,
      what: `${row.programmeKey === null ? '' : nameOf(row.programmeKey)}　${row.className}`, origin: `系统名单第 ${row.rowNo} 行`,
    };
  });
}

function dueItems(db: ReadableDb, schoolId: number, term: TermKey): ShownListItem[] {
  const nameOf = programmeNames(db, schoolId);
  return listDueRows(db, schoolId, term).map((row) => ({
    key: `due|${row.studentId}@${row.programmeKey}`, onDate: null, fen: row.fen, names: names(row.studentName), refs: [], text: row.studentName, group: '', undoes: '', who: `${row.studentId}@${row.programmeKey}`, unpriced: false,
    pupil: row.studentName, what: nameOf(row.programmeKey), origin: '台账应发',
  }));
}

/** What a list item's `who` was for is matching; on screen it is the pupil's name. */
export function shownItem(item: SideItem): ShownItem {
  return { ...(item as ShownItem), who: 'pupil' in item ? String(item.pupil) : (item as ShownItem).who };
}

export interface TermPlace {
  readonly schoolId: number;
  readonly term: TermKey;
}

const nothing: FoundPair = { missing: null, needless: false, matches: [], unpriced: [], differing: [], leftOnly: [], rightOnly: [] };

function findList(db: ReadableDb, { schoolId, term }: TermPlace): FoundPair {
  const list = listItems(db, schoolId, term);
  if (list === null) return { ...nothing, missing: '还没有导入资助系统导出的资助名单。请到“上报与核对”导入。' };
  return { missing: null, needless: false, ...reconcileList(list, dueItems(db, schoolId, term)) };
}

function sidesOf(db: ReadableDb, { schoolId, term }: TermPlace, pair: Exclude<ReconciliationPair, 'list'>): { left: ShownItem[]; right: ShownItem[]; missing: string | null } {
  const statement = (kind: StatementKind): ShownItem[] => statementItems(db, schoolId, term, kind);
  // What came from outside is asked for first: where there is none, the ledger need not be read.
  const lacks = (missing: string) => ({ left: [], right: [], missing });
  switch (pair) {
    case 'finance': {
      const right = statement('finance');
      if (right.length === 0) return lacks('还没有导入财务明细账。请向财务要本学期的明细账表格，在“对账文件”里导入。');
      return { left: cashItems(db, schoolId, term, 'school_account'), right, missing: null };
    }
    case 'bank': {
      const right = statement('bank');
      if (right.length === 0) return lacks('还没有导入银行流水。请从网银下载本学期的交易明细，在“对账文件”里导入。');
      const left = statement('finance').map((item) => ({ ...item, refs: [] }));
      return left.length === 0 ? lacks('还没有导入财务明细账。请先在“对账文件”里导入。') : { left, right, missing: null };
    }
    case 'one_card': {
      const right = statement('one_card');
      if (right.length === 0) return lacks('还没有导入一卡通回单或明细。请向县资助中心要，在“对账文件”里导入。');
      // 县级拨付 and 收回 never pass the pupils' cards.
      return { left: cashItems(db, schoolId, term, 'one_card').filter((item) => item.group !== ''), right, missing: null };
    }
  }
}

/** One comparison of a term, worked out anew each time: with the lines the term before handed on, and what people matched by hand. */
export function findPair(db: ReadableDb, place: TermPlace, pair: ReconciliationPair): FoundPair {
  if (pair === 'list') return findList(db, place);
  if (!hasMoved(db, place.schoolId, place.term, pair === 'one_card' ? 'one_card' : 'school_account')) {
    return { ...nothing, needless: true, missing: pair === 'one_card' ? '本学期台账里没有一卡通发放，不用对这一项。' : '本学期学校账户里没有收支，不用对这一项。' };
  }
  const { left, right, missing } = sidesOf(db, place, pair);
  if (missing !== null) return { ...nothing, missing };
  const carried = listCarriedLines(db, place.schoolId, previousTerm(place.term), pair);
  const own = (items: readonly ShownItem[], handed: readonly SideItem[]): ShownItem[] => {
    const present = new Set(items.map((item) => item.key));
    return [...items, ...handed.filter((item) => !present.has(item.key)).map((item) => ({ ...(item as ShownItem), carriedIn: true }))];
  };
  const byHand = listReconciliationLinks(db, place.schoolId, place.term, pair);
  return { missing: null, needless: false, unpriced: [], ...reconcileSides(own(left, carried.left), own(right, carried.right), { windowDays: defaultWindowDays, byHand }) };
}

/** The day a lot of lines is shown under: the last one. */
export function dayOf(items: readonly SideItem[]): IsoDate | null {
  return items.flatMap((item) => item.onDate ?? []).toSorted().at(-1) ?? null;
}
