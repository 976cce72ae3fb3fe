import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { Programme, ProgrammeKey, ProgrammeShape, ProgrammeSourceKind } from '#shared/domain/programmes/programme.ts';

/**
 * What a school or county decided about a programme from a term on: whether it runs, for which stages, out of whose money, how it is
 * paid and to whom, with what it excludes, and what a family brings and when. Rows are added, never changed: an old term keeps the
 * row that was in force in it (handbook README, decision 4).
 */
export interface ProgrammeRevision {
  readonly programmeKey: ProgrammeKey;
  readonly validFrom: TermKey;
  readonly inUse: boolean;
  readonly stages: readonly EducationStage[];
  readonly sourceKind: ProgrammeSourceKind;
  readonly shape: ProgrammeShape;
  readonly payeeKind: Programme['payeeKind'];
  readonly exclusivityGroup: string | null;
  readonly papers: string;
  readonly deadline: string;
  readonly document: string;
}

/** The revision of a programme in a term: the last to begin, of two that begin together the later entered; null where none began. Rows come oldest first. */
export function revisionInForce<Row extends Pick<ProgrammeRevision, 'programmeKey' | 'validFrom'>>(rows: readonly Row[], programmeKey: ProgrammeKey, term: TermKey): Row | null {
  return rows.reduce<Row | null>(
    (best, row) => (row.programmeKey === programmeKey && row.validFrom <= term && (best === null || row.validFrom >= best.validFrom) ? row : best), null);
}

/** The programme as it is in a term: itself, with what the revision in force says in place of its own. */
export function reviseProgramme(programme: Programme, revision: ProgrammeRevision | null): Programme {
  if (revision === null) return programme;
  const { inUse, stages, sourceKind, shape, payeeKind, exclusivityGroup, papers, deadline, document } = revision;
  return { ...programme, inUse, stages, sourceKind, shape, payeeKind, exclusivityGroup, papers, deadline, document, confidence: 'local' };
}

/** The whole catalogue as it is in a term. Rates and rules carry their own terms and stay as they are. */
export function catalogueInTerm(catalogue: Catalogue, revisions: readonly ProgrammeRevision[], term: TermKey): Catalogue {
  if (revisions.length === 0) return catalogue;
  return { ...catalogue, programmes: catalogue.programmes.map((programme) => reviseProgramme(programme, revisionInForce(revisions, programme.key, term))) };
}
