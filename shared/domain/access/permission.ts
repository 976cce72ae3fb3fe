/**
 * Everything an account can be allowed to do. Each method of the contract names exactly one of these and the core asks for it
 * before the handler runs (handbook 9.2: roles, least privilege).
 */
export const permissions = [
  'archive.manage', 'account.manage', 'setting.write', 'audit.read', 'backup.make',
  'roster.read', 'roster.write', 'sensitive.show',
  'lists.read', 'lists.write',
  'identification.read', 'identification.write',
  'visit.read', 'visit.write', 'talk.read', 'talk.write', 'objection.read', 'objection.write', 'verification.read', 'verification.write',
  'notice.read', 'notice.write',
  'programme.read', 'programme.write',
  'entitlement.read', 'entitlement.propose', 'entitlement.approve',
  'payee.read', 'payee.write',
  'payment.read', 'payment.write', 'payment.release', 'return.write',
  'ledger.read', 'ledger.write', 'settlement.close',
  'comparison.read', 'comparison.write',
  'check.read', 'check.write',
  'dossier.read', 'dossier.print',
  'import.read', 'file.take',
] as const;

export type Permission = (typeof permissions)[number];

/** `open`: before anyone is signed in (the start page). `signed_in`: any account. */
export type Need = Permission | 'open' | 'signed_in';
