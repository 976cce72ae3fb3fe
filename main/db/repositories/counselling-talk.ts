import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TalkRecord, TalkTopic } from '#shared/domain/talks/talk.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

/** A talk as it stands: its newest version, and whether what was to follow is done. */
export interface TalkLine extends TalkRecord {
  readonly talkId: number;
  readonly studentId: number;
  readonly schoolYear: string;
  readonly version: number;
  readonly reasonChanged: string;
  readonly voided: boolean;
  readonly by: string;
  readonly at: string;
  readonly doneOn: IsoDate | null;
  readonly doneResult: string;
  readonly doneBy: string;
}

type Stored = Omit<TalkLine, 'topics' | 'voided'> & { readonly topicsJson: string; readonly voided: 0 | 1 };

const select = `SELECT t.id AS talkId, t.student_id AS studentId, t.school_year AS schoolYear, w.version, w.reason_changed AS reasonChanged, w.voided, w.talked_on AS talkedOn, w.talker,
  w.way, w.place, w.topics_json AS topicsJson, w.reason, w.said, w.promised, w.follow_up AS followUp, w.follow_up_by AS followUpBy, a.display_name AS by, w.at,
  d.done_on AS doneOn, coalesce(d.result, '') AS doneResult, coalesce(da.display_name, '') AS doneBy
  FROM counselling_talk t JOIN counselling_talk_version w ON w.talk_id = t.id JOIN account a ON a.id = w.account_id
    LEFT JOIN talk_follow_up d ON d.talk_id = t.id LEFT JOIN account da ON da.id = d.account_id`;
const newest = 'w.version = (SELECT max(n.version) FROM counselling_talk_version n WHERE n.talk_id = t.id)';

function fromStored({ topicsJson, voided, ...row }: Stored): TalkLine {
  return { ...row, topics: JSON.parse(topicsJson) as TalkTopic[], voided: voided === 1 };
}

/** The standing talks of a 学年, the newest first. */
export function listTalks(db: ReadableDb, schoolId: number, schoolYear: string): TalkLine[] {
  return db.all<Stored>(`${select} WHERE t.school_id = ? AND t.school_year = ? AND ${newest} AND w.voided = 0 ORDER BY w.talked_on DESC, t.id DESC`, schoolId, schoolYear).map(fromStored);
}

export function findTalk(db: ReadableDb, schoolId: number, talkId: number): TalkLine | undefined {
  const row = db.get<Stored>(`${select} WHERE t.school_id = ? AND t.id = ? AND ${newest}`, schoolId, talkId);
  return row && fromStored(row);
}

/** Every version of a talk, the newest first. */
export function listTalkVersions(db: ReadableDb, talkId: number): TalkLine[] {
  return db.all<Stored>(`${select} WHERE t.id = ? ORDER BY w.version DESC`, talkId).map(fromStored);
}

export function insertTalk(db: WritableDb, one: { readonly schoolId: number; readonly studentId: number; readonly schoolYear: string }): number {
  return db.run('INSERT INTO counselling_talk (school_id, student_id, school_year) VALUES (?, ?, ?)', one.schoolId, one.studentId, one.schoolYear).lastId;
}

export interface NewTalkVersion {
  readonly talkId: number;
  readonly version: number;
  readonly reasonChanged: string;
  readonly voided: boolean;
  readonly talk: TalkRecord;
}

export function insertTalkVersion(db: WritableDb, { talkId, version, reasonChanged, voided, talk }: NewTalkVersion, stamp: Stamp): void {
  db.run(
    `INSERT INTO counselling_talk_version (talk_id, version, reason_changed, voided, talked_on, talker, way, place, topics_json, reason, said, promised, follow_up, follow_up_by, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    talkId, version, reasonChanged, voided, talk.talkedOn, talk.talker, talk.way, talk.place, JSON.stringify(talk.topics), talk.reason, talk.said, talk.promised, talk.followUp,
    talk.followUpBy, stamp.accountId, stamp.at);
}

export function insertFollowUpDone(db: WritableDb, one: { readonly talkId: number; readonly doneOn: IsoDate; readonly result: string }, stamp: Stamp): void {
  db.run('INSERT INTO talk_follow_up (talk_id, done_on, result, account_id, at) VALUES (?, ?, ?, ?, ?)', one.talkId, one.doneOn, one.result, stamp.accountId, stamp.at);
}
