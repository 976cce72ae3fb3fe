import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const paymentsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/payments',
  component: lazyPage(() => import('./payments-page.tsx'), 'PaymentsPage'),
});

const newBatchRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/payments/new',
  validateSearch: z.object({ programme: z.string().optional().catch(undefined), purpose: z.enum(['ordinary', 'reissue']).optional().catch(undefined) }),
  component: lazyPage(() => import('./new-batch-page.tsx'), 'NewBatchPage'),
});

const profilesRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/payments/profiles',
  validateSearch: z.object({ profile: z.string().optional().catch(undefined) }),
  component: lazyPage(() => import('./profiles-page.tsx'), 'ProfilesPage'),
});

const batchRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/payments/$batchId',
  component: lazyPage(() => import('./batch-page.tsx'), 'BatchPage'),
});

export const paymentsRoutes = [paymentsRoute, newBatchRoute, profilesRoute, batchRoute] as const;
