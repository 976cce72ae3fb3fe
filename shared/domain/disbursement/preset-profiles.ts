import type { ExportColumn, ExportField, ExportProfile } from './export-profile.ts';

function field(name: ExportField, heading: string, required = true): ExportColumn {
  return { kind: 'field', field: name, heading, required, place: null };
}

/** 兰州银行's text as reported (handbook 4.4, R): `序号|姓名|帐号|金额|身份证|`, no header, at most 1000 rows, file name of unit pinyin and date. */
const pipeText: ExportProfile = {
  name: '文本 序号|姓名|帐号|金额|身份证|',
  kind: 'txt', layout: 'separated', separator: '|', trailingSeparator: true, encoding: 'gbk', leaders: [], header: false,
  columns: [field('line_no', '序号'), field('holder_name', '姓名'), field('account_no', '帐号'), field('amount', '金额'), field('holder_id_number', '身份证')],
  amountUnit: 'yuan', rowLimit: 1000, fileNamePattern: '{pinyin}{date}{seq}', trailer: null, blanksInNames: 'remove', sheetName: '', zip: false,
};

/** The generic list most county offices take (handbook 4.4, R?): 账号, 户名, 金额, 开户行, at most 5000 rows, numbers as text. */
const plainWorkbook: ExportProfile = {
  name: '工作簿 序号 户名 账号 开户行 金额',
  kind: 'xlsx', layout: 'separated', separator: ',', trailingSeparator: false, encoding: 'utf8', leaders: [], header: true,
  columns: [
    field('line_no', '序号'), field('holder_name', '户名'), field('account_no', '账号'), field('bank_name', '开户行', false),
    field('amount', '金额'), field('holder_id_number', '证件号码', false), field('student_name', '学生姓名'),
  ],
  amountUnit: 'yuan', rowLimit: 5000, fileNamePattern: '{school}{batch}{seq}', trailer: null, blanksInNames: 'keep', sheetName: '代发清单', zip: false,
};

/** The profiles that ship with the program. A school copies and edits them; layouts of other banks are learned from the user (handbook 4.4). */
export const presetProfiles: readonly { readonly key: string; readonly profile: ExportProfile }[] = [
  { key: 'preset.pipe_text', profile: pipeText },
  { key: 'preset.workbook', profile: plainWorkbook },
];
