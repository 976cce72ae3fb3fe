import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

export interface SlipRegisterLine {
  readonly ordinal: number;
  readonly name: string;
  readonly givenOn: IsoDate | null;
  readonly returnedOn: IsoDate | null;
  /** 申请 / 不申请, '' while the slip did not say. */
  readonly choice: string;
  readonly signer: string;
  readonly relation: string;
  readonly note: string;
}

/** 告知档案: the slips of one class, with room for the receiver's signature. */
export interface SlipRegisterPaper {
  readonly kind: 'slip_register';
  readonly school: string;
  /** 2025–2026学年 */
  readonly yearName: string;
  readonly className: string;
  readonly headTeacher: string;
  readonly lines: readonly SlipRegisterLine[];
  readonly given: number;
  readonly returned: number;
  readonly apply: number;
  readonly notApply: number;
  readonly imprint: Imprint;
}
