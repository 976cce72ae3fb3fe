/** 健康状况 of a household member (handbook 2.5: two sets of words are in use). */
export const healthStatuses = ['good', 'fair', 'frail', 'chronic', 'serious', 'disabled'] as const;
export type HealthStatus = (typeof healthStatuses)[number];

const words: Readonly<Record<HealthStatus, readonly string[]>> = {
  good: ['良好', '健康', '好', '正常', '健康或良好'],
  fair: ['一般', '一般或较弱', '中'],
  frail: ['较差', '体质较差', '差', '体弱', '年迈体弱', '体弱多病'],
  chronic: ['有慢性病', '慢性病', '长期慢性病', '患慢性病'],
  serious: ['有严重疾病', '重病', '大病', '患重病', '患大病', '严重疾病', '重大疾病'],
  disabled: ['残疾', '身体伤残', '伤残', '有残疾', '残'],
};

const byWord = new Map(healthStatuses.flatMap((status) => words[status].map((word) => [word, status] as const)));

/** Reads the word of either set; 残疾二级 and 肢体残疾 are a disability too. Null: not one of them, kept as written. */
export function parseHealthStatus(text: string): HealthStatus | null {
  const word = text.normalize('NFKC').replace(/[\s()（）]/gu, '');
  return byWord.get(word) ?? (/残疾|伤残/u.test(word) && !/无残疾|非残疾/u.test(word) ? 'disabled' : null);
}
