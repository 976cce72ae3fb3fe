import type { z } from 'zod';
import type { backupSchema } from '#shared/contract/archives.ts';

export type Backup = z.infer<typeof backupSchema>;

export const backupReasons = {
  leaving: '离开时自动',
  migration: '升级前自动',
  manual: '手工',
  restore: '恢复前自动',
} as const satisfies Record<Backup['reason'], string>;
