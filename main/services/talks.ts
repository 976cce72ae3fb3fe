import type * as z from 'zod';
import type { FullTalk, talkInputSchema } from '#shared/contract/talks.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatSchoolYear, schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { checkTalk, followUpState } from '#shared/domain/talks/talk.ts';
import { visitDays } from '#shared/domain/visits/check-visit.ts';
import { talkTopicTexts, talkWayTexts } from '#shared/text/talks.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { findTalk, insertFollowUpDone, insertTalk, insertTalkVersion, listTalks, listTalkVersions } from '#main/db/repositories/counselling-talk.ts';
import type { TalkLine } from '#main/db/repositories/counselling-talk.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Session } from './core.ts';
import { imprintOf } from './imprint-of.ts';
import { ownPupil } from './own-visits.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';

type Talk = z.output<typeof talkInputSchema>;

/** A talk with a pupil the account may know of. */
function ownTalk(db: ReadableDb, session: Session, schoolId: number, talkId: number): { readonly line: TalkLine; readonly pupil: PupilLine } {
  const line = findTalk(db, schoolId, talkId);
  if (!line) throw notFound('这次谈话');
  return { line, pupil: ownPupil(db, session, schoolId, line.studentId) };
}

function fullOf({ studentId: _studentId, schoolYear: _schoolYear, doneOn: _on, doneResult: _result, doneBy: _by, topics, ...line }: TalkLine): FullTalk {
  return { ...line, topics: [...topics] };
}

function refuseWrong(talk: Talk, year: SchoolYear, today: IsoDate): void {
  const { from, to } = visitDays(year);
  const outside = talk.talkedOn <= today && (talk.talkedOn < from || talk.talkedOn > to);
  const problems = [
    ...checkTalk(talk, today).map(({ field, code, facts }) => problemOf(code, facts as never, { column: field })),
    ...(outside ? [problemOf('talk.outside_year', { date: talk.talkedOn, from, to }, { column: 'talkedOn' })] : []),
  ];
  if (problems.length > 0) throw badInput(problems);
}

function sameTalk(line: TalkLine, talk: Talk): boolean {
  return (Object.keys(talk) as (keyof Talk)[]).every((key) => JSON.stringify(talk[key]) === JSON.stringify(line[key]));
}

