import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { assertNever } from '#shared/domain/assert-never.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import type { DocumentCheckResult } from '#shared/domain/identity/id-document.ts';
import { findRepairs } from '#shared/domain/roster/find-repairs.ts';
import type { Repair } from '#shared/domain/roster/find-repairs.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { RosterRepair } from '#shared/contract/roster.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPupilsInSeats } from '#main/db/queries/pupil-seats.ts';
import type { PupilInSeat } from '#main/db/queries/pupil-seats.ts';
import { listMembersToRepair, listRepairCandidates } from '#main/db/queries/roster-repairs.ts';
import type { RepairCandidate } from '#main/db/queries/roster-repairs.ts';
import { problemOf } from './refusal.ts';

/** The repair list of the pupils on the roll (or of one), each with what is wrong and what to do; duplicates name each other. */
export function listRepairs(db: ReadableDb, schoolId: number, term: TermKey, scope: readonly number[] | null, studentId: number | null = null): RosterRepair[] {
  const candidates = listRepairCandidates(db, schoolId, scope);
  const byId = new Map(candidates.map((candidate) => [candidate.studentId, candidate]));
  const seats = listPupilsInSeats(db, schoolId, schoolYearOf(term));
  const wanted = (id: number): boolean => studentId === null || studentId === id;
  const pupils = findRepairs(candidates).filter((repair) => wanted(repair.studentId)).map((repair) => pupilRepair(repair, byId, seats));
  const members = listMembersToRepair(db, schoolId, scope).filter((member) => wanted(member.studentId)).map((member): RosterRepair => ({
    studentId: member.studentId, name: seats.get(member.studentId)?.name ?? '', className: seats.get(member.studentId)?.className ?? '', kind: 'member',
    memberId: member.memberId, value: maskIdNumber(member.idNumber),
    problem: problemOf('roster.member_bad_id', { name: member.name, value: maskIdNumber(member.idNumber) }, { column: 'member' }),
  }));
  return [...pupils, ...members];
}

function pupilRepair(repair: Repair, candidates: ReadonlyMap<number, RepairCandidate>, seats: ReadonlyMap<number, PupilInSeat>): RosterRepair {
  const candidate = candidates.get(repair.studentId) as RepairCandidate;
  const seat = seats.get(repair.studentId);
  const shown = { studentId: repair.studentId, name: candidate.name, className: seat?.className ?? '', memberId: null };
  const called = (ids: readonly number[]): string => ids.slice(0, 3).map((id) => `${seats.get(id)?.name ?? ''}（${seats.get(id)?.className || '没有编班'}）`).join('、');
  switch (repair.kind) {
    case 'id':
      return { ...shown, kind: 'id', value: maskIdNumber(candidate.idNumber), problem: idProblem(repair.check, candidate) };
    case 'registry':
      return {
        ...shown, kind: 'registry', value: maskIdNumber(candidate.registryNo),
        problem: problemOf(`roster.registry_${repair.check as 'bad_shape' | 'bad_date' | 'bad_checksum'}`, { value: maskIdNumber(candidate.registryNo) }),
      };
    case 'duplicate': {
      const facts = { others: called(repair.others) };
      const value = repair.of === 'id' ? maskIdNumber(candidate.idNumber) : repair.of === 'registry' ? maskIdNumber(candidate.registryNo) : (candidate.birthDate ?? '');
      const code = repair.of === 'id' ? 'roster.duplicate_id' : repair.of === 'registry' ? 'roster.duplicate_registry_no' : 'roster.duplicate_person';
      return { ...shown, kind: 'duplicate', value, problem: problemOf(code, facts) };
    }
    case 'place':
      return { ...shown, kind: 'place', value: '', problem: problemOf('roster.no_class', {}) };
    case 'boarding':
      return { ...shown, kind: 'boarding', value: '', problem: problemOf('roster.boarding_unknown', {}) };
    case 'name':
      return { ...shown, kind: 'name', value: candidate.name, problem: problemOf('roster.name_doubtful', { value: candidate.name }) };
    default:
      return assertNever(repair);
  }
}

type FaultyCheck = Exclude<DocumentCheckResult, 'ok' | 'not_checked' | 'area_unknown'>;

function idProblem(check: DocumentCheckResult, candidate: RepairCandidate): Problem {
  return problemOf(`roster.id_${check as Exclude<FaultyCheck, 'missing' | 'lost_digits'>}`, { value: maskIdNumber(candidate.idNumber) });
}
