import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const dossierTabs = ['basic', 'family', 'identification', 'money', 'notices', 'movements', 'trace'] as const;
export type DossierTab = (typeof dossierTabs)[number];

const dossierListRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/dossier',
  component: lazyPage(() => import('./dossier-list-page.tsx'), 'DossierListPage'),
});

const dossierRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/dossier/$studentId',
  validateSearch: z.object({ tab: z.enum(dossierTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./dossier-page.tsx'), 'DossierPage'),
});

export const dossierRoutes = [dossierListRoute, dossierRoute] as const;
