import * as z from 'zod';
import { nationalGrades } from '#shared/domain/identification/national-grade.ts';
import { roles } from '#shared/domain/access/role.ts';
import { formLayoutKeys } from '#shared/domain/applications/form-layout.ts';
import { command, commandInput, doneSchema, fileSchema, query, stageSchema, termSchema } from './base.ts';

const nameSchema = z.string().trim().min(1).max(60);
const passwordSchema = z.string().min(8).max(200);

export const schoolFieldsSchema = z.object({
  name: nameSchema,
  code: z.string().regex(/^\d{10}$/).describe('学校标识码, 10 digits'),
  stages: z.array(stageSchema).min(1),
  county: nameSchema,
  ownership: z.enum(['public', 'private']),
});

export const schoolSchema = schoolFieldsSchema.extend({ id: z.int() });

export const archiveSummarySchema = z.object({
  archiveId: z.string(),
  label: z.string(),
  demo: z.boolean(),
  createdAt: z.string(),
  /** The key file can't be read: the archive opens only after a restore. */
  damaged: z.boolean(),
});

export const backupSchema = z.object({
  name: z.string(),
  madeAt: z.string(),
  reason: z.enum(['leaving', 'migration', 'manual', 'restore']),
  sizeBytes: z.int(),
  verified: z.boolean(),
  auditSeq: z.int(),
});

export const signedInSchema = z.object({
  archiveId: z.string(),
  demo: z.boolean(),
  accountId: z.int(),
  login: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
  permissions: z.array(z.string()),
  schools: z.array(schoolSchema),
  today: z.string(),
  currentTerm: termSchema,
  onePersonMode: z.boolean(),
  lockMinutes: z.int(),
});
export type SignedIn = z.infer<typeof signedInSchema>;

export const archivesContract = {
  list: query('open').output(z.array(archiveSummarySchema)),
  create: command('open')
    .input(commandInput({
      archiveId: z.string().regex(/^[\p{L}\p{N}_-]{1,60}$/u).optional(),
      school: schoolFieldsSchema,
      administrator: z.object({ login: nameSchema, displayName: nameSchema, password: passwordSchema }),
      demo: z.boolean().default(false),
    }))
    .output(z.object({ archiveId: z.string(), recoveryKey: z.string(), recoveryPage: fileSchema })),
  unlock: command('open')
    .input(z.object({ archiveId: z.string(), login: nameSchema, password: z.string().max(200) }))
    .output(signedInSchema),
  recover: command('open')
    .input(z.object({ archiveId: z.string(), recoveryKey: z.string().max(200), login: nameSchema, newPassword: passwordSchema }))
    .output(signedInSchema),
  /** Makes the fictional demo school as an archive of its own, with a term under way; an earlier one is replaced. */
  makeDemo: command('open')
    .input(commandInput({}))
    .output(z.object({ archiveId: z.string(), login: z.string(), password: z.string() })),
  backups: query('open').input(z.object({ archiveId: z.string() })).output(z.array(backupSchema)),
  restore: command('open')
    .input(z.object({ archiveId: z.string(), backup: z.string(), login: nameSchema, password: z.string().max(200) }))
    .output(z.object({ restoredFrom: backupSchema, keptAs: z.string() })),
};

export const sessionContract = {
  current: query('open').output(signedInSchema.nullable()),
  /** Closes the archive and forgets its key; a backup is made and checked on the way when `leaving`. */
  lock: command('open').input(z.object({ leaving: z.boolean().default(false) })).output(z.object({ backup: backupSchema.nullable() })),
};

export const schoolsContract = {
  list: query('signed_in').output(z.array(schoolSchema)),
  add: command('archive.manage').input(commandInput({ school: schoolFieldsSchema })).output(schoolSchema),
  update: command('archive.manage').input(commandInput({ schoolId: z.int(), school: schoolFieldsSchema })).output(schoolSchema),
};

