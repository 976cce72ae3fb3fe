import { createRoute, redirect } from '@tanstack/react-router';
import * as z from 'zod';
import { findSession, rootRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/start',
  /** Why one is here again: the window was left alone too long. */
  validateSearch: z.object({ why: z.enum(['idle']).optional().catch(undefined) }),
  beforeLoad: async ({ context }) => {
    if (await findSession(context.queries) !== null) throw redirect({ to: '/' as never });
  },
  component: lazyPage(() => import('./start-page.tsx'), 'StartPage'),
});

export const startRoutes = [startRoute] as const;
