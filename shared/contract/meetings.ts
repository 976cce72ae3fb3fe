import * as z from 'zod';
import { caseStates } from '#shared/domain/identification/case-state.ts';
import { meetingMethods, meetingPurposes, meetingStates, tieRules } from '#shared/domain/panels/meeting.ts';
import { memberKinds, panelLevels } from '#shared/domain/panels/panel.ts';
import { recusalGrounds } from '#shared/domain/panels/recusal.ts';
import { command, commandInput, doneSchema, fileSchema, inSchool, inTerm, isoDateSchema, problemSchema, query, schoolYearSchema, termSchema } from './base.ts';

const particulars = {
  purpose: z.enum(meetingPurposes), heldOn: isoDateSchema, place: z.string().trim().max(60), chairId: z.int().positive().nullable(), recorder: z.string().trim().max(30),
  method: z.enum(meetingMethods), tieRule: z.enum(tieRules), trim: z.int().min(0).max(9), maxScoreHundredths: z.int().min(100).max(100_000), remarks: z.string().trim().max(2000),
};

const lineSchema = z.object({
  meetingId: z.int(), no: z.int(), panelId: z.int(), panelName: z.string(), level: z.enum(panelLevels), ...particulars, state: z.enum(meetingStates),
  expected: z.int(), present: z.int(), cases: z.int(), proposed: z.int(), heldOver: z.int(),
  /** Cases that were determined on this meeting's opinion. */
  decided: z.int(),
});
export type MeetingLine = z.infer<typeof lineSchema>;

const ruleSchema = z.object({
  minMembers: z.int().nullable(), minParentPupil: z.int().nullable(), minPupilYear: z.int().nullable(), attendancePercent: z.int().nullable(), majorityPercent: z.int().nullable(),
});

/** What the ballot shows of a case: ticks and figures, no name, no class, no group by name. */
const factsSchema = z.object({
  route: z.string(),
  /** 特殊群体, 突发状况 …: which factors the case rests on. */
  factors: z.array(z.string()),
  visitedOn: isoDateSchema.nullable(),
  visitWords: z.string(),
  scoreWords: z.string(),
  /** What the class's review proposed, for the school's. */
  classWords: z.string(),
});
export type BallotFacts = z.infer<typeof factsSchema>;

const proposalSchema = z.object({ grade: z.string().nullable(), heldOver: z.boolean(), byChair: z.boolean(), reason: z.string() });

const agendaSchema = z.object({
  meetingCaseId: z.int(), ordinal: z.int(), label: z.string(), caseId: z.int(), studentId: z.int(), name: z.string(), className: z.string(), facts: factsSchema,
  round: z.int(), recused: z.array(z.int()),
  /** This round's; earlier rounds are in `rounds`. */
  votes: z.array(z.object({ memberId: z.int().nullable(), choice: z.string(), votes: z.int() })),
  scores: z.array(z.object({ memberId: z.int(), scoreHundredths: z.int() })),
  earlierRounds: z.array(z.object({ round: z.int(), words: z.string() })),
  /** As entered before closing. */
  proposal: proposalSchema,
  /** After corrections. */
  current: proposalSchema,
  outcomeWords: z.string(),
  decidedGrade: z.string().nullable(),
});
export type AgendaCase = z.infer<typeof agendaSchema>;

const recusalSchema = z.object({
  meetingCaseId: z.int(), label: z.string(), studentName: z.string(), memberId: z.int(), memberName: z.string(), ground: z.enum(recusalGrounds), certain: z.boolean(),
  /** Null: a guess nobody has answered yet. */
  decision: z.enum(['recused', 'dismissed']).nullable(), reason: z.string(),
});
export type RecusalView = z.infer<typeof recusalSchema>;

const seatSchema = z.object({ memberId: z.int(), name: z.string(), kind: z.enum(memberKinds), duty: z.string(), present: z.boolean(), absentReason: z.string(),
  problem: z.string().nullable() });
export type SeatView = z.infer<typeof seatSchema>;

const meetingSchema = lineSchema.extend({
  rule: ruleSchema,
  grades: z.array(z.string()),
  seats: z.array(seatSchema),
  agenda: z.array(agendaSchema),
  recusals: z.array(recusalSchema),
  corrections: z.array(z.object({ id: z.int(), label: z.string().nullable(), words: z.string(), reason: z.string(), by: z.string(), at: z.string() })),
  closedAt: z.string().nullable(), closedBy: z.string().nullable(), signedOn: isoDateSchema.nullable(),
});
export type MeetingView = z.infer<typeof meetingSchema>;

const candidateSchema = z.object({
  caseId: z.int(), studentId: z.int(), name: z.string(), className: z.string(), state: z.enum(caseStates), appliedOn: isoDateSchema.nullable(), visitedOn: isoDateSchema.nullable(),
  scoredOn: isoDateSchema.nullable(), grade: z.string().nullable(),
  /** The last closed meeting at this level that proposed something for it. */
  reviewedIn: z.string().nullable(),
});
export type MeetingCandidate = z.infer<typeof candidateSchema>;

const ofMeeting = { ...inTerm, meetingId: z.int().positive() };
const entrySchema = z.object({
  meetingCaseId: z.int().positive(),
  votes: z.array(z.object({ memberId: z.int().positive().nullable(), choice: z.string().trim().min(1).max(20), votes: z.int().min(1).max(999) })).max(200).default([]),
  scores: z.array(z.object({ memberId: z.int().positive(), scoreHundredths: z.int() })).max(200).default([]),
  grade: z.string().trim().max(20).nullable().default(null), heldOver: z.boolean().default(false), byChair: z.boolean().default(false),
  reason: z.string().trim().max(300).default(''),
});
export type MeetingEntry = z.input<typeof entrySchema>;

