export const school = '云岭县青石镇九年一贯制学校';

/** Names that break lines, markup and fonts. */
export const awkwardNames = [
  '买买提·吐尔逊·阿卜杜拉江', '𠮷田', '赵䶮', '钱㛃', '#strong[张]', '*李四*', '$x^2$', '<script>alert(1)</script>', ']王五[', '_赵_六', '\\\\反斜', '"引号"', '@who',
];
const surnames = '赵钱孙李周吴郑王冯陈';
const givenNames = '子涵雨欣浩然梓轩思远佳怡明哲可馨';

export function nameAt(index: number): string {
  const awkward = awkwardNames[index];
  if (awkward) return awkward;
  const at = (index * 2) % givenNames.length;
  return `${surnames[index % 10] ?? '赵'}${givenNames.slice(at, at + 1 + (index % 2))}`;
}
