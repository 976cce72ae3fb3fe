/** The command line of `yidang <method> …`, taken apart. */
export interface CliArguments {
  readonly method: string;
  readonly archive: string | undefined;
  readonly login: string;
  readonly input: string | undefined;
  readonly files: readonly { readonly name: string; readonly path: string }[];
  readonly out: string | undefined;
}

export class UsageError extends Error {}

const valued = new Set(['--archive', '--login', '--input', '--file', '--out']);

export function parseArguments(words: readonly string[]): CliArguments {
  const [method, ...rest] = words;
  if (!method) throw new UsageError('缺少方法名；用 yidang methods 查看全部方法');
  const given = new Map<string, string[]>();
  for (let at = 0; at < rest.length; at += 2) {
    const option = rest[at] ?? '';
    const value = rest[at + 1];
    if (!valued.has(option)) throw new UsageError(`不认识的选项 ${option}`);
    if (value === undefined) throw new UsageError(`选项 ${option} 缺少内容`);
    given.set(option, [...(given.get(option) ?? []), value]);
  }
  const one = (option: string) => given.get(option)?.at(-1);
  return {
    method,
    archive: one('--archive'),
    login: one('--login') ?? process.env['YIDANG_LOGIN'] ?? 'admin',
    input: one('--input'),
    files: (given.get('--file') ?? []).map(parseFileOption),
    out: one('--out'),
  };
}

function parseFileOption(text: string): { name: string; path: string } {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`--file 要写成 名称=路径，收到的是 ${text}`);
  return { name: text.slice(0, equals), path: text.slice(equals + 1) };
}
