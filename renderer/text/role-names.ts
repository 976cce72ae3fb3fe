import type { Role } from '#shared/domain/access/role.ts';

export const roleNames = {
  administrator: '管理员',
  maker: '操作',
  checker: '审核',
  finance: '财务',
  class_teacher: '班主任',
  inspector: '只读检查',
} as const satisfies Record<Role, string>;
