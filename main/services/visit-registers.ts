import type { VisitPlanView, VisitRow } from '#shared/contract/visits.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import { formatSchoolYear } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { formatVisitors } from '#shared/domain/visits/visit.ts';
import { coverageByClass } from '#shared/domain/visits/visit-plan.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { RegisterColumn, RegisterPaper } from '#main/print/papers/register.ts';

const column = (title: string, width: RegisterColumn['width'], align: RegisterColumn['align'] = 'center'): RegisterColumn => ({ title, width, align });

interface OfSchool {
  readonly school: string;
  readonly imprint: Imprint;
}

/** 家访计划: the route of an outing, group by group, with room to note when a family was met. Why a family is visited does not stand on it. */
export function planPaper(plan: VisitPlanView, homeOf: (studentId: number) => { readonly address: string; readonly phone: string }, { school, imprint }: OfSchool): RegisterPaper {
  const numbered = plan.stops.map((stop, index) => ({ ...stop, no: index + 1 }));
  // Groups stand in the order of the route: a village that is passed twice stands twice.
  const groups: { place: string; stops: typeof numbered }[] = [];
  for (const stop of numbered) {
    const last = groups.at(-1);
    if (last?.place === stop.place) last.stops.push(stop);
    else groups.push({ place: stop.place, stops: [stop] });
  }
  return {
    kind: 'register', title: '家访计划', subtitle: plan.name, wide: true, imprint,
    facts: [
      { label: '学校', text: school }, { label: '计划日期', text: plan.plannedOn === null ? '待定' : formatChineseDate(plan.plannedOn) },
      { label: '家访人', text: formatVisitors(plan.visitors) || '待定' },
    ],
    columns: [
      column('序号', { mm: 11 }), column('学生', { mm: 24 }, 'left'), column('班级', { mm: 30 }, 'left'), column('家庭住址', { share: 1 }, 'left'), column('电话', { mm: 30 }, 'left'),
      column('家访情况', { mm: 30 }), column('备注', { mm: 34 }, 'left'),
    ],
    parts: groups.map(({ place, stops }) => ({
      heading: `${place}（${stops.length} 户）`, total: null,
      rows: stops.map((stop) => {
        const { address, phone } = homeOf(stop.studentId);
        return [String(stop.no), stop.name, stop.className, address, phone, stop.done && stop.lastVisit !== null ? `已访 ${stop.lastVisit.visitedOn}` : '', ''];
      }),
    })),
    notes: plan.note === '' ? [] : [`说明：${plan.note}`], signatures: ['带队人', '资助负责人'],
  };
}

interface AsOf extends OfSchool {
  readonly year: SchoolYear;
  readonly asOf: IsoDate;
}

/** 家访覆盖情况: counts by class, no names; the total is the sum of its rows. */
export function coveragePaper(rows: readonly VisitRow[], { school, year, asOf, imprint }: AsOf): RegisterPaper {
  const lines = coverageByClass(rows.map((row) => ({ ...row, planned: row.plan !== null })));
  const keys = ['due', 'visited', 'onSite', 'planned', 'open', 'inconsistent', 'beyond'] as const;
  const sum = (key: (typeof keys)[number]): number => lines.reduce((total, line) => total + line[key], 0);
  const percent = (visited: number, due: number): string => (due === 0 ? '—' : `${Math.floor((visited * 100) / due)}%`);
  return {
    kind: 'register', title: '家访覆盖情况', subtitle: formatSchoolYear(year), wide: false, imprint,
    facts: [{ label: '学校', text: school }, { label: '截至', text: formatChineseDate(asOf) }],
    columns: [
      column('班级', { share: 1 }, 'left'), column('应访', { mm: 16 }), column('已访', { mm: 16 }), column('其中实地', { mm: 20 }), column('覆盖', { mm: 16 }),
      column('已排计划', { mm: 20 }), column('未安排', { mm: 18 }), column('不一致', { mm: 18 }), column('应访外', { mm: 18 }),
    ],
    parts: [{
      heading: '',
      rows: lines.map((line) => [line.className, String(line.due), String(line.visited), String(line.onSite), percent(line.visited, line.due), String(line.planned), String(line.open), String(line.inconsistent), String(line.beyond)]),
      total: ['合计', String(sum('due')), String(sum('visited')), String(sum('onSite')), percent(sum('visited'), sum('due')), String(sum('planned')), String(sum('open')), String(sum('inconsistent')), String(sum('beyond'))],
    }],
    notes: ['应访：本学年已申请、预认定、已认定或在部门名单上而还没有个案的在校学生。应访外：不在其中而也走访了的。'], signatures: ['填表人', '资助负责人', '校长（公章）'],
  };
}
