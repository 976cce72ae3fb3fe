import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const fundsTabs = ['chain', 'allotments', 'set-aside', 'donors', 'movements', 'rules', 'journal', 'day-book', 'balance', 'auxiliary', 'vouchers', 'chart'] as const;
export type FundsTab = (typeof fundsTabs)[number];

const fundsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/funds',
  validateSearch: z.object({ tab: z.enum(fundsTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./funds-page.tsx'), 'FundsPage'),
});

export const fundsRoutes = [fundsRoute] as const;
