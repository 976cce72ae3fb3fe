import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const helpRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/help',
  /** The page whose help was asked for. */
  validateSearch: z.object({ page: z.string().optional().catch(undefined) }),
  component: lazyPage(() => import('./help-page.tsx'), 'HelpPage'),
});

export const helpRoutes = [helpRoute] as const;
