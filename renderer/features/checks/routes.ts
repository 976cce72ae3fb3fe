import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const checksTabs = ['list', 'deadlines', 'negative', 'rectification'] as const;
export type ChecksTab = (typeof checksTabs)[number];

const checksRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/checks',
  validateSearch: z.object({ tab: z.enum(checksTabs).optional().catch(undefined), no: z.string().max(2).optional().catch(undefined) }),
  component: lazyPage(() => import('./checks-page.tsx'), 'ChecksPage'),
});

export const checksRoutes = [checksRoute] as const;
