import { formatMovementKind } from '../roster/movement.ts';
import type { DossierEntitlement, DossierRows } from './dossier-rows.ts';
import type { DossierWords } from './dossier-view.ts';
import type { TraceRow } from './student-file.ts';

/** 留痕: everything recorded, decided and shown about this pupil, the newest first (handbook README, decision 9). */
export function listTrace(rows: DossierRows, words: DossierWords): TraceRow[] {
  return [
    ...rows.acts.map(({ at, by, what }) => ({ at, by, what })),
    ...rows.movements.map((one) => ({ at: one.at, by: one.by, what: `登记${formatMovementKind(one.kind)}，${one.effectiveDate} 起` })),
    ...rows.groups.flatMap((one) => (one.decidedBy === null || one.decidedAt === null ? [] : [{ at: one.decidedAt, by: one.decidedBy, what: `确认名单：${words.groups(one.schoolYear).label(one.groupKey)}` }])),
    ...rows.caseEvents.map((one) => ({ at: one.at, by: one.by, what: `认定：${words.caseEvent[one.event]}${one.note === '' ? '' : `（${one.note}）`}` })),
    ...rows.entitlements.flatMap((one) => entitlementTrace(one, words)),
  ].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function entitlementTrace(one: DossierEntitlement, words: DossierWords): TraceRow[] {
  const programme = words.programme(one.programmeKey);
  const row = (at: string | null, by: string | null, what: string): TraceRow[] => (at === null || by === null ? [] : [{ at, by, what }]);
  return [
    ...row(one.proposedAt, one.proposedBy, `拟定应发：${programme}`),
    ...row(one.approvedAt, one.approvedBy, `批准应发：${programme}`),
    ...row(one.withdrawnAt, one.withdrawnBy, `撤回应发：${programme}，${one.withdrawnReason ?? ''}`),
  ];
}
