import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ApplicationView } from '#shared/contract/applications.ts';
import type { ApplicationDraft, BasicField } from '#shared/domain/applications/application-form.ts';
import { basicFields } from '#shared/domain/applications/application-form.ts';
import { parseFamilyRelation } from '#shared/domain/applications/family-relation.ts';
import { formLayoutKeys, formLayouts } from '#shared/domain/applications/form-layout.ts';
import type { FormLayoutKey } from '#shared/domain/applications/form-layout.ts';
import type { FormProblem } from '#shared/domain/applications/form-problem.ts';
import type { ConsentNeed } from '#shared/domain/applications/guardian-consent.ts';
import { formatSex } from '#shared/domain/identity/sex.ts';
import { basicFieldTexts, circumstanceTexts, consentReasonTexts, formProblemSentence } from '#shared/text/applications.ts';
import classes from './application.module.css';
import { DateField, FormField, TickField } from './form-field.tsx';
import { GroupsField } from './groups-field.tsx';
import { MembersGrid } from './members-grid.tsx';

export interface SectionProps {
  readonly view: ApplicationView;
  readonly draft: ApplicationDraft;
  readonly problems: readonly FormProblem[];
  readonly readOnly: boolean;
  readonly change: (next: ApplicationDraft) => void;
}

function Section({ title, children, actions }: { readonly title: string; readonly children: ReactNode; readonly actions?: ReactNode }): ReactElement {
  return (
    <section className={`card padded ${classes['section']}`} aria-label={title}>
      <div className={classes['line']} style={{ alignItems: 'center' }}><h2 style={{ flex: 1 }}>{title}</h2>{actions}</div>
      {children}
    </section>
  );
}

/** What is wrong in a field that has something in it; what is merely missing stands in the list beside the form. */
function errorAt(problems: readonly FormProblem[], path: string): string | undefined {
  const problem = problems.find((one) => one.path === path && one.severity === 'wrong' && !one.code.endsWith('_missing'));
  return problem && formProblemSentence(problem);
}

function registerWords(view: ApplicationView, field: BasicField): string {
  const { register } = view;
  return (field === 'sex' ? formatSex(register.sex) : field === 'idNumber' ? register.idNumberMasked : register[field]) || '空';
}

/** 基本情况 comes from the register; only what the paper says otherwise is typed. */
export function BasicSection({ view, draft, problems, readOnly, change }: SectionProps): ReactElement {
  const [opened, setOpened] = useState(basicFields.some((field) => draft.written[field] !== '') || view.idNumberHidden);
  const fields = basicFields.filter((field) => field !== 'idNumber' || !view.idNumberHidden);
  return (
    <Section
      title="基本情况"
      actions={!opened && !readOnly && <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>申请表与名册不一样</Button>}
    >
      <div className={classes['line']}>
        <NativeSelect
          label="样式" value={draft.layout} disabled={readOnly} data={formLayoutKeys.map((value) => ({ value, label: formLayouts[value].name }))} style={{ width: '15rem' }}
          onChange={(event) => change({ ...draft, layout: event.currentTarget.value as FormLayoutKey })}
        />
        <DateField path="appliedOn" label="申请日期" value={draft.appliedOn} error={errorAt(problems, 'appliedOn')} width="10rem" onChange={(appliedOn) => change({ ...draft, appliedOn })} />
        <FormField path="familySize" label="家庭人口" value={draft.familySize} error={errorAt(problems, 'familySize')} width="6rem" inputMode="numeric" onChange={(familySize) => change({ ...draft, familySize })} />
      </div>
      <p className="small dim">名册：{fields.map((field) => `${basicFieldTexts[field]} ${registerWords(view, field)}`).join('　')}</p>
      {view.idNumberHidden && <p className="small dim">申请表上的身份证号码与名册不同，已由资助专干登记。</p>}
      {opened && (
        <div className="columns-3">
          {fields.map((field) => (
            <FormField
              key={field} path={`written.${field}`} label={`申请表写的${basicFieldTexts[field]}`} description={`名册是 ${registerWords(view, field)}；相同的不用写`} value={draft.written[field]} aside
              error={errorAt(problems, `written.${field}`)} onChange={(text) => change({ ...draft, written: { ...draft.written, [field]: text } })}
            />
          ))}
        </div>
      )}
    </Section>
  );
}

export function ContactSection({ draft, problems, change }: SectionProps): ReactElement {
  return (
    <Section title="家庭通讯信息">
      <div className={classes['line']}>
        <FormField path="address" label="详细通讯地址" value={draft.address} onChange={(address) => change({ ...draft, address })} />
        <FormField path="postcode" label="邮政编码" value={draft.postcode} error={errorAt(problems, 'postcode')} width="7rem" inputMode="numeric" onChange={(postcode) => change({ ...draft, postcode })} />
        <FormField path="guardianPhone" label="家长手机号码" value={draft.guardianPhone} error={errorAt(problems, 'guardianPhone')} width="10rem" inputMode="numeric" onChange={(guardianPhone) => change({ ...draft, guardianPhone })} />
      </div>
    </Section>
  );
}

const relationWords = ['父亲', '母亲', '爷爷', '奶奶', '外公', '外婆', '哥哥', '弟弟', '姐姐', '妹妹', '继父', '继母', '养父', '养母', '叔叔', '姑姑', '舅舅'];

