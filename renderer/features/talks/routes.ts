import { createRoute } from '@tanstack/react-router';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const talksRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/talks',
  component: lazyPage(() => import('./talks-page.tsx'), 'TalksPage'),
});

export const talksRoutes = [talksRoute] as const;
