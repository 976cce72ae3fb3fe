import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The type of official papers, by the file names Windows, WPS, macOS, UOS and Kylin give it: 仿宋, 小标宋, 楷体, 黑体, 宋体.
 * Only these are opened: a school PC may hold thousands of fonts.
 */
const officialFont = /^(?:simfang|simkai|simhei|simsunb?|stfangso|stkaiti|stxihei|fzxbsj\w*|fzxbs\w*|.*小标宋.*|.*仿宋.*|.*楷体.*|.*fangsong.*|.*kaiti.*|songti)\.(?:ttf|ttc|otf)$/i;

/** The official fonts installed here, in a fixed order, so that a machine always sets the same paper the same way. */
export function findSystemFonts(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => filesUnder(folder, 4)).filter((path) => officialFont.test(path.split(/[\\/]/).at(-1) ?? '')).sort();
}

function filesUnder(folder: string, depth: number): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth > 0 ? filesUnder(path, depth - 1) : [];
      return [path];
    });
  } catch {
    return [];
  }
}
