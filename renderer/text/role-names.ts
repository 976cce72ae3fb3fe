import type { Role } from '#shared/domain/access/role.ts';

/** What each role is for, said where it is given. */
export const roleDuties = {
  administrator: '管学校、账号、规则和备份，也能办所有业务',
  maker: '办业务：导入、认定、公示、应发、发放、上报；不能审核自己经办的',
  checker: '审核应发、放行批次、结清学期；不能改业务数据',
  finance: '管收款账户、发放、回盘、资金与结算',
  class_teacher: '只看自己班，能填认定；看不到银行卡号',
  inspector: '只看，敏感信息遮住，到期自动失效',
} as const satisfies Record<Role, string>;
