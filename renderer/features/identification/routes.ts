import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

const identificationRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/identification',
  validateSearch: z.object({ student: z.int().optional().catch(undefined), fromLists: z.boolean().optional().catch(undefined) }),
  component: lazyPage(() => import('./identification-page.tsx'), 'IdentificationPage'),
});

const importRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/identification/import',
  component: lazyPage(() => import('./determinations-import-page.tsx'), 'DeterminationsImportPage'),
});

export const identificationRoutes = [identificationRoute, importRoute] as const;
