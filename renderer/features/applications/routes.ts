import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const applicationTabs = ['pupils', 'classes'] as const;
export type ApplicationTab = (typeof applicationTabs)[number];

const applicationsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/applications',
  validateSearch: z.object({ tab: z.enum(applicationTabs).optional().catch(undefined), classId: z.int().optional().catch(undefined) }),
  component: lazyPage(() => import('./applications-page.tsx'), 'ApplicationsPage'),
});

const applicationRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/applications/$studentId',
  component: lazyPage(() => import('./application-page.tsx'), 'ApplicationPage'),
});

const summaryImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/applications/import',
  component: lazyPage(() => import('./summary-import-page.tsx'), 'SummaryImportPage'),
});

const filesImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/applications/files',
  component: lazyPage(() => import('./files-import-page.tsx'), 'FilesImportPage'),
});

export const applicationsRoutes = [filesImportRoute, applicationsRoute, summaryImportRoute, applicationRoute] as const;
