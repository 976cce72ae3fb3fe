import type { TriState } from '../tri-state.ts';

const yesSigns = '☑√✓✔■●';
const noSigns = '☒×✗✘';
const openSigns = '□☐▢○';
const sign = `[${yesSigns}${noSigns}${openSigns}]`;
const inBrackets = `[(（\\[【]\\s*(?:${sign}|是|否)?\\s*[)）\\]】]`;
const before = new RegExp(`(${sign}|${inBrackets})\\s*(?:\\d{1,2}\\s*[.、．]?\\s*)?$`, 'u');
const after = new RegExp(`^\\s*[:：]?\\s*(${sign}|${inBrackets}|是|否)`, 'u');

/** What a tick says; an empty box says nothing. */
function tickOf(text: string): TriState {
  if ([...yesSigns, '是'].some((one) => text.includes(one))) return 'yes';
  return [...noSigns, '否'].some((one) => text.includes(one)) ? 'no' : 'unknown';
}

export interface FoundTick {
  readonly label: string;
  /** Null: the label stands there without a tick on either side. */
  readonly tick: TriState | null;
}

/**
 * The ticks of a cell in which several choices stand: ☑低保家庭学生 □孤儿, 低保家庭学生（√）, 孤儿√. Whether the signs stand before or behind is one way a cell, as its first
 * label has it, so that a sign between two labels belongs to one of them only. The longest label goes first: 残疾人子女 is not 残疾.
 */
export function readTicks(text: string, labels: readonly string[]): readonly FoundTick[] {
  const plain = text.replace(/[\s　]+/gu, ' ');
  const places = findLabels(plain, labels);
  const [first] = places;
  if (first === undefined) return [];
  const leading = before.test(plain.slice(0, first.start));
  return places.map(({ label, start, end }, at): FoundTick => {
    const gap = leading ? plain.slice(places[at - 1]?.end ?? 0, start) : plain.slice(end, places[at + 1]?.start ?? plain.length);
    const found = (leading ? before : after).exec(gap);
    return { label, tick: found ? tickOf(found[1] ?? '') : null };
  });
}

interface Place {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

function findLabels(text: string, labels: readonly string[]): readonly Place[] {
  const places: Place[] = [];
  for (const label of labels.toSorted((a, b) => b.length - a.length)) {
    for (let start = text.indexOf(label); start >= 0; start = text.indexOf(label, start + 1)) {
      const end = start + label.length;
      if (places.every((place) => end <= place.start || start >= place.end)) places.push({ label, start, end });
    }
  }
  return places.toSorted((a, b) => a.start - b.start);
}
