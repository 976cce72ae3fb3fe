import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

/** 成员名单 of a body, as it is hung: names, whom they stand for, and nothing else about anybody. */
export interface PanelMembersPaper {
  readonly kind: 'panel_members';
  readonly school: string;
  /** 七年级(2)班评议小组. */
  readonly panel: string;
  readonly place: string;
  readonly appointedOn: IsoDate;
  readonly appointmentDoc: string;
  readonly fromOn: IsoDate;
  readonly untilOn: IsoDate | null;
  readonly members: readonly { readonly ordinal: number; readonly name: string; readonly role: string; readonly duty: string }[];
  readonly supervisionPhone: string;
  readonly imprint: Imprint;
}
