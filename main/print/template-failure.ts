/** A template the typesetter could not set: which file, where in it, and the typesetter's own words. */
export interface TemplateFailure {
  readonly file: string;
  /** From 1; null where the typesetter names no line. */
  readonly line: number | null;
  readonly words: string;
}

/** Thrown by printing when a template, the shipped or a county's own, does not set. */
export class TemplateError extends Error {
  readonly failure: TemplateFailure;

  constructor(failure: TemplateFailure) {
    super(`template ${failure.file}: ${failure.words}`);
    this.failure = failure;
  }
}

interface Diagnostic {
  readonly path?: string;
  readonly range?: { readonly start?: { readonly line?: number } } | null;
  readonly message?: string;
}

/** The first thing the typesetter found wrong; its lines are counted from 0. */
export function templateFailure(kind: string, diagnostics: unknown): TemplateFailure {
  const own = `${kind.replaceAll('_', '-')}.typ`;
  const [first] = (Array.isArray(diagnostics) ? diagnostics : []) as Diagnostic[];
  const line = first?.range?.start?.line;
  return { file: first?.path?.replace(/^.*[\\/]/, '') || own, line: line === undefined ? null : line + 1, words: first?.message ?? '' };
}
