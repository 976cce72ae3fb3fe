import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const returnTabs = ['open', 'files', 'recovery', 'words'] as const;
export type ReturnTab = (typeof returnTabs)[number];

const returnsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/returns',
  validateSearch: z.object({ tab: z.enum(returnTabs).optional().catch(undefined) }),
  component: lazyPage(() => import('./returns-page.tsx'), 'ReturnsPage'),
});

const returnImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/returns/import',
  validateSearch: z.object({ batch: z.int().optional().catch(undefined), corrects: z.int().optional().catch(undefined) }),
  component: lazyPage(() => import('./return-import-page.tsx'), 'ReturnImportPage'),
});

const returnFileRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/returns/$returnFileId',
  component: lazyPage(() => import('./return-file-page.tsx'), 'ReturnFilePage'),
});

export const returnsRoutes = [returnsRoute, returnImportRoute, returnFileRoute] as const;
