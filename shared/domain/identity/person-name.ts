/** The dots written between the parts of a minority or foreign name; equal for comparison (handbook 1.5). */
const middleDots = /[·•‧・.．﹒･⋅]/gu;
const invisible = /[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]/gu;
const bracketedRemark = /[（(【〔［[<〈《][^（(【〔［[<〈《）)】〕］\]>〉》]*[）)】〕］\]>〉》]/gu;
const edgePunctuation = /^[·*＊、,，。;；:：'"“”‘’\-—_/\\|#?？!！+]+|[·*＊、,，。;；:：'"“”‘’\-—_/\\|#?？!！+]+$/gu;

const plainName = /^[\u4e00-\u9fff]+$/;

/**
 * The comparison copy of a name (handbook 1.5): no blanks, no zero-width signs, no remarks in brackets (张三(转入)), no punctuation at the
 * edges, every middle dot alike, latin letters in capitals. The name itself is stored as given.
 */
export function nameKey(raw: string): string {
  if (plainName.test(raw)) return raw;
  const text = raw.normalize('NFKC');
  const name = withoutRemarks(text);
  const kept = name.replace(invisible, '') === '' ? text : name;
  return kept.replace(invisible, '').replace(middleDots, '·').replace(edgePunctuation, '').toUpperCase();
}

/** A remark may stand inside a remark: 张三（转入（借读））. The inner one goes first. */
function withoutRemarks(text: string): string {
  let name = text;
  for (let next = name.replace(bracketedRemark, ''); next !== name; next = name.replace(bracketedRemark, '')) name = next;
  return name;
}

/** Signs that stand for each other in registers (variant forms) or are mistaken for each other by eye. The first of a group stands for all. */
const shapeGroups = [
  '己已巳', '未末', '日曰', '祎袆', '晓曉', '彦彥', '勋勳', '钰鈺', '昇升', '堃坤', '喆哲', '甦苏蘇', '淼渺', '曌照', '镕熔', '锋鋒', '叶葉', '于於',
  '沄澐', '桠椏', '仝同', '幺么', '闫阎閆閻', '肖萧蕭', '傅付', '戴代', '邱丘', '候侯', '兰蓝', '韵韻', '峰峯', '群羣', '杰傑', '欣忻', '玙玛',
  '昊旲', '戊戌戍', '刺剌', '汩汨', '茶荼', '赢嬴羸', '宣宜', '析折', '治冶', '洁浩', '天夭', '士土', '人入', '大太', '干千于', '瑞端', '辉晖', '琪淇',
  '张張', '刘劉', '陈陳', '杨楊', '赵趙', '吴吳', '孙孫', '马馬', '罗羅', '郑鄭', '谢謝', '韩韓', '邓鄧', '冯馮', '许許', '龙龍', '云雲', '国國',
];
const shapeOf = new Map(shapeGroups.flatMap((group) => [...group].map((sign) => [sign, [...group][0] ?? sign] as const)));

/**
 * A looser key for proposals only, never for a decision: `nameKey` with variant and look-alike signs folded together,
 * so that 阎/闫 or 己/巳 find each other and a person judges. Two names with the same key are *not* thereby the same person.
 */
export function shapeVariantsKey(raw: string): string {
  return [...nameKey(raw)].map((sign) => shapeOf.get(sign) ?? sign).join('').replaceAll('·', '');
}

/** Length of a name in signs, where a character beyond U+FFFF is one; `wide` counts a Chinese character as two, as some templates do (handbook 1.5). */
export function nameLength(name: string, metric: 'chars' | 'wide' = 'chars'): number {
  const signs = [...name];
  return metric === 'chars' ? signs.length : signs.reduce((total, sign) => total + ((sign.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0);
}

export type PersonNameProblem = 'empty' | 'has_digit' | 'bad_sign' | 'too_long';

/** What makes a cell doubtful as a name; null where nothing does. Nothing here blocks saving. */
export function checkPersonName(raw: string): PersonNameProblem | null {
  if (raw.length <= 30 && plainName.test(raw)) return null;
  const key = nameKey(raw);
  if (key === '') return 'empty';
  if (/[\p{Cc}\p{Co}\p{Cn}\ufffd?？□]/u.test(raw.trim())) return 'bad_sign';
  if (/\d/.test(key)) return 'has_digit';
  return nameLength(key) > 30 ? 'too_long' : null;
}
