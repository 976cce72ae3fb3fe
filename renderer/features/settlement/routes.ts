import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const settlementViews = ['term', 'school_year', 'calendar_year', 'as_of'] as const;
export type SettlementView = (typeof settlementViews)[number];

export const settlementTabs = ['statement', 'closing', 'views', 'school-ledger', 'execution'] as const;
export type SettlementTab = (typeof settlementTabs)[number];

const settlementRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/settlement',
  validateSearch: z.object({
    tab: z.enum(settlementTabs).optional().catch(undefined),
    view: z.enum(settlementViews).optional().catch(undefined),
    /** 截至哪一天; for 自然年 its year. */
    day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional().catch(undefined),
    year: z.int().min(1990).max(2199).optional().catch(undefined),
  }),
  component: lazyPage(() => import('./settlement-page.tsx'), 'SettlementPage'),
});

export const settlementRoutes = [settlementRoute] as const;