export const accountSchema = z.object({
  id: z.int(),
  login: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
  schoolId: z.int().nullable(),
  classIds: z.array(z.int()),
  validUntil: z.string().nullable(),
  active: z.boolean(),
});

export const accountsContract = {
  list: query('account.manage').output(z.array(accountSchema)),
  add: command('account.manage')
    .input(commandInput({
      login: nameSchema, displayName: nameSchema, role: z.enum(roles), password: passwordSchema,
      schoolId: z.int().nullable().default(null), classIds: z.array(z.int()).default([]), validUntil: z.string().nullable().default(null),
    }))
    .output(accountSchema),
  update: command('account.manage')
    .input(commandInput({
      accountId: z.int(), displayName: nameSchema, role: z.enum(roles), schoolId: z.int().nullable(),
      classIds: z.array(z.int()), validUntil: z.string().nullable(), active: z.boolean(),
    }))
    .output(accountSchema),
  setPassword: command('account.manage').input(commandInput({ accountId: z.int(), password: passwordSchema })).output(doneSchema),
  changeOwnPassword: command('signed_in').input(z.object({ oldPassword: z.string(), newPassword: passwordSchema })).output(doneSchema),
  newRecoveryKey: command('account.manage').input(commandInput({})).output(z.object({ recoveryKey: z.string(), recoveryPage: fileSchema })),
};

export const backupsContract = {
  list: query('backup.make').output(z.array(backupSchema)),
  make: command('backup.make').input(commandInput({})).output(backupSchema),
};

const auditRowSchema = z.object({
  seq: z.int(), at: z.string(), account: z.string(), method: z.string(), schoolId: z.int().nullable(), detail: z.string(), hash: z.string(),
});

export const auditContract = {
  list: query('audit.read')
    .input(z.object({ before: z.int().optional(), limit: z.int().min(1).max(500).default(100), method: z.string().optional() }))
    .output(z.object({ rows: z.array(auditRowSchema), total: z.int() })),
  verify: query('audit.read').output(z.object({ intact: z.boolean(), lastSeq: z.int(), brokenAt: z.int().nullable() })),
};

/** Settings are dated data of the school's own; a key nobody set answers with the handbook's default. */
export const settingsSchema = z.object({
  onePersonMode: z.boolean(),
  warningsJudgedBeforeRelease: z.boolean(),
  lockMinutes: z.int().min(1).max(120),
  noticeDays: z.int().min(1).max(60),
  noticeUnit: z.enum(['workday', 'day']),
  noticeCountFirstDay: z.boolean(),
  payDays: z.int().min(1).max(366).nullable(),
  payUnit: z.enum(['workday', 'day']),
  selfCheckStops: z.boolean(),
  gradeSet: z.array(z.string().trim().min(1).max(20)).min(2).describe('困难等级, heaviest first, the last is 不困难'),
  nationalGrades: z.record(z.string().trim().min(1).max(20), z.enum(nationalGrades)).describe('a school grade → 特别困难/困难/一般困难/不困难'),
  officePhone: z.string().max(40),
  countyPhone: z.string().max(40),
  splitProfile: z.enum(['custom', 'puyang', 'strict']),
  region: z.string().max(20),
  applicationLayout: z.enum(formLayoutKeys),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsContract = {
  get: query('signed_in').input(z.object({ schoolId: z.int() })).output(settingsSchema),
  update: command('setting.write').input(commandInput({ schoolId: z.int(), settings: settingsSchema.partial() })).output(settingsSchema),
};

export const workContract = {
  /** The long work under way, for a progress bar; ends when the work ends. */
  progress: query('open').input(z.object({ operationId: z.string() })).output(z.object({ done: z.int(), total: z.int(), label: z.string() }).nullable()),
  cancel: query('open').input(z.object({ operationId: z.string() })).output(z.object({ cancelled: z.boolean() })),
};
