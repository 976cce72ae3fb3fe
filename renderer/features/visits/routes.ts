import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const visitsTabs = ['register', 'plans', 'coverage'] as const;
export type VisitsTab = (typeof visitsTabs)[number];

const visitsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/visits',
  validateSearch: z.object({ tab: z.enum(visitsTabs).optional().catch(undefined), student: z.int().optional().catch(undefined) }),
  component: lazyPage(() => import('./visits-page.tsx'), 'VisitsPage'),
});

const importRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/visits/import',
  component: lazyPage(() => import('./visits-import-page.tsx'), 'VisitsImportPage'),
});

export const visitsRoutes = [visitsRoute, importRoute] as const;
