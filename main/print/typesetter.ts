import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { join } from 'node:path';
import { findSystemFonts } from './font-files.ts';
import { readCoverage } from './font-coverage.ts';
import type { Coverage } from './font-coverage.ts';
import type { Paper } from './paper.ts';
import { paperData } from './paper-data.ts';
import type { PrintResources } from './resources.ts';
import type { Templates } from './read-templates.ts';
import { TemplateError, templateFailure } from './template-failure.ts';
import { splitPages } from './svg-pages.ts';

type Document = NonNullable<ReturnType<NodeCompiler['compile']>['result']>;

/** What was laid out for one paper is of no use to the next and would pile up: only what the last one used is kept. */
const keptPapers = 0;

/** One Typst compiler with its fonts and templates, used for paper after paper. Synchronous: it lives in the print worker. */
export class Typesetter {
  readonly #compiler: NodeCompiler;
  readonly #coverage: Coverage;
  readonly #folder: string;

  constructor(resources: PrintResources, templates: Templates) {
    const fonts = [...findSystemFonts(resources.systemFontFolders), ...resources.fontFiles];
    this.#folder = resources.templateFolder;
    this.#coverage = readCoverage(fonts);
    this.#compiler = NodeCompiler.create({ workspace: this.#folder, fontArgs: [{ fontPaths: fonts }] });
    for (const [name, source] of templates) this.#compiler.mapShadow(join(this.#folder, name), Buffer.from(source));
  }

  /** The paper as PDF/A-2b. Nothing but the paper, the fonts and the templates goes into the bytes. */
  pdf(paper: Paper): Uint8Array {
    return this.#set(paper, (document) => this.#compiler.pdf(document, { pdfStandard: 'a-2b', pdfTags: false }));
  }

  /** The same pages as the paper's, each an SVG document with its letters drawn as outlines. */
  pages(paper: Paper): string[] {
    return this.#set(paper, (document) => splitPages(this.#compiler.plainSvg(document)));
  }

  #set<Output>(paper: Paper, output: (document: Document) => Output): Output {
    const data = paperData(paper, this.#coverage);
    // The data is a file the template reads as JSON: no text of a paper is ever read as markup.
    this.#compiler.mapShadow(join(this.#folder, 'data.json'), Buffer.from(JSON.stringify(data)));
    const compiled = this.#compiler.compile({ mainFilePath: join(this.#folder, `${paper.kind.replaceAll('_', '-')}.typ`) });
    const document = compiled.result;
    if (!document) {
      const error = compiled.takeError();
      throw new TemplateError(templateFailure(paper.kind, error ? this.#compiler.fetchDiagnostics(error) : []));
    }
    try {
      return output(document);
    } finally {
      this.#compiler.evictCache(keptPapers);
    }
  }
}
