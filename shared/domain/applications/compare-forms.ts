import type { TriState } from '../tri-state.ts';
import { formatSpecialGroup } from '../identification/special-group.ts';
import type { ApplicationDraft, ApplicationForm } from './application-form.ts';
import { draftOfForm } from './draft-of-form.ts';

/** One field that a later version says otherwise; texts, '' for nothing. */
export interface FormChange {
  /** The field's path in the draft, as in `FormProblem.path`; of a group `groups.<label>`, of a member `members.<row>`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What a version changes in the one before it, field by field, in the order of the form. Empty: they say the same. */
export function compareForms(before: ApplicationForm, after: ApplicationForm): readonly FormChange[] {
  const [old, now] = [flatten(draftOfForm(before)), flatten(draftOfForm(after))];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths.flatMap((path) => {
    const [one, other] = [old.get(path) ?? '', now.get(path) ?? ''];
    return one === other ? [] : [{ path, before: one, after: other }];
  });
}

const tickWords: Readonly<Record<TriState, string>> = { yes: '是', no: '否', unknown: '' };

function flatten(draft: ApplicationDraft): Map<string, string> {
  const fields = new Map<string, string>([['layout', draft.layout], ['appliedOn', draft.appliedOn]]);
  for (const [key, value] of Object.entries(draft.written)) fields.set(`written.${key}`, value);
  for (const key of ['familySize', 'address', 'postcode', 'guardianPhone'] as const) fields.set(key, draft[key]);
  for (const [at, member] of draft.members.entries()) {
    fields.set(`members.${at + 1}`, [member.name, member.age, member.relation, member.employer, member.job, member.income, member.health].join(' ').replace(/\s+/gu, ' ').trim());
  }
  for (const [key, tick] of Object.entries(draft.groups)) fields.set(`groups.${formatSpecialGroup(key)}`, tickWords[tick]);
  fields.set('otherGroup', draft.otherGroup).set('perHead', draft.perHead);
  for (const [key, value] of Object.entries(draft.circumstances)) fields.set(`circumstances.${key}`, value);
  for (const part of ['promise', 'consent', 'aid'] as const) {
    for (const [key, value] of Object.entries(draft[part])) fields.set(`${part}.${key}`, tickWords[value as TriState] ?? value);
  }
  return fields;
}
