import type { Permission } from '#shared/domain/access/permission.ts';
import type { Role } from '#shared/domain/access/role.ts';

export const roleNames = {
  administrator: '管理员',
  maker: '操作',
  checker: '审核',
  finance: '财务',
  class_teacher: '班主任',
  inspector: '只读检查',
} as const satisfies Record<Role, string>;

const permissionWords = {
  'archive.manage': '管理档案和学校', 'account.manage': '管理账号', 'setting.write': '改规则', 'audit.read': '看操作记录', 'backup.make': '做备份',
  'roster.read': '看名册', 'roster.write': '改名册', 'sensitive.show': '看完整号码',
  'lists.read': '看名单', 'lists.write': '处理名单',
  'identification.read': '看认定', 'identification.write': '填认定',
  'visit.read': '看家访记录', 'visit.write': '填家访记录', 'talk.read': '看谈话记录', 'talk.write': '填谈话记录', 'objection.read': '看异议登记', 'objection.write': '办理异议', 'verification.read': '看负面核查', 'verification.write': '办理负面核查',
  'notice.read': '看公示', 'notice.write': '办公示',
  'programme.read': '看资助项目', 'programme.write': '改资助项目',
  'entitlement.read': '看应发', 'entitlement.propose': '计算应发', 'entitlement.approve': '批准应发',
  'payee.read': '看收款账户', 'payee.write': '改收款账户',
  'payment.read': '看发放和回盘', 'payment.write': '做批次', 'payment.release': '放行批次', 'return.write': '处理回盘',
  'ledger.read': '看资金和结算', 'ledger.write': '登记资金', 'settlement.close': '结清学期',
  'comparison.read': '看上报核对', 'comparison.write': '办上报核对',
  'check.read': '看自查', 'check.write': '办理自查和整改',
  'dossier.read': '看一生一档', 'dossier.print': '打印一生一档',
  'import.read': '看导入记录', 'file.take': '导出和打印文件',
} as const satisfies Record<Permission, string>;

/** 班主任账号不能看收款账户。: who may not do what, without a code. */
export function accessWords(role: string, permission: string): string {
  const who = (roleNames as Readonly<Record<string, string>>)[role] ?? '';
  const what = (permissionWords as Readonly<Record<string, string>>)[permission] ?? '做这件事';
  return `您用的是${who}账号，不能${what}。`;
}
