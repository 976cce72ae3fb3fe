import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { Paper } from '#main/print/paper.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { openDesk } from './meeting-desk.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { attendancePaper, ballotsPaper, keyPaper, minutesPaper } from './meeting-papers.ts';
import type { PrintedFor } from './panel-papers.ts';
import { meetingOf } from './panel-reach.ts';
import type { Session } from './core.ts';
import type { SlowScope } from './procedure.ts';

type PrintScope = SlowScope<{ readonly schoolId: number; readonly term: TermKey; readonly meetingId: number }>;

type MakePaper = (db: ReadableDb, desk: MeetingDesk, printed: PrintedFor & { readonly session: Session }) => Paper;

/** Prints one paper of a meeting; the window stays alive and the work can be given up. */
async function print({ core, db, input, session, signal }: PrintScope, name: string, make: MakePaper): Promise<File> {
  const desk = openDesk(db, meetingOf(db, session, input.schoolId, input.meetingId));
  const paper = make(db, desk, { schoolId: input.schoolId, term: input.term, session, printedBy: session.displayName, printedAt: core.at() });
  return new File([new Uint8Array(await printPaper(paper, signal))], `第${desk.meeting.no}次评议会${name}.pdf`, { type: 'application/pdf' });
}

export const printAttendance = (scope: PrintScope): Promise<File> => print(scope, '签到表', attendancePaper);
export const printBallots = (scope: PrintScope): Promise<File> => print(scope, '评议表', ballotsPaper);
export const printMinutes = (scope: PrintScope): Promise<File> => print(scope, '会议纪要', minutesPaper);
export const printKey = (scope: PrintScope): Promise<File> => print(scope, '案号对照表（密封）', keyPaper);
