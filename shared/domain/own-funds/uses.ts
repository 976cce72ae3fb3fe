/**
 * What money of the school's own and of donors may be spent on (handbook 3.5): help for pupils, never their administration.
 * There is deliberately no “other”: a use that is none of these is none of this money's.
 */
export const ownFundUses = ['fee_relief', 'no_state_aid', 'special_need', 'sudden_hardship', 'work_study', 'boarding_goods', 'scholarship', 'donor_purpose'] as const;
export type OwnFundUse = (typeof ownFundUses)[number];

const labels: Readonly<Record<OwnFundUse, string>> = {
  fee_relief: '减免费用', no_state_aid: '补助未享受国家资助的困难学生', special_need: '孤儿、残疾学生减免', sudden_hardship: '突发灾病临时困难',
  work_study: '勤工助学', boarding_goods: '住校生活用品', scholarship: '奖学金', donor_purpose: '捐助方指定用途',
};

export function formatOwnFundUse(use: OwnFundUse): string {
  return labels[use];
}

/** A donor's own purpose is for donated money only. */
export function usesOf(kind: 'set_aside' | 'donor'): readonly OwnFundUse[] {
  return kind === 'donor' ? ownFundUses : ownFundUses.filter((use) => use !== 'donor_purpose');
}
