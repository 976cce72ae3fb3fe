import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const registersTabs = ['summary', 'changes', 'lists', 'national'] as const;
export type RegistersTab = (typeof registersTabs)[number];

const registersRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/registers',
  validateSearch: z.object({ tab: z.enum(registersTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./registers-page.tsx'), 'RegistersPage'),
});

export const registersRoutes = [registersRoute] as const;
