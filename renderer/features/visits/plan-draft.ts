import type { VisitPlanView, VisitRow } from '#shared/contract/visits.ts';
import { comparePlaces } from '#shared/domain/visits/place-of-address.ts';

export interface Stop {
  readonly studentId: number;
  readonly name: string;
  readonly className: string;
}

/** Families that lie together on the route, under a name the planner may change. */
export interface StopGroup {
  readonly key: number;
  readonly place: string;
  readonly stops: readonly Stop[];
}

export type Route = readonly StopGroup[];

function keyAfter(route: Route): number {
  return Math.max(0, ...route.map((group) => group.key)) + 1;
}

/** Adds families to the route: to the group of their village where there is one, else as a group of their own; nobody twice. */
export function addToRoute(route: Route, rows: readonly VisitRow[]): Route {
  const there = new Set(route.flatMap((group) => group.stops.map((stop) => stop.studentId)));
  const fresh = Map.groupBy(rows.filter((row) => !there.has(row.studentId)), (row) => row.place);
  return [...fresh].toSorted(([left], [right]) => comparePlaces(left, right)).reduce((grown: Route, [place, all]) => {
    const stops = all.map(({ studentId, name, className }) => ({ studentId, name, className }));
    return grown.some((group) => group.place === place)
      ? grown.map((group) => (group.place === place ? { ...group, stops: [...group.stops, ...stops] } : group))
      : [...grown, { key: keyAfter(grown), place, stops }];
  }, route);
}

/** The route of a plan as it was saved: stops of one place that follow each other are a group. */
export function routeOf(plan: VisitPlanView): Route {
  return plan.stops.reduce((route: Route, { studentId, name, className, place }) => {
    const last = route.at(-1);
    const stop = { studentId, name, className };
    return last?.place === place ? [...route.slice(0, -1), { ...last, stops: [...last.stops, stop] }] : [...route, { key: keyAfter(route), place, stops: [stop] }];
  }, []);
}

function swapped<Item>(items: readonly Item[], at: number, by: 1 | -1): readonly Item[] {
  const [one, other] = [items[at], items[at + by]];
  return one === undefined || other === undefined ? items : items.with(at, other).with(at + by, one);
}

export function moveGroup(route: Route, at: number, by: 1 | -1): Route {
  return swapped(route, at, by);
}

export function moveStop(route: Route, group: number, at: number, by: 1 | -1): Route {
  return route.map((one, index) => (index === group ? { ...one, stops: swapped(one.stops, at, by) } : one));
}

export function removeStop(route: Route, studentId: number): Route {
  return route.map((group) => ({ ...group, stops: group.stops.filter((stop) => stop.studentId !== studentId) })).filter((group) => group.stops.length > 0);
}

export function renameGroup(route: Route, at: number, place: string): Route {
  return route.map((group, index) => (index === at ? { ...group, place } : group));
}
