import type { Permission } from './permission.ts';
import { permissions } from './permission.ts';

/** The six kinds of account a school has (handbook 9.2): the administrator, maker, checker, finance, a class's teacher, a time-boxed inspector. */
export const roles = ['administrator', 'maker', 'checker', 'finance', 'class_teacher', 'inspector'] as const;
export type Role = (typeof roles)[number];

const reading: readonly Permission[] = [
  'roster.read', 'lists.read', 'identification.read', 'programme.read', 'entitlement.read', 'dossier.read',
];

const office: readonly Permission[] = [
  ...reading, 'notice.read', 'file.take', 'payee.read', 'payment.read', 'ledger.read', 'comparison.read', 'check.read', 'sensitive.show', 'dossier.print', 'import.read', 'backup.make',
];

/**
 * What each role may do. Visit and talk notes and the negative check speak of families' private matters and have permissions of their own, which the inspector and finance lack;
 * objections name who objected, so class teachers lack them. Maker and checker are apart, as the national system's 操作 and 审核 accounts are (handbook README, decision 9);
 * the class teacher sees neither cards nor pupils that are not its class's (so no notice: its sheet names the whole school), the
 * inspector reads masked data and takes no file out.
 */
const grants: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: permissions,
  maker: [
    ...office, 'roster.write', 'lists.write', 'identification.write', 'visit.read', 'visit.write', 'talk.read', 'talk.write', 'objection.read', 'objection.write', 'verification.read', 'verification.write', 'notice.write', 'programme.write', 'entitlement.propose',
    'payee.write', 'payment.write', 'return.write', 'ledger.write', 'comparison.write', 'check.write',
  ],
  checker: [...office, 'visit.read', 'objection.read', 'verification.read', 'entitlement.approve', 'payment.release', 'settlement.close', 'check.write', 'audit.read'],
  finance: [...office, 'payee.write', 'payment.write', 'return.write', 'ledger.write', 'settlement.close', 'check.write'],
  class_teacher: [...reading, 'file.take', 'identification.write', 'visit.read', 'visit.write', 'talk.read', 'talk.write', 'verification.read', 'import.read'],
  inspector: [...reading, 'notice.read', 'payee.read', 'payment.read', 'ledger.read', 'comparison.read', 'check.read', 'audit.read'],
};

/** The permissions of a role, as a set that is asked at every call of the contract. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return new Set(grants[role]);
}
