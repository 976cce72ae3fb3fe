import type { Programme, ProgrammeKey } from '#shared/domain/programmes/programme.ts';

/** Words of the system and of schools for the programmes everybody has; longer ones first, since 非寄宿 contains 寄宿. */
const words: readonly (readonly [RegExp, ProgrammeKey])[] = [
  [/非寄宿|走读/u, 'yw.day'],
  [/寄宿|住校/u, 'yw.board'],
  [/(普通?高中?|普高).*助学金/u, 'gz.grant'],
  [/中职.*助学金/u, 'zz.grant'],
  [/中职.*奖学金/u, 'zz.scholar'],
];

function clean(text: string): string {
  return text.normalize('NFKC').replace(/[\s·.()（）【】[\]“”"'‘’、,，-]/gu, '');
}

/**
 * Which programme a system's word means: the catalogue's own name, else one of the usual words, and only where the school's
 * catalogue has it. Null where nothing fits: a person says it in the import.
 */
export function parseProgrammeWord(text: string, programmes: readonly Pick<Programme, 'key' | 'name'>[]): ProgrammeKey | null {
  const word = clean(text);
  if (word === '') return null;
  const named = programmes.find((programme) => clean(programme.name) === word);
  if (named) return named.key;
  const usual = words.find(([pattern]) => pattern.test(word))?.[1];
  return programmes.find((programme) => programme.key === usual)?.key ?? null;
}