export function HouseholdSection({ draft, problems, readOnly, change }: SectionProps): ReactElement {
  const layout = formLayouts[draft.layout];
  return (
    <Section title="家庭成员情况">
      <datalist id="relation-words">{relationWords.map((word) => <option key={word} value={word} />)}</datalist>
      <datalist id="health-words">{layout.healthWords.map((word) => <option key={word} value={word} />)}</datalist>
      <MembersGrid members={draft.members} problems={problems} readOnly={readOnly} onChange={(members) => change({ ...draft, members })} />
    </Section>
  );
}

export function SituationSection({ view, draft, problems, readOnly, change }: SectionProps): ReactElement {
  const layout = formLayouts[draft.layout];
  return (
    <>
      <Section title="特殊群体类型">
        <GroupsField groups={draft.groups} supported={view.supportedGroups} readOnly={readOnly} onChange={(groups) => change({ ...draft, groups })} />
        <FormField path="otherGroup" label="其他特殊群体" value={draft.otherGroup} width="22rem" onChange={(otherGroup) => change({ ...draft, otherGroup })} />
      </Section>
      <Section title="影响家庭经济状况有关信息">
        <FormField path="perHead" label="家庭人均年收入（元）" value={draft.perHead} error={errorAt(problems, 'perHead')} width="11rem" inputMode="decimal" onChange={(perHead) => change({ ...draft, perHead })} />
        <div className="columns-2">
          {layout.circumstances.map((key) => (
            <FormField
              key={key} path={`circumstances.${key}`} label={circumstanceTexts[key]} value={draft.circumstances[key]} width="100%"
              onChange={(text) => change({ ...draft, circumstances: { ...draft.circumstances, [key]: text } })}
            />
          ))}
        </div>
      </Section>
      {layout.asksAid && (
        <Section title="申请资助项目">
          <div className={classes['line']}>
            <TickField path="aid.boarding" label="寄宿生生活补助" value={draft.aid.boarding} width="11rem" onChange={(boarding) => change({ ...draft, aid: { ...draft.aid, boarding } })} />
            <TickField path="aid.nonBoarding" label="非寄宿生生活补助" value={draft.aid.nonBoarding} width="11rem" onChange={(nonBoarding) => change({ ...draft, aid: { ...draft.aid, nonBoarding } })} />
          </div>
        </Section>
      )}
    </>
  );
}

/** Whoever signs is nearly always the first parent on the form, on the day of the form. */
function likelySigner(draft: ApplicationDraft): { readonly name: string; readonly relation: string } {
  const parent = draft.members.find((member) => ['father', 'mother'].includes(parseFamilyRelation(member.relation, 'male') ?? '')) ?? draft.members[0];
  return { name: parent?.name ?? '', relation: parent?.relation ?? '' };
}

export function SignatureSection({ draft, problems, readOnly, change, consent }: SectionProps & { readonly consent: ConsentNeed }): ReactElement {
  const signer = likelySigner(draft);
  const promise = (part: Partial<ApplicationDraft['promise']>): void => change({ ...draft, promise: { ...draft.promise, ...part } });
  const consented = (part: Partial<ApplicationDraft['consent']>): void => change({ ...draft, consent: { ...draft.consent, ...part } });
  const fill = (): void => change({
    ...draft,
    promise: { handwritten: 'yes', signedBy: draft.promise.signedBy || signer.name, signedOn: draft.promise.signedOn || draft.appliedOn },
    consent: { given: 'yes', signedBy: draft.consent.signedBy || signer.name, relation: draft.consent.relation || signer.relation, signedOn: draft.consent.signedOn || draft.appliedOn },
  });
  return (
    <Section
      title="承诺与监护人同意"
      actions={!readOnly && <Button size="compact-sm" variant="default" disabled={signer.name === ''} data-walk onClick={fill}>都已签字，{signer.name || '先填家庭成员'}，同申请日期</Button>}
    >
      <div className={classes['line']}>
        <TickField path="promise.handwritten" label="承诺句已手抄" value={draft.promise.handwritten} width="8rem" onChange={(handwritten) => promise({ handwritten })} />
        <FormField path="promise.signedBy" label="承诺签字人" value={draft.promise.signedBy} width="9rem" onChange={(signedBy) => promise({ signedBy })} />
        <DateField path="promise.signedOn" label="承诺签字日期" value={draft.promise.signedOn} error={errorAt(problems, 'promise.signedOn')} width="9rem" onChange={(signedOn) => promise({ signedOn })} />
      </div>
      <p className="small dim">
        {consent.needed ? `要有监护人同意：${consentReasonTexts[consent.reason]}${consent.age === null ? '' : `（申请时 ${consent.age} 周岁）`}。` : `${consentReasonTexts[consent.reason]}（申请时 ${consent.age ?? ''} 周岁），监护人同意可以不填。`}
      </p>
      <div className={classes['line']}>
        <TickField path="consent.given" label="监护人同意" value={draft.consent.given} width="8rem" error={errorAt(problems, 'consent.given')} onChange={(given) => consented({ given })} />
        <FormField path="consent.signedBy" label="同意的监护人" value={draft.consent.signedBy} width="9rem" onChange={(signedBy) => consented({ signedBy })} />
        <FormField path="consent.relation" label="与学生关系" value={draft.consent.relation} width="7rem" list="relation-words" onChange={(relation) => consented({ relation })} />
        <DateField path="consent.signedOn" label="同意日期" value={draft.consent.signedOn} error={errorAt(problems, 'consent.signedOn')} width="9rem" onChange={(signedOn) => consented({ signedOn })} />
      </div>
    </Section>
  );
}
