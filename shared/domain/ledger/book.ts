/**
 * The three sets of accounts a school keeps, which no entry ever mixes. `school_account`: money in the school's bank account.
 * `one_card`: the county pays pupils directly; the school keeps it in memo accounts only (备查), for it never holds a 分 of it.
 * `own_funds`: 校内提取 and 社会资助, the auxiliary ledger of what the school sets aside or is given (build/decisions/0011).
 */
export const books = ['school_account', 'one_card', 'own_funds'] as const;
export type Book = (typeof books)[number];

/** How a programme's money reaches its pupils (发放渠道); its book follows. */
export const paymentChannels = ['school_account', 'one_card'] as const;
export type PaymentChannel = (typeof paymentChannels)[number];

const labels: Readonly<Record<Book, string>> = { school_account: '学校账户', one_card: '一卡通（县级直发）', own_funds: '校内与社会资助' };

/** 学校账户 / 一卡通（县级直发） / 校内与社会资助 */
export function formatBook(book: Book): string {
  return labels[book];
}

/** What a place decided about one programme, from a term on. */
export interface ChannelRule {
  readonly programmeKey: string;
  readonly validFrom: string;
  readonly channel: PaymentChannel;
}

/** The channel of a programme in a term: the latest rule in force, the later recorded where two begin together; 学校账户 where nothing was decided. */
export function channelInForce(rules: readonly ChannelRule[], programmeKey: string, term: string): PaymentChannel {
  let found: ChannelRule | null = null;
  for (const rule of rules) {
    if (rule.programmeKey === programmeKey && rule.validFrom <= term && (found === null || rule.validFrom >= found.validFrom)) found = rule;
  }
  return found?.channel ?? 'school_account';
}
