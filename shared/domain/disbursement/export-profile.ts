/** What a column of a bank file can carry. */
export const exportFields = [
  'line_no', 'holder_name', 'account_no', 'amount', 'holder_id_number', 'bank_name', 'relation', 'student_name', 'class_label', 'programme', 'doc_no',
] as const;
export type ExportField = (typeof exportFields)[number];

export const exportFieldText: Readonly<Record<ExportField, string>> = {
  line_no: '序号', holder_name: '户名', account_no: '账号', amount: '金额', holder_id_number: '户主证件号', bank_name: '开户行',
  relation: '与学生关系', student_name: '学生姓名', class_label: '班级', programme: '资助项目', doc_no: '文号',
};

export const exportKinds = ['txt', 'csv', 'xls', 'xlsx'] as const;
export type ExportKind = (typeof exportKinds)[number];

export const exportEncodings = ['gbk', 'gb18030', 'utf8', 'utf8_bom'] as const;
export type ExportEncoding = (typeof exportEncodings)[number];

export const exportEncodingText: Readonly<Record<ExportEncoding, string>> = { gbk: 'GBK', gb18030: 'GB18030', utf8: 'UTF-8', utf8_bom: 'UTF-8（带 BOM）' };

/** How a column fills its place in a fixed-width line: so many bytes of the file's encoding, to which side, with what. */
export interface FixedPlace {
  readonly bytes: number;
  readonly align: 'left' | 'right';
  readonly fill: 'blank' | 'zero';
}

export type ExportColumn = { readonly place: FixedPlace | null } & (
  | { readonly kind: 'field'; readonly heading: string; readonly field: ExportField; /** An empty value refuses the line. */ readonly required: boolean }
  | { readonly kind: 'constant'; readonly heading: string; readonly text: string });

/**
 * How one bank or platform wants its list, as data: there is no fixed layout anywhere (handbook 4.4). A batch keeps a frozen copy, so that
 * a profile edited later never changes what was sent.
 */
export interface ExportProfile {
  readonly name: string;
  readonly kind: ExportKind;
  /** txt: columns kept apart by a separator, or each in its own fixed number of bytes. */
  readonly layout: 'separated' | 'fixed';
  /** Between columns of txt and csv; unused in sheets. */
  readonly separator: string;
  /** txt: also after the last column. */
  readonly trailingSeparator: boolean;
  /** txt and csv. */
  readonly encoding: ExportEncoding;
  /** Lines before everything else, as cells, e.g. the batch's totals; tokens as in the file name. */
  readonly leaders: readonly (readonly string[])[];
  readonly header: boolean;
  readonly columns: readonly ExportColumn[];
  readonly amountUnit: 'yuan' | 'fen';
  /** Most lines in one file; more are split over several files. */
  readonly rowLimit: number | null;
  /** Without the extension; tokens: see `fileNameTokens`. */
  readonly fileNamePattern: string;
  /** A last line with the totals, as cells; tokens as in the file name. `{count:8}` is filled with zeros to eight digits. */
  readonly trailer: readonly string[] | null;
  /** Banks with fixed forms refuse blanks in names. */
  readonly blanksInNames: 'keep' | 'remove';
  readonly sheetName: string;
  /** Given out only inside a zip with a password (AES-256). */
  readonly zip: boolean;
}

/** A profile as an earlier version of the program stored it. */
export type StoredProfile = Omit<ExportProfile, 'layout' | 'leaders' | 'zip' | 'columns'> & Partial<Pick<ExportProfile, 'layout' | 'leaders' | 'zip'>> & {
  readonly columns: readonly (Omit<ExportColumn, 'place'> & { readonly place?: FixedPlace | null })[];
};

/** A stored profile with everything a profile has today: what it did not know then, it did not want. */
export function completeProfile(stored: StoredProfile): ExportProfile {
  return {
    ...stored, layout: stored.layout ?? 'separated', leaders: stored.leaders ?? [], zip: stored.zip ?? false,
    columns: stored.columns.map((column) => ({ ...column, place: column.place ?? null }) as ExportColumn),
  };
}

export const fileNameTokens = ['school', 'pinyin', 'date', 'batch', 'seq', 'count', 'sum', 'term'] as const;
export type FileNameToken = (typeof fileNameTokens)[number];

export type ProfileProblem =
  | { readonly code: 'profile.name_missing' }
  | { readonly code: 'profile.column_missing'; readonly field: ExportField }
  | { readonly code: 'profile.separator_unfit'; readonly separator: string }
  | { readonly code: 'profile.constant_unfit'; readonly heading: string }
  | { readonly code: 'profile.row_limit_unfit' }
  | { readonly code: 'profile.token_unknown'; readonly token: string }
  | { readonly code: 'profile.place_missing'; readonly heading: string; readonly column: number };

const neededFields: readonly ExportField[] = ['holder_name', 'account_no', 'amount'];

/** What keeps a profile from being used. An empty list means that it can write files a bank could read (handbook 4.4). */
export function checkExportProfile(profile: ExportProfile): readonly ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  if (profile.name.trim() === '') problems.push({ code: 'profile.name_missing' });
  for (const field of neededFields) {
    if (!profile.columns.some((column) => column.kind === 'field' && column.field === field)) problems.push({ code: 'profile.column_missing', field });
  }
  if (!isSheetKind(profile.kind) && !isFixed(profile) && !isFitSeparator(profile)) problems.push({ code: 'profile.separator_unfit', separator: profile.separator });
  for (const column of profile.columns) {
    if (column.kind === 'constant' && !isFitConstant(profile, column.text)) problems.push({ code: 'profile.constant_unfit', heading: column.heading });
  }
  if (profile.rowLimit !== null && (!Number.isInteger(profile.rowLimit) || profile.rowLimit < 1)) problems.push({ code: 'profile.row_limit_unfit' });
  for (const text of [profile.fileNamePattern, ...profile.leaders.flat(), ...(profile.trailer ?? [])]) {
    for (const [, token = ''] of text.matchAll(/\{([^}]*)\}/gu)) {
      if (!fileNameTokens.some((known) => known === token.replace(/:\d{1,2}$/u, ''))) problems.push({ code: 'profile.token_unknown', token });
    }
  }
  if (isFixed(profile)) {
    profile.columns.forEach((column, index) => {
      if (column.place === null || column.place.bytes < 1) problems.push({ code: 'profile.place_missing', heading: column.heading, column: index + 1 });
    });
  }
  return problems;
}

/** True where every column has its own fixed number of bytes. */
export function isFixed(profile: Pick<ExportProfile, 'kind' | 'layout'>): boolean {
  return profile.kind === 'txt' && profile.layout === 'fixed';
}

export function isSheetKind(kind: ExportKind): kind is 'xls' | 'xlsx' {
  return kind === 'xls' || kind === 'xlsx';
}

function isFitSeparator(profile: ExportProfile): boolean {
  if (/["\r\n\p{L}\p{N}.]/u.test(profile.separator)) return false;
  return profile.kind === 'csv' ? profile.separator.length === 1 : profile.separator.length >= 1 && profile.separator.length <= 3;
}

function isFitConstant(profile: ExportProfile, text: string): boolean {
  if (/[\r\n]/u.test(text) || startsLikeFormula(text)) return false;
  return profile.kind !== 'txt' || isFixed(profile) || !text.includes(profile.separator);
}

/** True for a text a spreadsheet would run as a formula: = + - @ first, also behind blanks or a tab. */
export function startsLikeFormula(text: string): boolean {
  return /^[\s　]*[=+\-@＝＋－＠]/u.test(text);
}