const decisionInput = {
  ...ofMeeting, meetingCaseIds: z.array(z.int().positive()).min(1).max(5000),
  decision: z.object({ body: z.string().trim().min(1).max(60), decidedOn: isoDateSchema, effectiveTerm: termSchema }),
};

/** 评议会: from the agenda to the signed minutes, and the determinations made on them. */
export const meetingsContract = {
  list: query('identification.read').input(z.object(inTerm)).output(z.array(lineSchema)),
  get: query('identification.read').input(z.object(ofMeeting)).output(meetingSchema),
  create: command('identification.write').input(commandInput({ ...inTerm, panelId: z.int().positive(), ...particulars })).output(z.object({ meetingId: z.int(), no: z.int() })),
  update: command('identification.write').input(commandInput({ ...ofMeeting, ...particulars })).output(doneSchema),
  discard: command('identification.write').input(commandInput(ofMeeting)).output(doneSchema),
  /** Cases this body may take up; none is left out for their number. */
  candidates: query('identification.read').input(z.object(ofMeeting)).output(z.array(candidateSchema)),
  addCases: command('identification.write').input(commandInput({ ...ofMeeting, caseIds: z.array(z.int().positive()).min(1).max(5000) })).output(z.object({ added: z.int() })),
  removeCases: command('identification.write').input(commandInput({ ...ofMeeting,
    meetingCaseIds: z.array(z.int().positive()).min(1).max(5000) })).output(z.object({ removed: z.int() })),
  setAttendance: command('identification.write')
    .input(commandInput({ ...ofMeeting, seats: z.array(z.object({ memberId: z.int().positive(), present: z.boolean(),
      absentReason: z.string().trim().max(60).default('') })).min(1).max(200) }))
    .output(doneSchema),
  /** Answers a guess, or records that a member keeps out of a case by his own word. */
  decideRecusal: command('identification.write')
    .input(commandInput({ ...ofMeeting, meetingCaseId: z.int().positive(), memberId: z.int().positive(), decision: z.enum(['recused', 'dismissed']),
      reason: z.string().trim().max(100).default('') }))
    .output(doneSchema),
  /** The votes or scores and the opinion of these cases, all or nothing. */
  saveEntries: command('identification.write').input(commandInput({ ...ofMeeting, entries: z.array(entrySchema).min(1).max(5000) })).output(z.object({ saved: z.int() })),
  /** A new round of votes for one case; the earlier ones stay in the minutes. */
  revote: command('identification.write').input(commandInput({ ...ofMeeting, meetingCaseId: z.int().positive() })).output(z.object({ round: z.int() })),
  /** Everything that stands against closing the minutes, and what is only said. */
  checkClosing: query('identification.read').input(z.object(ofMeeting)).output(z.object({ problems: z.array(problemSchema), warnings: z.array(z.string()) })),
  close: command('identification.write').input(commandInput(ofMeeting)).output(doneSchema),
  sign: command('identification.write').input(commandInput({ ...ofMeeting, signedOn: isoDateSchema })).output(doneSchema),
  /** One thing put right in closed minutes, beside what stood there. */
  correct: command('identification.write')
    .input(commandInput({
      ...ofMeeting, meetingCaseId: z.int().positive().nullable().default(null), grade: z.string().trim().min(1).max(20).nullable().default(null),
      heldOver: z.boolean().default(false),
      heldOn: isoDateSchema.nullable().default(null), reason: z.string().trim().min(2).max(300),
    }))
    .output(z.object({ id: z.int() })),
  /** 按评议结果认定: what it would do, case by case; nothing is stored. */
  previewDecision: query('identification.read').input(z.object(decisionInput)).output(z.object({
    firstDecisions: z.int(), changedDecisions: z.int(), unchanged: z.int(),
    rows: z.array(z.object({ meetingCaseId: z.int(), label: z.string(), name: z.string(), className: z.string(), before: z.string().nullable(), grade: z.string(),
      sentence: z.string(), problems: z.array(problemSchema) })),
  })),
  decide: command('identification.write').input(commandInput(decisionInput)).output(z.object({ firstDecisions: z.int(), changedDecisions: z.int(), unchanged: z.int() })),
  /** What the bodies said of one pupil in a 学年. */
  ofStudent: query('identification.read').input(z.object({ ...inSchool, studentId: z.int().positive(), schoolYear: schoolYearSchema })).output(z.array(z.object({
    meetingId: z.int(), no: z.int(), label: z.string(), panelName: z.string(), level: z.enum(panelLevels), heldOn: isoDateSchema, state: z.enum(meetingStates),
    words: z.string(), reason: z.string(), recusals: z.array(z.string()),
  }))),
  printAttendance: query('identification.read').input(z.object(ofMeeting)).output(fileSchema),
  printBallots: query('identification.read').input(z.object(ofMeeting)).output(fileSchema),
  printMinutes: query('identification.read').input(z.object(ofMeeting)).output(fileSchema),
  /** 案号对照表: which number is whom; sealed, so it is for who keeps the minutes. */
  printKey: query('identification.write').input(z.object(ofMeeting)).output(fileSchema),
};
