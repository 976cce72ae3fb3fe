import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const scoringTabs = ['filling', 'tables', 'trial'] as const;
export type ScoringTab = (typeof scoringTabs)[number];

const scoringRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/scoring',
  validateSearch: z.object({
    tab: z.enum(scoringTabs).optional().catch(undefined),
    /** The index table that is filled or tried; without it the one in force. */
    table: z.int().optional().catch(undefined),
  }),
  component: lazyPage(() => import('./scoring-page.tsx'), 'ScoringPage'),
});

const tableRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/scoring/tables/$tableId',
  component: lazyPage(() => import('./table-page.tsx'), 'TablePage'),
});

const importRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/scoring/import',
  validateSearch: z.object({ table: z.int().optional().catch(undefined), side: z.enum(['self', 'verified']).optional().catch(undefined) }),
  component: lazyPage(() => import('./score-import-page.tsx'), 'ScoreImportPage'),
});

export const scoringRoutes = [scoringRoute, tableRoute, importRoute] as const;
