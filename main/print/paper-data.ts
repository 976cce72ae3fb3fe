import { createHash } from 'node:crypto';
import { formatChineseCapital, formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatTerm, formatTermShort } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Coverage } from './font-coverage.ts';
import type { Paper } from './paper.ts';
import { batchControlTotals } from './papers/batch-control-sheet.ts';
import { entitlementListTotals } from './papers/entitlement-list.ts';
import { purposeStamps } from './papers/imprint.ts';
import { signatureSheetTotals } from './papers/signature-sheet.ts';

/** What a template reads from data.json. */
export interface PaperData {
  readonly paper: unknown;
  readonly printNo: string;
  /** 北京时间, e.g. 2025-09-05 10:20; empty on papers that don't say when they were printed. */
  readonly printedAt: string;
  readonly stamp: string;
  /** The day the document is dated, ISO. */
  readonly datedOn: string;
  /** Characters no font here can show; each stands as 〓 in the text. */
  readonly missing: readonly string[];
}

/** Turns a paper into what its template prints: amounts worded beside the fen, terms named, unprintable characters marked. */
export function paperData(paper: Paper, coverage: Coverage): PaperData {
  const missing = new Set<string>();
  const data = { ...worded(paper, coverage, missing) as object, ...worded(derivedTotals(paper), coverage, missing) as object };
  const imprint = 'imprint' in paper ? paper.imprint : null;
  const printedAt = imprint ? beijingTime(imprint.printedAt) : '';
  const datedOn = printedAt === '' ? dateOf(paper) : printedAt.slice(0, 10);
  return {
    paper: data,
    printNo: (imprint?.printNo ?? ('printNo' in paper ? paper.printNo : undefined)) ?? derivedPrintNo(paper, datedOn),
    printedAt,
    stamp: imprint ? purposeStamps[imprint.purpose] : purposeStamps.notice,
    datedOn,
    missing: [...missing].sort(),
  };
}

function derivedTotals(paper: Paper): object {
  switch (paper.kind) {
    case 'entitlement_list': return { totals: entitlementListTotals(paper) };
    case 'signature_sheet': return { totals: signatureSheetTotals(paper) };
    case 'batch_control_sheet': return { totals: batchControlTotals(paper) };
    default: return {};
  }
}

function dateOf(paper: Paper): string {
  if (paper.kind === 'recovery_key') return paper.madeOn;
  if (paper.kind === 'notice') return paper.signedOn;
  return '1970-01-01';
}

/** All of China keeps one time; a paper's clock doesn't depend on how the machine is set. */
function beijingTime(at: string): string {
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return at;
  return new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function derivedPrintNo(paper: Paper, datedOn: string): string {
  const hash = createHash('sha256').update(JSON.stringify(paper)).digest('hex').slice(0, 8).toUpperCase();
  return `${datedOn.replaceAll('-', '')}-${hash}`;
}

/** `…Fen` gets a sibling `…Yuan`, `totalFen` also `totalCapital` (大写), `term` its name and short name: templates never compute money. */
function worded(value: unknown, coverage: Coverage, missing: Set<string>): unknown {
  if (typeof value === 'string') return printable(value, coverage, missing);
  if (Array.isArray(value)) return value.map((item) => worded(item, coverage, missing));
  if (value === null || typeof value !== 'object') return value;
  const words: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    words[key] = worded(item, coverage, missing);
    if (key.endsWith('Fen') && typeof item === 'number') words[`${key.slice(0, -3)}Yuan`] = formatYuan(item as Fen);
    if (key === 'totalFen') words['totalCapital'] = formatChineseCapital(item as Fen);
    if (/term$/i.test(key) && typeof item === 'string') {
      words[`${key}Name`] = formatTerm(item as TermKey);
      words[`${key}Short`] = formatTermShort(item as TermKey);
    }
  }
  return words;
}

/** Signs that stand for no glyph of their own: controls, joiners, direction marks, variation selectors. */
const unseen = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]--[\n]]/gv;

function printable(text: string, coverage: Coverage, missing: Set<string>): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(unseen, '');
  let shown = '';
  for (const character of plain) {
    const point = character.codePointAt(0) as number;
    if (point === 0x0a || coverage.has(point)) shown += character;
    else {
      missing.add(`U+${point.toString(16).toUpperCase().padStart(4, '0')}`);
      shown += '〓';
    }
  }
  return shown;
}
