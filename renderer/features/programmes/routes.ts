import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const programmesRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/programmes',
  validateSearch: z.object({ programme: z.string().optional().catch(undefined) }),
  component: lazyPage(() => import('./programmes-page.tsx'), 'ProgrammesPage'),
});

export const programmesRoutes = [programmesRoute] as const;
