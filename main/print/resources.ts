import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where printing finds its files. A shell or a county may replace any of them before the first paper. */
export interface PrintResources {
  /** Entry of the worker that sets type. */
  readonly workerEntry: string;
  /** The templates shipped with the program. */
  readonly templateFolder: string;
  /** A county's own templates; a file here replaces the shipped one of the same name. */
  readonly countyTemplateFolder: string | null;
  /** The shipped fonts, each needed. */
  readonly fontFiles: readonly string[];
  /** Folders in which 仿宋, 楷体, 黑体 and 小标宋 are looked for. */
  readonly systemFontFolders: readonly string[];
}

const here = dirname(fileURLToPath(import.meta.url));

/** Sources run from main/print; the built program has the worker and templates beside the bundle or one folder up. */
function firstThere(names: readonly string[]): string {
  const found = names.map((name) => join(here, name)).find((path) => existsSync(path));
  if (!found) throw new Error(`printing needs one of ${names.join(', ')} beside ${here}`);
  return found;
}

const shippedFonts = [
  ['noto-serif-sc', '400Regular', 'NotoSerifSC_400Regular.ttf'],
  ['noto-serif-sc', '700Bold', 'NotoSerifSC_700Bold.ttf'],
  ['noto-sans-sc', '400Regular', 'NotoSansSC_400Regular.ttf'],
  ['noto-sans-sc', '700Bold', 'NotoSansSC_700Bold.ttf'],
] as const;
const rareHanFont = 'yidang-rare-han.otf';

/** In the packaged program all fonts lie in one folder outside the asar file, because the typesetter is native and can't read inside it. */
function packagedFontFolder(): string | undefined {
  const resources = (process as { resourcesPath?: string }).resourcesPath;
  const folders = [process.env['YIDANG_FONTS'], resources && join(resources, 'fonts'), join(here, 'fonts'), join(here, '..', 'fonts')];
  return folders.find((folder): folder is string => Boolean(folder) && existsSync(join(folder as string, shippedFonts[0][2])));
}

function shippedFontFiles(): string[] {
  const folder = packagedFontFolder();
  if (folder) return [...shippedFonts.map(([, , file]) => join(folder, file)), join(folder, rareHanFont)];
  const require = createRequire(import.meta.url);
  return [
    ...shippedFonts.map(([family, weight, file]) => require.resolve(`@expo-google-fonts/${family}/${weight}/${file}`)),
    [join(here, 'fonts', rareHanFont), join(here, '../../main/print/fonts', rareHanFont)].find((path) => existsSync(path)) ?? join(here, 'fonts', rareHanFont),
  ];
}

function systemFontFolders(): string[] {
  const home = process.env['HOME'] ?? '';
  switch (process.platform) {
    case 'win32':
      return [join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'), join(process.env['LOCALAPPDATA'] ?? '', 'Microsoft', 'Windows', 'Fonts')];
    case 'darwin':
      return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')];
    default:
      return ['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.local', 'share', 'fonts'), join(home, '.fonts')];
  }
}

let override: Partial<PrintResources> = {};

/** Replaces the places printing looks in; takes effect with the next worker. */
export function configurePrinting(resources: Partial<PrintResources>): void {
  override = { ...override, ...resources };
}

/** A county's own templates lie in the folder `templates` beside the archives, where somebody has put one. */
export function findCountyTemplates(archivesRoot: string): void {
  const folder = join(archivesRoot, 'templates');
  configurePrinting({ countyTemplateFolder: existsSync(folder) ? folder : null });
}

export function printResources(): PrintResources {
  return {
    workerEntry: override.workerEntry ?? firstThere(['print-worker.ts', 'print-worker.js', '../print-worker.js']),
    templateFolder: override.templateFolder ?? firstThere(['templates', '../templates']),
    countyTemplateFolder: override.countyTemplateFolder ?? null,
    fontFiles: override.fontFiles ?? shippedFontFiles(),
    systemFontFolders: override.systemFontFolders ?? systemFontFolders(),
  };
}
