import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { statementKinds } from '#shared/domain/reconciliation/difference-state.ts';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const reconciliationTabs = ['overview', 'list', 'finance', 'bank', 'one_card', 'files'] as const;
export type ReconciliationTab = (typeof reconciliationTabs)[number];

const reconciliationRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/reconciliation',
  validateSearch: z.object({ tab: z.enum(reconciliationTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./reconciliation-page.tsx'), 'ReconciliationPage'),
});

const importRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/reconciliation/import',
  validateSearch: z.object({ kind: z.enum(statementKinds).optional().catch(undefined) }),
  component: lazyPage(() => import('./statement-import-page.tsx'), 'StatementImportPage'),
});

export const reconciliationRoutes = [reconciliationRoute, importRoute] as const;
