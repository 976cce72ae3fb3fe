import { useId } from 'react';
import type { ReactElement } from 'react';
import classes from './bar-chart.module.css';

/** How a part of a bar looks: by colour and by pattern, so that it is told apart without colour too. */
export const barLooks = ['solid', 'light', 'striped', 'dotted'] as const;
export type BarLook = (typeof barLooks)[number];

export interface BarPart {
  readonly label: string;
  /** Its length; below nought is drawn as none and said in words. */
  readonly value: number;
  /** The value in words, e.g. 687,500.00 元. */
  readonly text: string;
  readonly look: BarLook;
}

/** One thing that is measured: its bars under one another, each of parts that lie end to end. */
export interface BarGroup {
  readonly label: string;
  readonly bars: readonly (readonly BarPart[])[];
  /** Said at the end of the group, e.g. 97.32%. */
  readonly note?: string;
}

interface BarChartProps {
  readonly title: string;
  readonly legend: readonly { readonly label: string; readonly look: BarLook }[];
  readonly groups: readonly BarGroup[];
}

const lengthOf = (bar: readonly BarPart[]): number => bar.reduce((sum, part) => sum + Math.max(0, part.value), 0);

/** Bars in one scale; what they show is said in words to whoever can't see them, and stands in the table beside. */
export function BarChart({ title, legend, groups }: BarChartProps): ReactElement {
  const id = useId();
  const longest = Math.max(1, ...groups.flatMap((group) => group.bars.map(lengthOf)));
  return (
    <figure className={classes['chart']} aria-label={title}>
      <figcaption className={classes['caption']}>
        <b>{title}</b>
        <span className={classes['legend']} aria-hidden="true">
          {legend.map((one) => (
            <span key={one.label}><svg width="14" height="10"><BarRect id={id} look={one.look} x="0" width="14" /></svg>{one.label}</span>
          ))}
        </span>
      </figcaption>
      <svg width="0" height="0" aria-hidden="true" className={classes['patterns']}>
        <defs>
          <pattern id={`${id}-striped`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" className={classes['stripe-ground']} /><rect width="2.5" height="6" className={classes['stripe']} /></pattern>
          <pattern id={`${id}-dotted`} width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" className={classes['dot-ground']} /><circle cx="2.5" cy="2.5" r="1" className={classes['dot']} /></pattern>
        </defs>
      </svg>
      <div className={classes['groups']}>
        {groups.map((group) => (
          <div key={group.label} className={classes['group']}>
            <div className={classes['label']}>{group.label}</div>
            <div className={classes['bars']}>
              {group.bars.map((bar) => <Bar key={bar.map((part) => part.label).join()} id={id} group={group.label} bar={bar} longest={longest} />)}
            </div>
            <div className={classes['note']}>{group.note}</div>
          </div>
        ))}
      </div>
    </figure>
  );
}

function Bar({ id, group, bar, longest }: { readonly id: string; readonly group: string; readonly bar: readonly BarPart[]; readonly longest: number }): ReactElement {
  const starts = bar.map((_, index) => lengthOf(bar.slice(0, index)));
  const said = bar.map((part) => `${part.label} ${part.text}`).join('，');
  return (
    <svg className={classes['bar']} role="img" aria-label={`${group}：${said}`}>
      <title>{said}</title>
      {bar.map((part, index) => (
        <BarRect key={part.label} id={id} look={part.look} x={`${((starts[index] ?? 0) / longest) * 100}%`} width={`${(Math.max(0, part.value) / longest) * 100}%`} />
      ))}
    </svg>
  );
}

function BarRect({ id, look, x, width }: { readonly id: string; readonly look: BarLook; readonly x: string; readonly width: string }): ReactElement {
  const fill = look === 'striped' || look === 'dotted' ? { fill: `url(#${id}-${look})` } : { className: classes[look] };
  return <rect x={x} y="0" width={width} height="10" {...fill} />;
}
