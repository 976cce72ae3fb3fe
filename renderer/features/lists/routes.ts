import { createRoute } from '@tanstack/react-router';
import * as z from 'zod';
import { archiveRoute } from '#renderer/bridge/archive-route.ts';
import { lazyPage } from '#renderer/bridge/lazy-page.ts';

export const listsTabs = ['queue', 'lists', 'rows', 'recheck', 'coverage'] as const;
export type ListsTab = (typeof listsTabs)[number];

const listsRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/lists',
  validateSearch: z.object({ tab: z.enum(listsTabs).optional().catch(undefined), listId: z.int().optional().catch(undefined), recheckId: z.int().optional().catch(undefined) }),
  component: lazyPage(() => import('./lists-page.tsx'), 'ListsPage'),
});

const listImportRoute = createRoute({
  getParentRoute: () => archiveRoute,
  path: '/lists/import',
  component: lazyPage(() => import('./list-import-page.tsx'), 'ListImportPage'),
});

export const listsRoutes = [listsRoute, listImportRoute] as const;
