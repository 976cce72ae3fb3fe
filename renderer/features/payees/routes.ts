import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const payeeTabs = ['accounts', 'staff', 'rules'] as const;
export type PayeeTab = (typeof payeeTabs)[number];

const payeesRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/payees',
  validateSearch: z.object({ tab: z.enum(payeeTabs).optional().catch(undefined), student: z.int().optional().catch(undefined) }),
  component: lazyPage(() => import('./payees-page.tsx'), 'PayeesPage'),
});

const payeeImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/payees/import',
  validateSearch: z.object({ purpose: z.enum(['payee_accounts', 'staff_accounts']).optional().catch(undefined) }),
  component: lazyPage(() => import('./payee-import-page.tsx'), 'PayeeImportPage'),
});

export const payeesRoutes = [payeesRoute, payeeImportRoute] as const;
