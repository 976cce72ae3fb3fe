import * as z from 'zod';
import { documentCheckResults, idDocumentTypes } from '#shared/domain/identity/id-document.ts';
import { sexes } from '#shared/domain/identity/sex.ts';
import { boardingModes } from '#shared/domain/roster/boarding-mode.ts';
import { movementKinds, statusMovements } from '#shared/domain/roster/movement.ts';
import { studentStatuses } from '#shared/domain/roster/student-status.ts';
import {
  command, commandInput, doneSchema, fileSchema, inSchool, inTerm, isoDateSchema, pageSchema, problemSchema, query, stageSchema, termSchema, triStateSchema,
} from './base.ts';

const statusSchema = z.enum(studentStatuses);
const boardingSchema = z.enum(boardingModes);
const sexSchema = z.enum(sexes);
const idTypeSchema = z.enum(idDocumentTypes);
const idCheckSchema = z.enum(documentCheckResults);
const registryCheckSchema = z.enum(['ok', 'missing', 'bad_shape', 'bad_date', 'bad_checksum', 'id_differs']);
const attributesSchema = z.record(z.string(), z.string());
const shortText = z.string().trim().max(200);

/** One pupil in a list. Identity numbers are masked; `roster.showSensitive` gives one in clear and leaves a trace. */
export const rosterRowSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  sex: sexSchema,
  birthDate: isoDateSchema.nullable(),
  idNumberMasked: z.string(),
  idCheck: idCheckSchema,
  registryNoMasked: z.string(),
  schoolStudentNo: z.string(),
  classRollNo: z.string(),
  stage: stageSchema,
  yearName: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  boardingMode: boardingSchema,
  status: statusSchema,
  statusFrom: isoDateSchema.nullable(),
  guardianName: z.string(),
});
export type RosterRow = z.infer<typeof rosterRowSchema>;

/** The school's own filter over the roster; absent parts let everything through. */
export const rosterFilterSchema = z.object({
  text: z.string().max(60).optional(),
  classIds: z.array(z.int()).optional(),
  stages: z.array(stageSchema).optional(),
  statuses: z.array(statusSchema).optional(),
  boarding: z.array(boardingSchema).optional(),
});
export type RosterFilter = z.infer<typeof rosterFilterSchema>;

export const rosterTotalsSchema = z.object({
  pupils: z.int(),
  byStatus: z.record(statusSchema, z.int()),
  boarding: z.int(),
  day: z.int(),
  boardingUnknown: z.int(),
});

export const classSchema = z.object({
  id: z.int(),
  stage: stageSchema,
  entryYear: z.int(),
  classNo: z.int().nullable(),
  displayName: z.string(),
  /** As it is called in the term asked for. */
  className: z.string(),
  headTeacher: z.string(),
  onRoll: z.int(),
  boarding: z.int(),
});
export type RosterClass = z.infer<typeof classSchema>;

export const memberSchema = z.object({
  id: z.int(),
  name: z.string(),
  relation: z.string(),
  idType: idTypeSchema,
  idNumberMasked: z.string(),
  idCheck: idCheckSchema,
  phoneMasked: z.string(),
  isGuardian: triStateSchema,
  isHead: triStateSchema,
  disabilityCertificateMasked: z.string(),
});
export type RosterMember = z.infer<typeof memberSchema>;

