import { assertNever } from '#shared/domain/assert-never.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** 应急: what struck a family outside the yearly rhythm (handbook 2.10 突发; 湖南, 江苏 应急). */
export const emergencyKinds = ['disaster', 'illness', 'accident', 'other'] as const;
export type EmergencyKind = (typeof emergencyKinds)[number];

export const emergencyStates = ['open', 'referred', 'closed'] as const;
export type EmergencyState = (typeof emergencyStates)[number];

/** `measure`: help given or a visit paid. `refer`: into identification as 突发事件. `close`: the matter is over. `reopen`: it was not. */
export const emergencyActs = ['measure', 'refer', 'close', 'reopen'] as const;
export type EmergencyAct = (typeof emergencyActs)[number];

/** THE transition table of an emergency; what is not in it can't happen. */
const transitions: Readonly<Record<EmergencyState, Readonly<Partial<Record<EmergencyAct, EmergencyState>>>>> = {
  open: { measure: 'open', refer: 'referred', close: 'closed' },
  referred: { measure: 'referred', close: 'closed' },
  closed: { reopen: 'open' },
};

/** Where the act takes the matter; null where it can't happen. */
export function moveEmergency(from: EmergencyState, act: EmergencyAct): EmergencyState | null {
  return transitions[from][act] ?? null;
}

/** The state its log amounts to. A log with an act that could not happen there is a defect of ours. */
export function emergencyState(log: readonly EmergencyAct[]): EmergencyState {
  return log.reduce<EmergencyState>((state, act) => {
    const next = moveEmergency(state, act);
    if (next === null) throw new RangeError(`${act} in ${state}`);
    return next;
  }, 'open');
}

export type EmergencyProblem =
  | { readonly code: 'emergency.in_future'; readonly facts: { readonly date: string; readonly today: string } }
  | { readonly code: 'emergency.reported_before_happened'; readonly facts: { readonly reported: string; readonly happened: string } }
  | { readonly code: 'emergency.step_before_happened'; readonly facts: { readonly date: string; readonly happened: string } };

/** It happened before it was reported, and neither lies ahead. */
export function emergencyProblems(happenedOn: IsoDate, reportedOn: IsoDate, today: IsoDate): readonly EmergencyProblem[] {
  const late = [happenedOn, reportedOn].filter((date) => date > today).map((date): EmergencyProblem => ({ code: 'emergency.in_future', facts: { date, today } }));
  return reportedOn < happenedOn ? [...late, { code: 'emergency.reported_before_happened', facts: { reported: reportedOn, happened: happenedOn } }] : late;
}

/** Nothing is done about what has not happened, and nothing is written ahead. */
export function emergencyStepProblems(onDate: IsoDate, happenedOn: IsoDate, today: IsoDate): readonly EmergencyProblem[] {
  if (onDate > today) return [{ code: 'emergency.in_future', facts: { date: onDate, today } }];
  return onDate < happenedOn ? [{ code: 'emergency.step_before_happened', facts: { date: onDate, happened: happenedOn } }] : [];
}

/** The paper that usually stands behind each kind, as a hint for whoever refers it; places differ (handbook 2.6, group 突发). */
export function emergencyProofHint(kind: EmergencyKind): string {
  switch (kind) {
    case 'disaster':
      return '受灾证明或村（社区）说明，现场照片';
    case 'illness':
      return '县级以上医院诊断和病历';
    case 'accident':
      return '事故认定或死亡证明';
    case 'other':
      return '部门的临时困难证明或承诺书';
    default:
      return assertNever(kind);
  }
}
