import type { PanelView } from '#shared/contract/panels.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { memberKindTexts } from '#shared/text/panels.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { PanelMembersPaper } from '#main/print/papers/panel-members.ts';
import { notFound } from './refusal.ts';
import { settingsOf } from './settings.ts';

export interface PrintedFor {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly printedBy: string;
  readonly printedAt: string;
}

export function schoolName(db: ReadableDb, schoolId: number): string {
  const school = findSchool(db, schoolId);
  if (!school) throw notFound('这所学校');
  return school.name;
}

/** The list of members as it is hung: who sits today, and whom each stands for. */
export function panelMembersPaper(db: ReadableDb, panel: PanelView, { schoolId, printedBy, printedAt }: PrintedFor): PanelMembersPaper {
  return {
    kind: 'panel_members', school: schoolName(db, schoolId), panel: panel.name, place: panel.place, appointedOn: panel.appointedOn, appointmentDoc: panel.appointmentDoc,
    fromOn: panel.fromOn, untilOn: panel.untilOn,
    members: panel.roll.filter((member) => member.sits).map(({ name, kind, duty }, index) => ({ ordinal: index + 1, name, role: memberKindTexts[kind], duty })),
    supervisionPhone: settingsOf(db, schoolId).officePhone, imprint: { purpose: 'notice', printedBy, printedAt },
  };
}
