import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

export interface EmergencyFormStep {
  readonly onDate: IsoDate;
  /** 救助措施, 转入认定, 办结. */
  readonly act: string;
  readonly what: string;
  readonly doneBy: string;
}

/** 应急登记表, blank or with what was registered. */
export interface EmergencyFormPaper {
  readonly kind: 'emergency_form';
  readonly school: string;
  readonly pupil: { readonly name: string; readonly className: string } | null;
  readonly kindName: string;
  readonly happenedOn: IsoDate | null;
  readonly reportedOn: IsoDate | null;
  readonly reportedBy: string;
  readonly what: string;
  readonly state: string;
  readonly steps: readonly EmergencyFormStep[];
  readonly imprint: Imprint;
}
