import type { MethodErrorCode } from '#shared/contract/base.ts';

/** What can go wrong between a click and its answer: the contract's own errors, and three that are nobody's rule. */
export type ErrorCode = MethodErrorCode | 'INTERNAL_SERVER_ERROR' | 'NO_CONNECTION' | 'UNEXPECTED';

/** The sentence when the error carries none of its own. */
export const errorSentences = {
  BAD_INPUT: '填写的内容有不对的地方，什么都没有保存。请照下面的说明改正后再试。',
  REFUSED: '按规则现在不能这样做，什么都没有改动。',
  NOT_SIGNED_IN: '还没有登录，或程序已锁定。请输入账号和密码后再试。',
  FORBIDDEN: '您的账号没有做这件事的权限。请换有权限的账号，或请管理员在“设置”里调整。',
  NOT_FOUND: '没有找到要看的内容，它可能已被别人改动。请刷新后再试。',
  CANCELLED: '已取消，什么都没有留下。',
  INTERNAL_SERVER_ERROR: '程序自身出了错，这一步没有完成，数据没有改动。请再试一次；仍不行，请把当时的操作告诉技术支持。',
  NO_CONNECTION: '与程序本体的连接断了，这一步没有完成。请关闭窗口后重新启动一档；已保存的数据不受影响。',
  UNEXPECTED: '出了没有料到的错，这一步没有完成。请再试一次；仍不行，请重新启动一档。',
} as const satisfies Record<ErrorCode, string>;