export const movementSchema = z.object({
  id: z.int(),
  studentId: z.int(),
  studentName: z.string(),
  kind: z.enum(movementKinds),
  effectiveDate: isoDateSchema,
  /** 在读 → 休学, 三年级(1)班 → 三年级(2)班 */
  from: z.string(),
  to: z.string(),
  evidence: z.string(),
  correctsId: z.int().nullable(),
  corrected: z.boolean(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  fileName: z.string().nullable(),
  rowNo: z.int().nullable(),
});
export type RosterMovement = z.infer<typeof movementSchema>;

const attributeSchema = z.object({ key: z.string(), label: z.string(), value: z.string(), sensitive: z.boolean() });

export const pupilSchema = rosterRowSchema.extend({
  formerName: z.string(),
  idType: idTypeSchema,
  registryCheck: registryCheckSchema,
  entryYear: z.int().nullable(),
  yearOffset: z.int(),
  split: z.record(z.string(), z.string()),
  attributes: z.array(attributeSchema),
  members: z.array(memberSchema),
  movements: z.array(movementSchema),
  registryNumbers: z.array(z.object({ numberMasked: z.string(), firstSeenOn: isoDateSchema, fileName: z.string().nullable() })),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string(), at: z.string(), by: z.string(), fileName: z.string().nullable(), rowNo: z.int().nullable() })),
  problems: z.array(problemSchema),
  source: z.object({ fileName: z.string(), rowNo: z.int().nullable(), importedAt: z.string() }).nullable(),
});
export type RosterPupil = z.infer<typeof pupilSchema>;

export const repairSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  className: z.string(),
  kind: z.enum(['id', 'duplicate', 'registry', 'place', 'boarding', 'member', 'name']),
  memberId: z.int().nullable(),
  problem: problemSchema,
  /** Masked, where the fault is in a number. */
  value: z.string(),
});
export type RosterRepair = z.infer<typeof repairSchema>;

/** The fields a person may change by hand; absent ones stay as they are. Numbers come in clear and are checked again. */
const pupilPatchShape = {
  name: z.string().trim().min(1).max(60).optional(),
  formerName: shortText.optional(),
  sex: sexSchema.optional(),
  birthDate: isoDateSchema.nullable().optional(),
  idType: idTypeSchema.optional(),
  idNumber: z.string().max(40).optional(),
  registryNo: z.string().max(40).optional(),
  schoolStudentNo: shortText.optional(),
  classRollNo: shortText.optional(),
  attributes: attributesSchema.optional(),
  split: z.record(z.string(), z.string()).optional(),
};

const memberFieldsSchema = z.object({
  name: z.string().trim().min(1).max(60),
  relation: shortText.default(''),
  idType: idTypeSchema.default('resident_id'),
  /** Absent: the number on record stays. */
  idNumber: z.string().max(40).optional(),
  phone: z.string().max(40).optional(),
  isGuardian: triStateSchema.default('unknown'),
  isHead: triStateSchema.default('unknown'),
  disabilityCertificateNo: z.string().max(40).optional(),
});

export const searchHitSchema = z.object({
  studentId: z.int(), name: z.string(), className: z.string(), status: statusSchema, sex: sexSchema, idTail: z.string(),
  matchedBy: z.enum(['name', 'pinyin', 'initials', 'id_tail', 'number']),
});
export type RosterHit = z.infer<typeof searchHitSchema>;

const studentOf = { ...inTerm, studentId: z.int() };

