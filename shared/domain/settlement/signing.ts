import type { Role } from '#shared/domain/access/role.ts';

/** Who signs for a settled term: 财务负责人 and 校长. */
export const signingOffices = ['finance', 'principal'] as const;
export type SigningOffice = (typeof signingOffices)[number];

/** `account`: signed in this program by the account itself. `paper`: signed by hand; the scan is kept with it. */
export const signatureWays = ['account', 'paper'] as const;
export type SignatureWay = (typeof signatureWays)[number];

/** One signature: the account is the signer's own, or, for one on paper, whoever recorded it. */
export interface TermSignature {
  readonly office: SigningOffice;
  readonly way: SignatureWay;
  readonly signer: string;
  readonly accountId: number;
}

const labels: Readonly<Record<SigningOffice, string>> = { finance: '财务负责人', principal: '校长（负责人）' };

/** 财务负责人 / 校长（负责人） */
export function formatSigningOffice(office: SigningOffice): string {
  return labels[office];
}

/** The offices an account may sign for itself: the finance clerk never signs for the principal. */
export function officesOf(role: Role): readonly SigningOffice[] {
  switch (role) {
    case 'administrator': return signingOffices;
    case 'finance': return ['finance'];
    case 'checker': return ['principal'];
    case 'maker': case 'class_teacher': case 'inspector': return [];
  }
}

/** `alone`: one person signs for both offices, which only a school in 一人模式 may, and which its papers then say. */
export type SignatureVerdict = { readonly ok: true; readonly alone: boolean } | { readonly ok: false; readonly code: 'office_taken' | 'same_person' };

const plainName = (name: string): string => name.replace(/\s/gu, '');

/**
 * Whether a further signature may be given: an office signs once, and the two are two people (CHK-32: 经办与审核 apart).
 * People are told apart by account, and by name where one of them signed on paper.
 */
export function evaluateSignature(given: readonly TermSignature[], next: TermSignature, onePersonMode: boolean): SignatureVerdict {
  if (given.some((one) => one.office === next.office)) return { ok: false, code: 'office_taken' };
  const same = given.some((one) => plainName(one.signer) === plainName(next.signer) || (one.way === 'account' && next.way === 'account' && one.accountId === next.accountId));
  if (!same) return { ok: true, alone: false };
  return onePersonMode ? { ok: true, alone: true } : { ok: false, code: 'same_person' };
}

/** Both offices have signed. */
export function isSigned(given: readonly Pick<TermSignature, 'office'>[]): boolean {
  return signingOffices.every((office) => given.some((one) => one.office === office));
}
