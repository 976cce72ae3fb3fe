import type { ObjectionFormPaper, ObjectionRegisterPaper } from './papers/objection-register.ts';
import type { NoticeResultPaper } from './papers/notice-result.ts';
import type { ApplicationFormPaper } from './papers/application-form.ts';
import type { BatchControlSheetPaper } from './papers/batch-control-sheet.ts';
import type { CoverageGapsPaper } from './papers/coverage-gaps.ts';
import type { DifferenceCertificatePaper } from './papers/difference-certificate.ts';
import type { EmergencyFormPaper } from './papers/emergency-form.ts';
import type { EntitlementListPaper } from './papers/entitlement-list.ts';
import type { FamilyLetterPaper } from './papers/family-letter.ts';
import type { FundChainPaper } from './papers/fund-chain.ts';
import type { FundStatementPaper } from './papers/fund-statement.ts';
import type { GroupRecheckPaper } from './papers/group-recheck.ts';
import type { MeetingAttendancePaper } from './papers/meeting-attendance.ts';
import type { MeetingBallotsPaper } from './papers/meeting-ballots.ts';
import type { MeetingKeyPaper } from './papers/meeting-key.ts';
import type { MeetingMinutesPaper } from './papers/meeting-minutes.ts';
import type { NoticePaper } from './papers/notice.ts';
import type { PanelMembersPaper } from './papers/panel-members.ts';
import type { RecoveryKeyPaper } from './papers/recovery-key.ts';
import type { RegisterPaper } from './papers/register.ts';
import type { ScoreSheetsPaper } from './papers/score-sheets.ts';
import type { ScoreSummaryPaper } from './papers/score-summary.ts';
import type { SetAsideSheetPaper } from './papers/set-aside-sheet.ts';
import type { SettlementStatementPaper } from './papers/settlement-statement.ts';
import type { SignatureSheetPaper } from './papers/signature-sheet.ts';
import type { SlipRegisterPaper } from './papers/slip-register.ts';
import type { SlipReminderPaper } from './papers/slip-reminder.ts';
import type { StudentFilePaper } from './papers/student-file.ts';
import type { TermChecklistPaper } from './papers/term-checklist.ts';
import type { TalkRecordPaper } from './papers/talk-record.ts';
import type { VerificationRegisterPaper } from './papers/verification-register.ts';
import type { VisitSheetsPaper } from './papers/visit-sheets.ts';
import type { WaiverFormPaper } from './papers/waiver-form.ts';

/** Everything that can be printed: data only. How it looks is the template's business (main/print/templates). */
export type Paper =
  | ApplicationFormPaper
  | SetAsideSheetPaper
  | FundStatementPaper
  | FundChainPaper
  | RecoveryKeyPaper
  | NoticePaper
  | EntitlementListPaper
  | BatchControlSheetPaper
  | SettlementStatementPaper
  | StudentFilePaper
  | DifferenceCertificatePaper
  | TermChecklistPaper
  | VisitSheetsPaper
  | TalkRecordPaper
  | RegisterPaper
  | ScoreSheetsPaper
  | ScoreSummaryPaper
  | GroupRecheckPaper
  | CoverageGapsPaper
  | EmergencyFormPaper
  | FamilyLetterPaper
  | SignatureSheetPaper
  | SlipRegisterPaper
  | SlipReminderPaper
  | WaiverFormPaper
  | PanelMembersPaper
  | MeetingAttendancePaper
  | MeetingBallotsPaper
  | MeetingMinutesPaper
  | MeetingKeyPaper
  | NoticeResultPaper
  | ObjectionRegisterPaper
  | ObjectionFormPaper
  | VerificationRegisterPaper
;

export type PaperKind = Paper['kind'];
