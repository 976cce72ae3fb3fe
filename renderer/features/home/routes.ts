import { createRoute } from '@tanstack/react-router';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const homeRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/',
  component: lazyPage(() => import('./home-page.tsx'), 'HomePage'),
});

export const homeRoutes = [homeRoute] as const;
