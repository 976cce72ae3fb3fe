import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { parseClassLabel, placeClass } from '#shared/domain/roster/class-label.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatClassByEntry } from '#shared/domain/roster/year-level.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';

/** A pupil as a school's own list names one. */
export interface NamedPupil {
  readonly name: string;
  readonly classLabel: string;
  readonly idNumber: string;
}

export type FoundPupil =
  | { readonly kind: 'found'; readonly pupil: PupilLine; readonly by: 'id' | 'name_class' | 'name'; readonly differs: readonly ('name' | 'class')[] }
  | { readonly kind: 'several'; readonly pupils: readonly PupilLine[] }
  | { readonly kind: 'none' };

/** Finds the school's own pupils by what the school's own lists say: number first, then name and class, then a name only one pupil has. */
export class PupilFinder {
  readonly #byId: ReadonlyMap<string, readonly PupilLine[]>;
  readonly #byName: ReadonlyMap<string, readonly PupilLine[]>;
  readonly #stages: readonly EducationStage[];
  readonly #year: SchoolYear;

  constructor(pupils: readonly PupilLine[], stages: readonly EducationStage[], year: SchoolYear) {
    this.#byId = Map.groupBy(pupils.filter((pupil) => pupil.idNumber !== ''), (pupil) => pupil.idNumber);
    this.#byName = Map.groupBy(pupils, (pupil) => pupil.nameKey);
    this.#stages = stages;
    this.#year = year;
  }

  find({ name, classLabel, idNumber }: NamedPupil): FoundPupil {
    const number = cleanIdNumber(idNumber);
    const [byId, ...others] = this.#byId.get(number) ?? [];
    const key = nameKey(name);
    if (byId && others.length === 0) {
      return { kind: 'found', pupil: byId, by: 'id', differs: [...(key !== '' && key !== byId.nameKey ? ['name' as const] : []), ...this.#classDiffers(byId, classLabel)] };
    }
    const named = (this.#byName.get(key) ?? []).filter((pupil) => number === '' || pupil.idNumber === '' || pupil.idNumber === number);
    const inClass = classLabel === '' ? [] : named.filter((pupil) => this.#classDiffers(pupil, classLabel).length === 0);
    const [one, ...more] = inClass.length > 0 ? inClass : named;
    if (!one) return { kind: 'none' };
    if (more.length > 0) return { kind: 'several', pupils: [one, ...more] };
    return { kind: 'found', pupil: one, by: inClass.length > 0 ? 'name_class' : 'name', differs: this.#classDiffers(one, classLabel) };
  }

  #classDiffers(pupil: PupilLine, classLabel: string): readonly 'class'[] {
    return classLabel === '' || isOfClass(pupil, classLabel, this.#stages, this.#year) ? [] : ['class'];
  }
}

/**
 * Whether a class cell names this pupil's class: 七（2）班, 7.2, 初一2班 and 2025级2班 are one class. A 2025级 that several stages have is
 * the pupil's where it is his in his own; a label that can't be read is compared as a text.
 */
export function isOfClass(pupil: PupilLine, classLabel: string, stages: readonly EducationStage[], year: SchoolYear): boolean {
  const label = parseClassLabel(classLabel);
  const stage = label?.entryYear ? pupil.stage : label?.stage;
  const place = label && placeClass(label, { stages, schoolYear: year, stage: stage ?? null });
  if (place) {
    return place.stage === pupil.stage && (place.classNo === null
      ? place.entryYear === (pupil.entryYear ?? 0) - pupil.yearOffset
      : formatClassByEntry(place.entryYear, place.classNo) === pupil.className);
  }
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');
  return plain(classLabel) === plain(pupil.className) || plain(classLabel) === plain(formatPupilClass(pupil, year));
}
