import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FormLayoutKey } from '#shared/domain/applications/form-layout.ts';
import { formLayoutKeys } from '#shared/domain/applications/form-layout.ts';
import type { ApplicationFormPaper, ApplicationSheet } from '#main/print/papers/application-form.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import { printPaper, rereadTemplates } from '#main/print/print-paper.ts';
import { findCountyTemplates, printResources } from '#main/print/resources.ts';
import { TemplateError } from '#main/print/template-failure.ts';
import type { PrintableForm } from './application-paper.ts';
import { blankSheetOf } from './application-paper.ts';
import { printByClass } from './class-bundles.ts';
import type { Progress } from './core.ts';
import { refuse } from './refusal.ts';

/** More forms than this in one document and the typesetter needs gigabytes. */
const largestDocument = 60;

const kinds: Readonly<Record<FormLayoutKey, ApplicationFormPaper['kind']>> = { one_sheet: 'application_one_sheet', two_page: 'application_two_page' };

function templateFile(layout: FormLayoutKey): string {
  return `${kinds[layout].replaceAll('_', '-')}.typ`;
}

/** True where the county put a template of its own in the place of this layout's. */
function isCountys(layout: FormLayoutKey): boolean {
  const folder = printResources().countyTemplateFolder;
  return folder !== null && existsSync(join(folder, templateFile(layout)));
}

function paperOf(layout: FormLayoutKey, forms: readonly ApplicationSheet[], filled: boolean, imprint: Imprint): ApplicationFormPaper {
  return { kind: kinds[layout], forms, filled, imprint };
}

/** A template that doesn't set is said with its file and line; nothing is printed in its stead, because nobody would notice. */
async function sayingTemplate<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { file, line, words } = error.failure;
    throw refuse('application.template_broken', { file, line, words });
  }
}

/** Forms of one layout as one PDF. */
export async function printForms(layout: FormLayoutKey, forms: readonly ApplicationSheet[], filled: boolean, imprint: Imprint, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return sayingTemplate(printPaper(paperOf(layout, forms, filled, imprint), signal));
}

interface BatchJob {
  readonly forms: readonly PrintableForm[];
  readonly filled: boolean;
  readonly imprint: Imprint;
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
}

/** Forms of many pupils, a document a class and layout, at most sixty pupils in each. */
export async function printFormsByClass(job: BatchJob): Promise<{ readonly file: File; readonly papers: number }> {
  const place = (form: PrintableForm): number => (form.classId ?? 0) * formLayoutKeys.length + formLayoutKeys.indexOf(form.layout);
  return sayingTemplate(printByClass({
    items: job.forms, classOf: place, className: (form) => form.className, what: '认定申请表', largest: largestDocument, signal: job.signal, progress: (progress) => job.progress(progress),
    paper: (items) => paperOf(items[0]?.layout ?? 'two_page', items.map((form) => form.sheet), job.filled, job.imprint),
  }));
}

export interface TemplateStanding {
  readonly layout: FormLayoutKey;
  readonly file: string;
  readonly countys: boolean;
  /** Why it doesn't set; null: it does. */
  readonly problem: { readonly file: string; readonly line: number | null; readonly words: string } | null;
}

/** Which template each layout is printed with, and whether it sets: a blank form and one with every field filled. Templates put there since are found. */
export async function checkTemplates(archivesRoot: string, school: string, imprint: Imprint, signal: AbortSignal): Promise<readonly TemplateStanding[]> {
  findCountyTemplates(archivesRoot);
  await rereadTemplates();
  const standings: TemplateStanding[] = [];
  for (const layout of formLayoutKeys) {
    const blank = blankSheetOf(layout, school);
    const problem = await printPaper(paperOf(layout, [blank, filledSample(blank)], true, imprint), signal).then(() => null, (error: unknown) => {
      if (error instanceof TemplateError) return error.failure;
      throw error;
    });
    standings.push({ layout, file: templateFile(layout), countys: isCountys(layout), problem });
  }
  return standings;
}

function filledSample(blank: ApplicationSheet): ApplicationSheet {
  const tick = <Ticked extends { readonly ticked: boolean | null }>(one: Ticked, at: number): Ticked => ({ ...one, ticked: at % 2 === 0 });
  return {
    ...blank, yearName: '三年级', className: '三年级(1)班', name: '张三', sex: '女', birth: '2016年3月', idNumber: '999999201603070021', familySize: '3', nativePlace: '某县', phone: '13900000000', address: '某县某镇某村',
    postcode: '100000', guardianPhone: '13900000000', members: [{ name: '张大', age: '40', relation: '父亲', employer: '在家', job: '务农', income: '12000', health: '良好' }], hukou: blank.hukou.map(tick),
    groups: blank.groups.map(tick), otherGroup: '无', perHead: '4000', circumstances: blank.circumstances.map((one) => ({ ...one, text: '无' })), aid: blank.aid.map(tick), consentNeeded: true,
  };
}