export const rosterContract = {
  /** Pupils by class and name. A filter counts before the page is cut; totals belong to the filter. */
  list: query('roster.read')
    .input(z.object({ ...inTerm, filter: rosterFilterSchema.default({}), page: pageSchema.default({ offset: 0, limit: 5000 }) }))
    .output(z.object({ rows: z.array(rosterRowSchema), total: z.int(), totals: rosterTotalsSchema })),
  get: query('roster.read').input(z.object(studentOf)).output(pupilSchema),
  /** By name, 拼音, 首字母, the last digits of the ID number, or a school's own number. */
  search: query('roster.read')
    .input(z.object({ ...inTerm, text: z.string().max(60), limit: z.int().min(1).max(50).default(12) }))
    .output(z.array(searchHitSchema)),
  classes: query('roster.read').input(z.object(inTerm)).output(z.array(classSchema)),
  repairs: query('roster.read').input(z.object(inTerm)).output(z.array(repairSchema)),
  movements: query('roster.read').input(z.object({ ...inTerm, from: isoDateSchema, to: isoDateSchema })).output(z.array(movementSchema)),
  snapshots: query('roster.read').input(z.object(inSchool)).output(z.array(z.object({
    id: z.int(), term: termSchema, asOf: isoDateSchema, fileName: z.string().nullable(), pupils: z.int(),
  }))),
  add: command('roster.write')
    .input(commandInput({
      ...inTerm, ...pupilPatchShape, name: z.string().trim().min(1).max(60), stage: stageSchema, entryYear: z.int().min(1980).max(2199).nullable(),
      classId: z.int().nullable().default(null), boardingMode: boardingSchema.default('unknown'), enrolledOn: isoDateSchema, evidence: shortText.default(''),
    }))
    .output(z.object({ studentId: z.int(), problems: z.array(problemSchema) })),
  update: command('roster.write')
    .input(commandInput({ ...studentOf, ...pupilPatchShape }))
    .output(z.object({ changed: z.array(z.string()), problems: z.array(problemSchema) })),
  saveMember: command('roster.write')
    .input(commandInput({ ...studentOf, memberId: z.int().nullable(), member: memberFieldsSchema }))
    .output(z.object({ memberId: z.int(), problems: z.array(problemSchema) })),
  removeMember: command('roster.write').input(commandInput({ ...studentOf, memberId: z.int() })).output(doneSchema),
  /** 休学, 复学, 转出, 转入, 退学, 毕业 or 死亡 of one pupil or many, on one day; all of them or none. */
  move: command('roster.write')
    .input(commandInput({
      ...inTerm, studentIds: z.array(z.int()).min(1).max(5000), kind: z.enum(statusMovements), effectiveDate: isoDateSchema, evidence: shortText.default(''),
    }))
    .output(z.object({ moved: z.int() })),
  /** Class or boarding of one pupil or many from a day on; a class of another year makes a pupil repeat or skip one. */
  place: command('roster.write')
    .input(commandInput({
      ...inTerm, studentIds: z.array(z.int()).min(1).max(5000), effectiveDate: isoDateSchema, evidence: shortText.default(''),
      classId: z.int().optional(), boardingMode: boardingSchema.optional(),
    }))
    .output(z.object({ moved: z.int() })),
  /** Takes back the latest movement of a pupil; both stay to be seen. */
  correctMovement: command('roster.write').input(commandInput({ ...inTerm, movementId: z.int(), reason: z.string().trim().min(1).max(200) })).output(doneSchema),
  saveClass: command('roster.write')
    .input(commandInput({ ...inTerm, classId: z.int().nullable(), stage: stageSchema, entryYear: z.int().min(1980).max(2199), classNo: z.int().min(1).max(99).nullable(), displayName: shortText.default(''), headTeacher: shortText.default('') }))
    .output(classSchema),
  /** One number in clear, and one line in the audit. */
  showSensitive: command('sensitive.show')
    .input(commandInput({ ...inSchool, studentId: z.int(), memberId: z.int().nullable().default(null), field: z.enum(['idNumber', 'registryNo', 'phone', 'homeAddress', 'disabilityCertificateNo']) }))
    .output(z.object({ value: z.string() })),
  /** The roster as a file of our own, in the headings the import knows; importing it again changes nothing. */
  exportFile: command('sensitive.show')
    .input(commandInput({ ...inTerm, filter: rosterFilterSchema.default({}), purpose: z.string().trim().min(1).max(200) }))
    .output(fileSchema),
};

const dayShape = { date: isoDateSchema, kind: z.enum(['holiday', 'workday']), name: z.string().max(40), source: z.string().max(200) };

export const calendarContract = {
  /** The working days of a year: announced ones, and the school's own. */
  year: query('signed_in')
    .input(z.object({ year: z.int().min(2000).max(2199) }))
    .output(z.object({ year: z.int(), announced: z.boolean(), complete: z.boolean(), source: z.string(), own: z.array(z.object(dayShape)), holidays: z.array(z.object({ date: isoDateSchema, name: z.string() })), workWeekends: z.array(isoDateSchema) })),
  setYear: command('setting.write')
    .input(commandInput({ year: z.int().min(2000).max(2199), days: z.array(z.object(dayShape)).max(366), complete: z.boolean(), source: z.string().max(200) }))
    .output(doneSchema),
};