export const talksService = {
  list: api.talks.list.handler(read(({ db, input, session, today }) => {
    const year = schoolYearOf(input.term);
    const classIds = classScope(session);
    const pupils = new Map(listPupilLines(db, input.schoolId).map((line) => [line.studentId, line]));
    const rows = listTalks(db, input.schoolId, year).flatMap((talk) => {
      const pupil = pupils.get(talk.studentId);
      if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) return [];
      return [{
        talkId: talk.talkId, studentId: talk.studentId, name: pupil.name, pinyin: pupil.pinyin, classId: pupil.classId, className: formatPupilClass(pupil, year), talkedOn: talk.talkedOn,
        talker: talk.talker, way: talk.way, topics: [...talk.topics], followUp: followUpState(talk, talk.doneOn, today), followUpBy: talk.followUpBy, doneOn: talk.doneOn, version: talk.version,
      }];
    });
    return { schoolYear: year, rows };
  })),

  // The log says who read it; what was read is not kept a second time with the operation.
  open: api.talks.open.handler(slow(async ({ db, input, session, today, transact }) => {
    const { line, pupil } = ownTalk(db, session, input.schoolId, input.talkId);
    transact(({ note }) => {
      note({ talkId: line.talkId, studentId: pupil.studentId, name: pupil.name });
      return { talkId: line.talkId };
    });
    return {
      studentId: pupil.studentId, name: pupil.name, className: formatPupilClass(pupil, line.schoolYear as SchoolYear), talk: fullOf(line), versions: listTalkVersions(db, line.talkId).slice(1).map(fullOf),
      followUp: { state: followUpState(line, line.doneOn, today), doneOn: line.doneOn, result: line.doneResult, by: line.doneBy },
    };
  })),

  record: api.talks.record.handler(write(({ db, input, session, today, at, note }) => {
    const pupil = ownPupil(db, session, input.schoolId, input.studentId);
    const year = schoolYearOf(input.term);
    refuseWrong(input.talk, year, today);
    const talkId = insertTalk(db, { schoolId: input.schoolId, studentId: pupil.studentId, schoolYear: year });
    insertTalkVersion(db, { talkId, version: 1, reasonChanged: '', voided: false, talk: input.talk }, { accountId: session.accountId, at });
    note({ talkId, studentId: pupil.studentId, name: pupil.name });
    return { talkId };
  })),

  correct: api.talks.correct.handler(write(({ db, input, session, today, at, note }) => {
    const { line, pupil } = ownTalk(db, session, input.schoolId, input.talkId);
    if (line.voided) throw refuse('talk.struck_out_already', {});
    if (line.version !== input.version) throw refuse('talk.changed_meanwhile', {});
    if (sameTalk(line, input.talk)) throw refuse('talk.nothing_changed', {});
    if (line.doneOn !== null && input.talk.followUp === '') throw refuse('talk.follow_up_is_done', {});
    if (line.doneOn !== null && line.doneOn < input.talk.talkedOn) throw refuse('talk.done_before_talk', { date: line.doneOn, talkedOn: input.talk.talkedOn });
    refuseWrong(input.talk, line.schoolYear as SchoolYear, today);
    insertTalkVersion(db, { talkId: line.talkId, version: line.version + 1, reasonChanged: input.reason, voided: false, talk: input.talk }, { accountId: session.accountId, at });
    note({ talkId: line.talkId, studentId: pupil.studentId, name: pupil.name, reason: input.reason });
    return { done: true as const };
  })),

  strikeOut: api.talks.strikeOut.handler(write(({ db, input, session, at, note }) => {
    const { line, pupil } = ownTalk(db, session, input.schoolId, input.talkId);
    if (line.voided) throw refuse('talk.struck_out_already', {});
    insertTalkVersion(db, { talkId: line.talkId, version: line.version + 1, reasonChanged: input.reason, voided: true, talk: line }, { accountId: session.accountId, at });
    note({ talkId: line.talkId, studentId: pupil.studentId, name: pupil.name, reason: input.reason });
    return { done: true as const };
  })),

  finishFollowUp: api.talks.finishFollowUp.handler(write(({ db, input, session, today, at, note }) => {
    const { line, pupil } = ownTalk(db, session, input.schoolId, input.talkId);
    const { doneOn, result } = input;
    if (line.voided) throw refuse('talk.struck_out_already', {});
    if (line.followUp === '') throw refuse('talk.no_follow_up', {});
    if (line.doneOn !== null) throw refuse('talk.follow_up_done_already', { date: line.doneOn });
    if (doneOn > today) throw refuse('talk.done_in_future', { date: doneOn, today });
    if (doneOn < line.talkedOn) throw refuse('talk.done_before_talk', { date: doneOn, talkedOn: line.talkedOn });
    insertFollowUpDone(db, { talkId: line.talkId, doneOn, result }, { accountId: session.accountId, at });
    note({ talkId: line.talkId, studentId: pupil.studentId, name: pupil.name, onDate: doneOn });
    return { done: true as const };
  })),

  print: api.talks.print.handler(slow(async ({ core, db, input, session, transact }) => {
    const { line, pupil } = ownTalk(db, session, input.schoolId, input.talkId);
    const year = line.schoolYear as SchoolYear;
    const className = formatPupilClass(pupil, year);
    const { talkedOn, talker, place, reason, said, promised, followUp, followUpBy, doneOn, doneResult } = line;
    const file = await pdfFile(`${className}-${pupil.name}-谈心谈话.pdf`, {
      kind: 'talk_record', school: findSchool(db, input.schoolId)?.name ?? '', schoolYear: formatSchoolYear(year), name: pupil.name, className, talkedOn, talker, place, reason, said, promised, followUp,
      followUpBy, doneOn, doneResult, way: talkWayTexts[line.way], topics: line.topics.map((topic) => talkTopicTexts[topic]), struckOut: line.voided ? line.reasonChanged : '',
      imprint: imprintOf(core, session),
    });
    transact(({ note }) => {
      note({ talkId: line.talkId, studentId: pupil.studentId, name: pupil.name });
      return { talkId: line.talkId };
    });
    return file;
  })),
};
