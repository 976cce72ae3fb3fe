import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** 恢复密钥页: the one sheet that opens the archive when the password is lost. Printed once, kept in a safe. */
export interface RecoveryKeyPaper {
  readonly kind: 'recovery_key';
  readonly school: string;
  /** As shown on screen, groups parted by hyphens. */
  readonly recoveryKey: string;
  readonly madeOn: IsoDate;
}
