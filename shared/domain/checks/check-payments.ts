import { holdsMoney } from '#shared/domain/disbursement/line-state.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { CheckOutcome, FindingSubject } from './check.ts';
import { Outcome } from './check.ts';
import { batchSubject } from './check-evidence.ts';
import type { CheckBatch, CheckFacts, CheckLine, CheckPupil } from './check-facts.ts';
import { pupilSubject } from './check-people.ts';

const setOffWords = /抵扣|抵交|抵缴|冲抵|抵学费|抵费|代扣|扣缴/u;

function pupilOf(facts: CheckFacts): (line: CheckLine) => FindingSubject {
  const pupils = new Map<number, CheckPupil>(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  return (line) => { const pupil = pupils.get(line.studentId); return pupil ? pupilSubject(pupil) : { kind: 'pupil', id: line.studentId, label: line.studentName }; };
}

/** CHK-19: aid set off against fees (handbook 3.4, 4.10): what was written about lines and money, and what the year's self-assessment says. */
export function checkSetOff(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('19');
  const subjectOf = pupilOf(facts);
  for (const line of facts.lines) {
    const text = line.notes.find((note) => setOffWords.test(note));
    if (text !== undefined) outcome.find(subjectOf(line), 'check.set_off_line', { part: line.lineId, text });
  }
  for (const { subjectId, label, text } of facts.moneyNotes) {
    if (setOffWords.test(text)) outcome.find({ kind: 'receipt', id: subjectId, label }, 'check.set_off_money', { text });
  }
  if (facts.setOffAnswer === 'present') outcome.find({ kind: 'term', id: facts.term, label: '' }, 'check.set_off_admitted');
  else if (facts.setOffAnswer === 'unanswered') outcome.lack('check.set_off_unanswered');
  return outcome.of(facts.lines.length + facts.moneyNotes.length);
}

/** CHK-21 and CHK-22 look at the accounts of everyone on the list, by the checks the payment itself uses (handbook 4.3). */
export function checkPayees(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('21');
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  for (const { studentId, severity, code, sentence } of facts.payeeFaults) {
    const pupil = pupils.get(studentId);
    if (pupil && severity === 'block') outcome.find(pupilSubject(pupil), 'check.payee', { part: code, sentence });
  }
  const subjectOf = pupilOf(facts);
  for (const line of facts.lines) {
    if (line.holderRelation === 'teacher' || line.holderRelation === 'classmate') outcome.find(subjectOf(line), 'check.paid_to_teacher', { part: line.lineId, holder: line.holderName, relation: line.holderRelation });
  }
  return outcome.of(new Set(facts.dues.map((due) => due.studentId)).size);
}

/** CHK-22: shape and Luhn of account numbers, what nobody can see from a number (handbook 4.3). */
export function checkAccounts(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('22');
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  for (const { studentId, severity, code, sentence } of facts.payeeFaults) {
    const pupil = pupils.get(studentId);
    if (pupil && severity === 'warn') outcome.find(pupilSubject(pupil), 'check.payee', { part: code, sentence });
  }
  if (facts.uncheckedAccounts > 0) outcome.lack('check.accounts_not_seen', { count: facts.uncheckedAccounts });
  return outcome.of(new Set(facts.dues.map((due) => due.studentId)).size);
}

/** States in which a line pays, may still pay or has paid; one given up, failed or paid back does not. */
const movesMoney: ReadonlySet<PaymentLineState> = new Set(['due', 'submitted', 'transferred', 'unanswered', 'paid', 'wrong']);

function batchFaults(outcome: Outcome, batch: CheckBatch, lines: readonly CheckLine[], dueOf: ReadonlyMap<number, number>): void {
  const subject = batchSubject(batch);
  const sum = lines.reduce((total, line) => total + line.amountFen, 0);
  if (lines.length !== batch.lineCount || sum !== batch.sumFen) outcome.find(subject, 'check.batch_sum', { count: batch.lineCount, sumFen: batch.sumFen, listCount: lines.length, listFen: sum });
  if (batch.purpose === 'ordinary') {
    const other = lines.filter((line) => dueOf.has(line.entitlementId) && line.amountFen > (dueOf.get(line.entitlementId) ?? 0)).map((line) => line.studentName);
    if (other.length > 0) outcome.find(subject, 'check.batch_above_list', { names: other });
    const gone = lines.filter((line) => movesMoney.has(line.state) && !dueOf.has(line.entitlementId)).map((line) => line.studentName);
    if (gone.length > 0) outcome.find(subject, 'check.batch_not_approved', { names: gone });
  }
  if (batch.files.length > 0) {
    const fileCount = batch.files.reduce((total, file) => total + file.lineCount, 0);
    const fileFen = batch.files.reduce((total, file) => total + file.sumFen, 0);
    if (fileCount !== batch.lineCount || fileFen !== batch.sumFen) outcome.find(subject, 'check.files_sum', { count: batch.lineCount, sumFen: batch.sumFen, fileCount, fileFen });
    const long = batch.files.filter((file) => batch.rowLimit !== null && file.lineCount > batch.rowLimit).map((file) => file.name);
    if (long.length > 0) outcome.find(subject, 'check.file_too_long', { files: long, limit: batch.rowLimit });
  }
  const formula = lines.filter((line) => /^[=+@\-\t]/.test(line.holderName) || /^[=+@\-\t]/.test(line.studentName)).map((line) => line.studentName);
  if (formula.length > 0) outcome.find(subject, 'check.formula_text', { names: formula });
  const broken = lines.filter((line) => !Number.isSafeInteger(line.amountFen)).length;
  if (broken > 0) outcome.find(subject, 'check.decimals', { count: broken });
}

/** CHK-23: count and sum of a batch are its list's and its files', within the bank's rows, whole 分, no formula (handbook 4.4). */
export function checkBatches(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('23');
  const lines = Map.groupBy(facts.lines, (line) => line.batchId);
  const dueOf = new Map(facts.dues.filter((due) => due.state === 'approved').map((due) => [due.entitlementId, due.amountFen]));
  for (const batch of facts.batches) batchFaults(outcome, batch, lines.get(batch.batchId) ?? [], dueOf);
  return outcome.of(facts.batches.length);
}

/** CHK-24: a second export has a reason, a re-issue follows a failure, and nobody is paid more than is due (handbook 4.2, 4.4). */
export function checkReissues(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('24');
  const subjectOf = pupilOf(facts);
  for (const batch of facts.batches) {
    for (const { exportNo, reason } of batch.exports) if (exportNo > 1 && reason.trim() === '') outcome.find(batchSubject(batch), 'check.export_without_reason', { part: exportNo, exportNo });
  }
  for (const line of facts.lines) {
    if (line.reissueOf && (line.reissueOf.state !== 'reissued' || !line.reissueOf.everFailed)) outcome.find(subjectOf(line), 'check.reissue_of_unfailed', { part: line.lineId, state: line.reissueOf.state });
  }
  const due = new Map(facts.dues.map((one) => [one.entitlementId, one]));
  for (const [entitlementId, lines] of Map.groupBy(facts.lines, (line) => line.entitlementId)) {
    const held = lines.filter((line) => holdsMoney(line.state)).reduce((sum, line) => sum + line.amountFen, 0);
    const owed = due.get(entitlementId);
    const [first] = lines;
    if (owed && first && held > owed.amountFen) outcome.find(subjectOf(first), 'check.paid_above_due', { part: entitlementId, heldFen: held, owedFen: owed.amountFen });
  }
  return outcome.of(facts.lines.length);
}

/** CHK-25: rows of a return file that settled nothing: unmatched, repeated, partial. */
export function checkReturns(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('25');
  for (const { returnFileId, fileName, bucket, bucketLabel, count, sumFen } of facts.returnBuckets) {
    outcome.find({ kind: 'return_file', id: returnFileId, label: fileName }, 'check.return_rows', { part: bucket, bucket: bucketLabel, count, sumFen });
  }
  return outcome.of(facts.returnBuckets.length);
}

/** CHK-27: paid after a death or after leaving: a 追回 case; not yet sent, it is stopped (handbook 1.7). */
export function checkPaidAfterLeaving(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('27');
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  for (const line of facts.lines) {
    const pupil = pupils.get(line.studentId);
    if (!pupil || pupil.statusFrom === null || pupil.status === 'enrolled' || pupil.status === 'suspended') continue;
    const of = { part: line.lineId, status: pupil.status, since: pupil.statusFrom, fen: line.amountFen };
    if (line.state === 'due' && pupil.statusFrom <= facts.today) outcome.find(pupilSubject(pupil), 'check.to_be_sent_after_leaving', of, 'block');
    else if (line.paidOn !== null && line.paidOn > pupil.statusFrom && line.recoveredFen < line.amountFen && (line.state === 'paid' || line.state === 'wrong')) {
      outcome.find(pupilSubject(pupil), 'check.paid_after_leaving', { ...of, paidOn: line.paidOn, recoveredFen: line.recoveredFen });
    }
  }
  return outcome.of(facts.lines.length);
}

/** CHK-32: maker and checker are one person. */
export function checkTwoPersons(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('32');
  for (const [key, several] of Map.groupBy(facts.dues.filter((due) => due.state === 'approved' && due.oneHand), (due) => due.programmeKey)) {
    const [first] = several;
    if (first) outcome.find({ kind: 'programme', id: key, label: first.programmeName }, 'check.approved_by_maker', { count: several.length, people: [...new Set(several.map((due) => due.proposedBy))] });
  }
  for (const batch of facts.batches) {
    if (batch.onePerson) outcome.find(batchSubject(batch), 'check.released_by_maker', { person: batch.createdBy });
  }
  return outcome.of(facts.dues.length + facts.batches.length);
}
