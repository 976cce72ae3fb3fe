import { formatChineseDate } from '../calendar/iso-date.ts';
import { formatIdDocumentType } from '../identity/id-document.ts';
import { formatSex } from '../identity/sex.ts';
import { formatBoardingMode } from '../roster/boarding-mode.ts';
import { formatStage } from '../roster/stage.ts';
import { describeSource } from './describe-source.ts';
import type { DossierRows } from './dossier-rows.ts';
import type { DossierView, Masking } from './dossier-view.ts';
import type { FileFact } from './student-file.ts';

/** Roster columns a student volume carries beside the fixed ones (handbook 7.3 item 04); shown when the roster has them. */
const furtherColumns = [['ethnicGroup', '民族'], ['hukouType', '户口性质'], ['leftBehind', '留守儿童'], ['major', '专业']] as const;

/** 基本信息, in the order of the form. An empty text is a fact nobody has given yet. */
export function basicFacts(rows: DossierRows, view: DossierView, shown: Masking): FileFact[] {
  const { pupil } = rows;
  const fact = (label: string, text: string): FileFact => ({ label, text });
  const payee = view.accounts ? rows.payees.find((one) => one.live) : undefined;
  const address = pupil.attributes['homeAddress'] ?? '';
  return [
    fact('性别', formatSex(pupil.sex)),
    fact('出生日期', pupil.birthDate === null ? '' : formatChineseDate(pupil.birthDate)),
    fact(pupil.idType === 'resident_id' ? '身份证号' : formatIdDocumentType(pupil.idType), shown.id(pupil.idNumber)),
    fact('学籍号', shown.id(pupil.registryNo)),
    fact('学段', formatStage(pupil.stage)),
    fact('入学年', pupil.entryYear === null ? '' : `${pupil.entryYear}`),
    fact('就读方式', formatBoardingMode(pupil.boardingMode)),
    fact('班主任', pupil.headTeacher),
    fact('校内学号', pupil.schoolStudentNo),
    fact('班内学号', pupil.classRollNo),
    ...(pupil.formerName === '' ? [] : [fact('曾用名', pupil.formerName)]),
    ...furtherColumns.flatMap(([key, label]) => (pupil.attributes[key] ? [fact(label, pupil.attributes[key])] : [])),
    // Where a family lives is read in full only by those who may see numbers in full.
    fact('家庭地址', address === '' || view.clear ? address : `${[...address].slice(0, 6).join('')}…`),
    ...(view.accounts ? [fact('收款账户', payee ? `${payee.holderName} ${payee.bankName} …${payee.accountNo.slice(-4)}` : '')] : []),
    fact('名册来源', describeSource(pupil)),
  ];
}
