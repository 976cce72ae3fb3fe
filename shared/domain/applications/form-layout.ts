/** The two layouts that ship (handbook 2.5). A county's own template replaces the look of one; the fields stay these. */
export const formLayoutKeys = ['one_sheet', 'two_page'] as const;
export type FormLayoutKey = (typeof formLayoutKeys)[number];

/** Rows of 影响家庭经济状况有关信息, in the order of the form. */
export const circumstanceKeys = ['disaster', 'accident', 'weakLabour', 'unemployment', 'debt', 'other'] as const;
export type CircumstanceKey = (typeof circumstanceKeys)[number];

export interface FormLayout {
  readonly key: FormLayoutKey;
  readonly name: string;
  readonly source: string;
  readonly confidence: 'R';
  readonly circumstances: readonly CircumstanceKey[];
  /** 申请资助项目: ticks for boarding and non-boarding living allowance. */
  readonly asksAid: boolean;
  /** 认定意见 at the foot, left blank for the bodies. */
  readonly hasOpinions: boolean;
  readonly relationWording: 'role' | 'pair';
  /** 其他情况 must be filled where no group is ticked or a member is disabled. */
  readonly otherNeeded: boolean;
  readonly healthWords: readonly string[];
}

export const formLayouts: Readonly<Record<FormLayoutKey, FormLayout>> = {
  one_sheet: {
    key: 'one_sheet', name: '一页式（重庆、新疆样式）', source: '重庆市、新疆（义务教育）申请表，手册 2.5', confidence: 'R',
    circumstances: ['disaster', 'accident', 'weakLabour', 'other'], asksAid: true, hasOpinions: true, relationWording: 'pair', otherNeeded: false,
    healthWords: ['良好', '较差', '残疾'],
  },
  two_page: {
    key: 'two_page', name: '两页式（贵州 2024 样式）', source: '贵州省 2024 年申请表，手册 2.5', confidence: 'R',
    circumstances: circumstanceKeys, asksAid: false, hasOpinions: false, relationWording: 'role', otherNeeded: true,
    healthWords: ['健康', '良好', '一般', '体质较差', '有严重疾病', '有慢性病', '身体伤残'],
  },
};
