import type { IsoDate } from '../calendar/iso-date.ts';

/** Why a pupil's family is to be visited this 学年; a pupil of none of these may be visited too. */
export const visitCauses = ['applied', 'pre_identified', 'decided', 'listed'] as const;
export type VisitCause = (typeof visitCauses)[number];

/** One pupil of the coverage: whether a visit is due, and what there is. */
export interface VisitStanding {
  readonly className: string;
  readonly cause: VisitCause | null;
  readonly planned: boolean;
  /** The standing visits of the 学年, oldest first. */
  readonly visits: readonly { readonly visitedOn: IsoDate; readonly way: string; readonly consistent: string }[];
}

export interface ClassCoverage {
  readonly className: string;
  readonly due: number;
  readonly visited: number;
  readonly onSite: number;
  readonly planned: number;
  /** Due, neither visited nor planned. */
  readonly open: number;
  readonly inconsistent: number;
  /** Visited though no visit was due. */
  readonly beyond: number;
}

/**
 * 家访覆盖: of every class the pupils due and those visited (handbook 8.3). Each due pupil is visited, planned or open, so the three add up to the due;
 * classes come in the order of the rows.
 */
export function coverageByClass(rows: readonly VisitStanding[]): readonly ClassCoverage[] {
  return [...Map.groupBy(rows, (row) => row.className)].flatMap(([className, all]) => {
    const due = all.filter((row) => row.cause !== null);
    const visited = due.filter((row) => row.visits.length > 0);
    const planned = due.filter((row) => row.visits.length === 0 && row.planned);
    const beyond = all.filter((row) => row.cause === null && row.visits.length > 0).length;
    if (due.length + beyond === 0) return [];
    return [{
      className, due: due.length, visited: visited.length, onSite: visited.filter((row) => row.visits.some((visit) => visit.way === 'on_site')).length,
      planned: planned.length, open: due.length - visited.length - planned.length,
      inconsistent: all.filter((row) => row.visits.some((visit) => visit.consistent === 'inconsistent')).length, beyond,
    }];
  });
}

/**
 * Whether a stop of an outing is done: the family has been visited since the outing was planned, or since its day where that is earlier (an outing
 * written down afterwards). An earlier visit does not tick off a new outing.
 */
export function isStopDone(plan: { readonly madeOn: IsoDate; readonly plannedOn: IsoDate | null }, visits: readonly { readonly visitedOn: IsoDate }[]): boolean {
  const since = plan.plannedOn !== null && plan.plannedOn < plan.madeOn ? plan.plannedOn : plan.madeOn;
  return visits.some((visit) => visit.visitedOn >= since);
}
