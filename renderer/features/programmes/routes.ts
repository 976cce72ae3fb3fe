import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const programmesTabs = ['catalogue', 'trial', 'forecast', 'menu', 'profiles'] as const;
export type ProgrammesTab = (typeof programmesTabs)[number];

const programmesRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/programmes',
  validateSearch: z.object({ tab: z.enum(programmesTabs).optional().catch(undefined), programme: z.string().optional().catch(undefined) }),
  component: lazyPage(() => import('./programmes-page.tsx'), 'ProgrammesPage'),
});

export const programmesRoutes = [programmesRoute] as const;
