import { createRoute } from '@tanstack/react-router';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const importsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/imports',
  component: lazyPage(() => import('./imports-page.tsx'), 'ImportsPage'),
});

export const importsRoutes = [importsRoute] as const;
