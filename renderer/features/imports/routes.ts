import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const importsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/imports',
  component: lazyPage(() => import('./imports-page.tsx'), 'ImportsPage'),
});

const newImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/imports/new',
  validateSearch: z.object({ purpose: z.enum(['roster', 'payee_accounts', 'staff_accounts']).default('roster').catch('roster') }),
  component: lazyPage(() => import('./new-import-page.tsx'), 'NewImportPage'),
});

export const importsRoutes = [importsRoute, newImportRoute] as const;
