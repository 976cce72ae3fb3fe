import type { ReactElement } from 'react';
import type { ApplicationView } from '#shared/contract/applications.ts';
import type { ApplicationForm } from '#shared/domain/applications/application-form.ts';
import type { FormProblem } from '#shared/domain/applications/form-problem.ts';
import { computePerHead } from '#shared/domain/applications/per-head-income.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { applicationEventTexts, formProblemSentence } from '#shared/text/applications.ts';
import { formatMoment } from '#renderer/text/moments.ts';
import classes from './application.module.css';
import { focusPath } from './walk-fields.ts';

function ProblemButtons({ label, problems }: { readonly label: string; readonly problems: readonly FormProblem[] }): ReactElement {
  return (
    <ul className={classes['problems']} aria-label={label}>
      {problems.map((problem) => {
        const sentence = formProblemSentence(problem);
        return <li key={problem.path + sentence}><button type="button" className={`${classes['problem']} ${problem.severity === 'wrong' ? classes['wrong'] : ''}`} onClick={() => focusPath(problem.path)}>{sentence}</button></li>;
      })}
    </ul>
  );
}

/** Written and computed side by side; neither is put in the other's place. */
function PerHead({ form }: { readonly form: ApplicationForm }): ReactElement {
  const computed = computePerHead(form.members.map((member) => member.incomeFen));
  return (
    <section className="card padded" aria-label="人均年收入">
      <h2>人均年收入（元）</h2>
      <dl className={classes['compare']}>
        <dt className="dim">家庭所填</dt><dd>{form.perHeadFen === null ? '没有填' : formatYuan(form.perHeadFen)}</dd>
        <dt className="dim">按成员收入复算</dt><dd>{computed.perHeadFen === null ? '算不出' : formatYuan(computed.perHeadFen)}</dd>
      </dl>
      <p className="small dim">
        成员收入合计 {formatYuan(computed.sumFen)} 元 ÷ {computed.people} 人（成员加学生本人）{computed.unknownIncomes > 0 ? `；有 ${computed.unknownIncomes} 人的收入不知道` : ''}
      </p>
    </section>
  );
}

function History({ view }: { readonly view: ApplicationView }): ReactElement | null {
  if (view.versions.length === 0) return null;
  return (
    <section className="card padded" aria-label="收下和更正的记录">
      <h2>收下和更正的记录</h2>
      <ol className={classes['versions']}>
        {view.versions.map((version) => (
          <li key={version.versionNo}>
            {formatMoment(version.at)} {version.by}（{version.from}）{version.reason === '' ? '' : `：${version.reason}`}
            {version.changes.length > 0 && <ul className="dim">{version.changes.map((change) => <li key={change}>{change}</li>)}</ul>}
          </li>
        ))}
      </ol>
      {view.events.filter((event) => event.event === 'withdraw').map((event) => (
        <p key={event.at} className="small">{formatMoment(event.at)} {event.by} {applicationEventTexts[event.event]}：{event.note}</p>
      ))}
    </section>
  );
}

interface SidePanelProps {
  readonly view: ApplicationView;
  readonly form: ApplicationForm;
  readonly problems: readonly FormProblem[];
}

/** Beside the form: what keeps it from being received, what to look at, the income, what happened before. */
export function SidePanel({ view, form, problems }: SidePanelProps): ReactElement {
  const wrong = problems.filter((problem) => problem.severity === 'wrong');
  const looks = problems.filter((problem) => problem.severity === 'look');
  return (
    <aside className={classes['side']} aria-label="核对">
      <PerHead form={form} />
      <section className="card padded" aria-label="要改的和要看的">
        {wrong.length > 0 && <><h2>还不能收下，先改 {wrong.length} 处</h2><ProblemButtons label="先改这些" problems={wrong} /></>}
        {looks.length > 0 && <><h2>收下前看一看 {looks.length} 处</h2><ProblemButtons label="看一看这些" problems={looks} /></>}
        {wrong.length + looks.length === 0 && <h2>没有要改的</h2>}
      </section>
      <History view={view} />
    </aside>
  );
}
