import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const rosterTabs = ['pupils', 'repairs', 'classes', 'movements'] as const;
export type RosterTab = (typeof rosterTabs)[number];

const rosterRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/roster',
  validateSearch: z.object({
    tab: z.enum(rosterTabs).optional().catch(undefined),
    classId: z.int().optional().catch(undefined),
    student: z.int().optional().catch(undefined),
    left: z.boolean().optional().catch(undefined),
  }),
  component: lazyPage(() => import('./roster-page.tsx'), 'RosterPage'),
});

const rosterImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/roster/import',
  component: lazyPage(() => import('./roster-import-page.tsx'), 'RosterImportPage'),
});

export const rosterRoutes = [rosterRoute, rosterImportRoute] as const;
