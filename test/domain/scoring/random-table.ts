import fc from 'fast-check';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { score } from '#shared/domain/scoring/score.ts';
import type { Answers, Mark, Points, ScoreItem, ScoreTable } from '#shared/domain/scoring/score-table.ts';
import { itemsOf } from '#shared/domain/scoring/score-table.ts';

const points = fc.integer({ min: -2_000, max: 10_000 }).map(score);
const cap = fc.option(fc.integer({ min: 0, max: 6_000 }).map(score), { nil: null });
const bounds = fc.tuple(points, points).map(([a, b]) => ({ min: score(Math.min(a, b)), max: score(Math.max(a, b)) }));

const value: fc.Arbitrary<Points> = fc.oneof(
  { weight: 12, arbitrary: points.map((one): Points => ({ kind: 'fixed', score: one })) },
  { weight: 3, arbitrary: bounds.map((both): Points => ({ kind: 'judged', ...both })) },
  { weight: 1, arbitrary: fc.constant<Points>({ kind: 'unknown' }) },
);

/** Pieces that are counted have a figure of their own; nobody judges them. */
function counted(worth: Points): Points {
  return worth.kind === 'judged' ? { kind: 'fixed', score: worth.min } : worth;
}

const facts = { label: '', clause: '', evidence: '' };

const item: fc.Arbitrary<(key: string) => ScoreItem> = fc.oneof(
  fc.record({ kind: fc.constantFrom('single', 'multiple', 'count'), values: fc.array(value, { minLength: 1, maxLength: 5 }), cap, optional: fc.boolean() })
    .map(({ kind, values, ...rest }) => (key: string): ScoreItem => ({ ...facts, ...rest, key, kind, options: values.map((one, index) => ({ key: `o${index + 1}`, label: `o${index + 1}`, points: kind === 'count' ? counted(one) : one })) })),
  fc.record({ bounds, cap, optional: fc.boolean() }).map(({ bounds: both, ...rest }) => (key: string): ScoreItem => ({ ...facts, ...rest, key, kind: 'range', ...both })),
);

const day = (no: number): IsoDate => `2025-09-${String(no).padStart(2, '0')}` as IsoDate;

/** Tables as people make them and a little worse: any kinds, caps, negative and unknown points, weights, bypass, several cut-offs. */
export const randomTable: fc.Arbitrary<ScoreTable> = fc.record({
  sections: fc.array(fc.record({ cap, items: fc.array(item, { maxLength: 5 }) }), { minLength: 1, maxLength: 4 }),
  cap, self: fc.constantFrom(0, 0, 30, 40, 50, 100), decimals: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
  bypass: fc.array(fc.record({ groupKeys: fc.subarray(['orphan', 'martyr_child', 'subsistence_allowance'], { minLength: 1 }), score: fc.option(points, { nil: null }), grade: fc.option(fc.constantFrom('特别困难', '困难'), { nil: null }), clause: fc.constant('') }), { maxLength: 2 }),
  cutoffs: fc.uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 28 }), mins: fc.uniqueArray(points, { maxLength: 3 }), below: fc.option(fc.constant('不困难'), { nil: null }) }), { selector: (one) => one.day, maxLength: 3 }),
}).map(({ sections, self, cutoffs, ...rest }) => {
  let count = 0;
  return {
    ...rest, missing: '', issued: 99, weights: { self, verified: 100 - self },
    sections: sections.map((section, index) => ({ key: `s${index + 1}`, title: '', cap: section.cap, items: section.items.map((make) => make(`i${(count += 1)}`)) })),
    cutoffs: cutoffs.map(({ day: no, mins, below }) => ({
      validFrom: day(no), basis: '', below, lines: mins.toSorted((a, b) => b - a).map((min, index) => ({ grade: ['特别困难', '困难', '一般困难'][index] ?? '', min })),
    })),
  };
});

function answerTo(one: ScoreItem): fc.Arbitrary<readonly Mark[] | undefined> {
  const given = fc.integer({ min: -2_500, max: 10_500 }).map(score);
  if (one.kind === 'range') {
    const inside = fc.integer({ min: one.min, max: one.max }).map(score);
    return fc.option(fc.oneof({ weight: 9, arbitrary: inside }, { weight: 1, arbitrary: given }).map((judged): readonly Mark[] => [{ option: null, count: 1, judged }]), { nil: undefined, freq: 12 });
  }
  const marks = one.options.map((option): fc.Arbitrary<Mark> => {
    const { points: worth } = option;
    const judged = worth.kind === 'judged' ? fc.oneof({ weight: 9, arbitrary: fc.integer({ min: worth.min, max: worth.max }).map(score) }, { weight: 1, arbitrary: given }) : fc.constant(null);
    return fc.record({ option: fc.constant(option.key), count: one.kind === 'count' ? fc.integer({ min: 1, max: 4 }) : fc.constant(1), judged });
  });
  const all = fc.tuple(...marks).chain((every) => (one.kind === 'single' ? fc.constantFrom(...every).map((mark) => [mark]) : fc.subarray(every)));
  return fc.option(all as fc.Arbitrary<readonly Mark[]>, { nil: undefined, freq: 12 });
}

/** Answers to a table: most of them allowed, some left out, a few out of bounds. */
export function answersTo(table: ScoreTable): fc.Arbitrary<Answers> {
  const items = itemsOf(table);
  return fc.tuple(...items.map(answerTo)).map((answers) => Object.fromEntries(items.flatMap((one, index) => (answers[index] === undefined ? [] : [[one.key, answers[index]]]))));
}

export const randomDay = fc.integer({ min: 1, max: 28 }).map(day);
export const randomGroups = fc.subarray(['orphan', 'martyr_child', 'disabled_student']);

/** A table with its answers, groups and day. */
export const randomCase = randomTable.chain((table) => fc.record({
  table: fc.constant(table), self: fc.option(answersTo(table), { nil: null }), verified: fc.option(answersTo(table), { nil: null, freq: 12 }), groups: randomGroups, day: randomDay,
}));
