import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const noticesRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/notices',
  validateSearch: z.object({ notice: z.int().positive().optional().catch(undefined) }),
  component: lazyPage(() => import('./notices-page.tsx'), 'NoticesPage'),
});

export const noticesRoutes = [noticesRoute] as const;
